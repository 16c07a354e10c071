using System.Text;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Surveys;
using Sonde.Testing;
using Xunit;

namespace Sonde.Diagnosis.Tests.Surveys;

/// <summary>Lines as kernels of several versions write them, and lines that only look like them.</summary>
public class KernelLogClassifierTests
{
    private const int LargestCommLength = 15;

    [Theory]
    [InlineData("Out of memory: Killed process 4711 (mysqld) total-vm:8388608kB, anon-rss:6291456kB, file-rss:0kB, shmem-rss:0kB, UID:112 pgtables:12288kB oom_score_adj:0", 4711, "mysqld")]
    [InlineData("Out of memory: Kill process 4711 (mysqld) score 901 or sacrifice child", 4711, "mysqld")]
    [InlineData("Out of memory (oom_kill_allocating_task): Killed process 99 (stress) total-vm:1kB, anon-rss:1kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:4kB oom_score_adj:0", 99, "stress")]
    [InlineData("Out of memory: Killed process 812 ((sd-pam)) total-vm:170392kB, anon-rss:4096kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:88kB oom_score_adj:0", 812, "(sd-pam)")]
    [InlineData("Out of memory: Killed process 812 (a (b) c) total-vm:170392kB, anon-rss:4096kB", 812, "a (b) c")]
    [InlineData("Out of memory: Killed process 812 () total-vm:170392kB, anon-rss:4096kB", 812, null)]
    public void A_kill_for_lack_of_memory_names_the_process(string line, int pid, string? comm) => Same(KernelEventKind.OutOfMemoryKill, pid, comm, null, line);

    [Theory]
    [InlineData("java: page allocation failure: order:4, mode:0x40dc0(GFP_KERNEL|__GFP_COMP|__GFP_ZERO), nodemask=(null),cpuset=/,mems_allowed=0", "java")]
    [InlineData("swapper/0: page allocation failure: order:0, mode:0xa20(GFP_ATOMIC), nodemask=(null)", "swapper/0")]
    public void A_failed_allocation_names_the_task(string line, string comm) => Same(KernelEventKind.AllocationFailure, null, comm, null, line);

    [Theory]
    [InlineData("INFO: task jbd2/vda1-8:233 blocked for more than 120 seconds.", 233, "jbd2/vda1-8")]
    [InlineData("INFO: task kworker/0:1:77 blocked for more than 241 seconds.", 77, "kworker/0:1")]
    [InlineData("INFO: task startplasma-way:1473 blocked in I/O wait for more than 122 seconds.", 1473, "startplasma-way")]
    [InlineData("INFO: task a blocked b:5 blocked for more than 120 seconds.", 5, "a blocked b")]
    public void A_hung_task_is_named(string line, int pid, string comm) => Same(KernelEventKind.HungTask, pid, comm, null, line);

    [Theory]
    [InlineData("watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [stress:1234]", 1234, "stress")]
    [InlineData("NMI watchdog: BUG: soft lockup - CPU#1 stuck for 23s! [kworker/1:2:88]", 88, "kworker/1:2")]
    [InlineData("watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [a]b:1234]", 1234, "a]b")]
    [InlineData("NMI watchdog: Watchdog detected hard LOCKUP on cpu 0", null, null)]
    [InlineData("watchdog: CPU3: Watchdog detected hard LOCKUP on cpu 3", null, null)]
    [InlineData("INFO: rcu_sched self-detected stall on CPU", null, null)]
    [InlineData("rcu: INFO: rcu_preempt self-detected stall on CPU", null, null)]
    [InlineData("rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:", null, null)]
    [InlineData("rcu: INFO: rcu_preempt detected expedited stalls on CPUs/tasks: { 3-.... } 26 jiffies s: 49 root: 0x8/.", null, null)]
    [InlineData("BUG: workqueue lockup - pool cpus=0 node=0 flags=0x0 nice=0 stuck for 36s!", null, null)]
    public void A_stuck_cpu_names_its_task_where_the_kernel_does(string line, int? pid, string? comm) => Same(KernelEventKind.Lockup, pid, comm, null, line);

    [Theory]
    [InlineData("CPU0: Core temperature above threshold, cpu clock throttled (total events = 1)")]
    [InlineData("CPU9: Package temperature is above threshold, cpu clock is throttled (total events = 61)")]
    [InlineData("mce: CPU4: Core temperature is above threshold, cpu clock is throttled (total events = 2)")]
    public void Throttling_for_heat_is_seen_in_old_and_new_words(string line) => Same(KernelEventKind.ThermalThrottle, null, null, null, line);

    [Theory]
    [InlineData("mce: [Hardware Error]: Machine check events logged", null)]
    [InlineData("{1}[Hardware Error]: Hardware error from APEI Generic Hardware Error Source: 4", null)]
    [InlineData("EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#0_DIMM#0 (channel:0 slot:0 page:0x12345 offset:0x0 grain:32 syndrome:0x0)", null)]
    [InlineData("EDAC MC1: 3 CE on mc#1csrow#0channel#1 (csrow:0 channel:1 page:0x0 offset:0x0 grain:64 syndrome:0x0)", null)]
    [InlineData("EDAC MC0: 1 UE memory scrubbing error on unknown memory (channel:0 page:0x0 offset:0x0 grain:32)", null)]
    [InlineData("pcieport 0000:00:1c.5: PCIe Bus Error: severity=Corrected, type=Physical Layer, id=00e5(Receiver ID)", "0000:00:1c.5")]
    [InlineData("nvme 0000:02:00.0: AER: PCIe Bus Error: severity=Uncorrectable (Non-Fatal), type=Transaction Layer, (Requester ID)", "0000:02:00.0")]
    public void An_error_of_the_hardware_names_the_device_where_the_kernel_does(string line, string? subject) => Same(KernelEventKind.HardwareError, null, null, subject, line);

    [Theory]
    [InlineData("I/O error, dev sda, sector 2048 op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 2", "sda")]
    [InlineData("critical medium error, dev nvme0n1, sector 123456 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2", "nvme0n1")]
    [InlineData("blk_update_request: I/O error, dev vdb, sector 8 op 0x1:(WRITE) flags 0x800 phys_seg 1 prio class 0", "vdb")]
    [InlineData("print_req_error: I/O error, dev sdc, sector 0", "sdc")]
    [InlineData("end_request: I/O error, dev sdc, sector 0", "sdc")]
    [InlineData("timeout error, dev dm-3, sector 77 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 2", "dm-3")]
    [InlineData("Buffer I/O error on dev sda1, logical block 0, async page read", "sda1")]
    [InlineData("Buffer I/O error on device sda1, logical block 0", "sda1")]
    [InlineData("ata1.00: failed command: READ FPDMA QUEUED", "ata1.00")]
    [InlineData("nvme nvme0: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0x10", "nvme0")]
    [InlineData("nvme nvme1: I/O 123 QID 4 timeout, aborting", "nvme1")]
    [InlineData("nvme nvme1: I/O tag 123 (107b) opcode 0x1 (I/O Cmd) QID 4 timeout, aborting req_op:WRITE(1) size:4096", "nvme1")]
    [InlineData("nvme nvme0: I/O 5 QID 0 timeout, reset controller", "nvme0")]
    public void A_failed_request_names_the_device(string line, string subject) => Same(KernelEventKind.StorageError, null, null, subject, line);

    [Theory]
    [InlineData("EXT4-fs error (device vda1): ext4_lookup:1855: inode #2: comm ls: deleted inode referenced: 12", "vda1")]
    [InlineData("EXT4-fs (vda1): Remounting filesystem read-only", "vda1")]
    [InlineData("BTRFS error (device sdb): bdev /dev/sdb errs: wr 0, rd 0, flush 0, corrupt 1, gen 0", "sdb")]
    [InlineData("BTRFS error (device sdb state EA): failed to run delayed ref", "sdb")]
    [InlineData("BTRFS critical (device dm-0): corrupt leaf: root=2 block=1 slot=3", "dm-0")]
    [InlineData("BTRFS: error (device sdb) in btrfs_commit_transaction:2432: errno=-5 IO failure (Error while writing out transaction)", "sdb")]
    [InlineData("XFS (dm-0): Metadata corruption detected at xfs_agf_read_verify+0x77/0x110 [xfs], xfs_agf block 0x1 ", "dm-0")]
    [InlineData("XFS (dm-0): Corruption detected. Unmount and run xfs_repair", "dm-0")]
    [InlineData("XFS (sda3): Corruption of in-memory data (0x8) detected at xfs_defer_finish_noroll+0x3f (fs/xfs/libxfs/xfs_defer.c:573).  Shutting down filesystem.", "sda3")]
    [InlineData("XFS (sda3): log I/O error -5. Shutting down filesystem.", "sda3")]
    public void A_damaged_file_system_names_its_device(string line, string subject) => Same(KernelEventKind.FileSystemError, null, null, subject, line);

    [Theory]
    [InlineData("TCP: request_sock_TCP: Possible SYN flooding on port 80. Sending cookies.  Check SNMP counters.", "80")]
    [InlineData("TCP: request_sock_TCP: Possible SYN flooding on port 0.0.0.0:8080. Sending cookies.", "0.0.0.0:8080")]
    [InlineData("TCP: request_sock_TCPv6: Possible SYN flooding on port [::]:443. Dropping request.", "[::]:443")]
    public void A_flooded_port_is_named(string line, string subject) => Same(KernelEventKind.SynFlooding, null, null, subject, line);

    [Theory]
    [InlineData("nf_conntrack: nf_conntrack: table full, dropping packet", "nf_conntrack")]
    [InlineData("nf_conntrack: table full, dropping packet", "nf_conntrack")]
    [InlineData("neighbour: arp_cache: neighbor table overflow!", "arp_cache")]
    [InlineData("neighbour: ndisc_cache: neighbor table overflow!", "ndisc_cache")]
    public void A_full_table_is_named(string line, string subject) => Same(KernelEventKind.TableFull, null, null, subject, line);

    [Theory]
    [InlineData("NETDEV WATCHDOG: eth0 (e1000e): transmit queue 0 timed out", "eth0")]
    [InlineData("NETDEV WATCHDOG: eth0 (e1000e): transmit queue 0 timed out 5012 ms", "eth0")]
    [InlineData("igc 0000:02:00.0 enp2s0: NETDEV WATCHDOG: CPU: 3: transmit queue 0 timed out 5012 ms", "enp2s0")]
    [InlineData("e1000e 0000:00:19.0 eno1: NIC Link is Down", "eno1")]
    [InlineData("igb 0000:01:00.0 eth0: igb: eth0 NIC Link is Down", "eth0")]
    [InlineData("tg3 0000:02:00.0: eth0: Link is down", "eth0")]
    [InlineData("tg3 0000:02:00.0 eth0: Link is down", "eth0")]
    [InlineData("r8169 0000:03:00.0 enp3s0: Link is Down", "enp3s0")]
    [InlineData("mlx5_core 0000:01:00.0 ens1f0np0: Link down", "ens1f0np0")]
    [InlineData("eth0: Link is Down", "eth0")]
    public void A_network_device_that_hangs_or_loses_its_link_is_named(string line, string subject) => Same(KernelEventKind.NetworkDevice, null, null, subject, line);

    [Theory]
    [InlineData("TCP: out of memory -- consider tuning tcp_mem", KernelEventKind.TcpMemory, null)]
    [InlineData("TCP: too many orphaned sockets", KernelEventKind.TcpMemory, null)]
    [InlineData("clocksource: timekeeping watchdog on CPU3: Marking clocksource 'tsc' as unstable because the skew is too large:", KernelEventKind.ClockSource, "tsc")]
    [InlineData("tsc: Marking TSC unstable due to clocksource watchdog", KernelEventKind.ClockSource, null)]
    [InlineData("sched: RT throttling activated", KernelEventKind.RealTimeThrottling, null)]
    public void Other_lines_that_matter_are_found(string line, KernelEventKind kind, string? subject) => Same(kind, null, null, subject, line);

    [Theory]
    [InlineData("a.out[4711]: segfault at 0 ip 000055d0c0de1136 sp 00007ffd1a2b3c40 error 6 in a.out[1136,55d0c0de1000+1000] likely on CPU 3 (core 3, socket 0)", 4711, "a.out")]
    [InlineData("we[ird[12]: segfault at 10 ip 0 sp 0 error 4", 12, "we[ird")]
    [InlineData("traps: a.out[99] general protection fault ip:401136 sp:7ffd error:0 in a.out[401000+1000]", 99, "a.out")]
    [InlineData("traps: my app[99] trap divide error ip:401136 sp:7ffd error:0 in a.out[401000+1000]", 99, "my app")]
    [InlineData("traps: a[b] c[7] trap invalid opcode ip:401136 sp:7ffd error:0 in a.out[401000+1000]", 7, "a[b] c")]
    [InlineData("worker[321]: unhandled exception: DABT (lower EL), ESR 0x0000000092000046, level 2 translation fault in worker[400000+1000]", 321, "worker")]
    public void A_crash_names_the_process(string line, int pid, string comm) => Same(KernelEventKind.Crash, pid, comm, null, line);

    [Theory]
    [InlineData("kernel BUG at fs/ext4/inode.c:2730!")]
    [InlineData("BUG: unable to handle page fault for address: ffffffffc0a1b2c3")]
    [InlineData("BUG: unable to handle kernel NULL pointer dereference at 0000000000000008")]
    [InlineData("BUG: kernel NULL pointer dereference, address: 0000000000000008")]
    [InlineData("Unable to handle kernel NULL pointer dereference at virtual address 0000000000000008")]
    [InlineData("general protection fault: 0000 [#1] SMP PTI")]
    [InlineData("general protection fault, probably for non-canonical address 0xdead000000000100: 0000 [#1] PREEMPT SMP NOPTI")]
    [InlineData("Oops: 0002 [#1] SMP NOPTI")]
    [InlineData("Oops: general protection fault, probably for non-canonical address 0xdead000000000100: 0000 [#1] SMP")]
    [InlineData("Internal error: Oops: 0000000096000004 [#1] SMP")]
    [InlineData("WARNING: CPU: 3 PID: 1234 at net/core/dev.c:3160 skb_warn_bad_offload+0xc4/0x110")]
    [InlineData("WARNING: net/core/dev.c:3160 at skb_warn_bad_offload+0xc4/0x110, CPU#3: curl/1234")]
    public void A_fault_of_the_kernel_is_found(string line) => Same(KernelEventKind.KernelBug, null, null, null, line);

    [Theory]
    [InlineData("EDAC MC: Ver: 3.0.0")]
    [InlineData("EDAC MC0: Giving out device to module skx_edac controller Skylake Socket#0 IMC#0: DEV 0000:64:0a.0 (INTERRUPT)")]
    [InlineData("pcieport 0000:00:1c.0: AER: enabled with IRQ 122")]
    [InlineData("acpi PNP0A08:00: _OSC: OS now controls [PCIeHotplug PME AER PCIeCapability LTR]")]
    [InlineData("e1000e 0000:00:19.0 eno1: NIC Link is Up 1000 Mbps Full Duplex, Flow Control: Rx/Tx")]
    [InlineData("ata3: SATA link down (SStatus 0 SControl 300)")]
    [InlineData("EXT4-fs (vda1): mounted filesystem 1f9e1a64 r/w with ordered data mode. Quota mode: none.")]
    [InlineData("EXT4-fs (vda1): re-mounted 1f9e1a64 ro.")]
    [InlineData("XFS (dm-0): Mounting V5 Filesystem 6c8b2f5e")]
    [InlineData("CPU4: Core temperature/speed normal (total events = 2)")]
    [InlineData("oom_reaper: reaped process 4711 (mysqld), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB")]
    [InlineData("Killed process 4711 (mysqld) total-vm:8388608kB, anon-rss:6291456kB, file-rss:0kB, shmem-rss:0kB")]
    [InlineData("clocksource: Switched to clocksource tsc")]
    [InlineData("MCE: In-kernel MCE decoding enabled.")]
    [InlineData("PM: hibernation: Registered nosave memory")]
    [InlineData("")]
    [InlineData("[")]
    public void Everyday_lines_are_left_out(string line) => Assert.Null(Classify(line));

    [Theory]
    [InlineData("Oops: 1 [#1] invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0")]
    [InlineData("NETDEV WATCHDOG invoked oom-killer: gfp_mask=0x140cca, order=0, oom_score_adj=0")]
    [InlineData("[   4711]  1000  4711     1024      512      256      256         0    53248        0             0 x: Link is Down")]
    [InlineData("[4711]  1000  4711     1024      512    53248        0             0 Link is Down")]
    [InlineData("CPU: 3 UID: 1000 PID: 4711 Comm: detected stall  Not tainted 6.12.0 #1")]
    [InlineData("CPU: 3 PID: 4711 Comm: a error, dev b, Tainted: G        W          6.1.0 #1")]
    [InlineData("CPU: 0 PID: 1 Comm: kernel BUG at  Not tainted 6.12.0")]
    [InlineData("CPU: 0 PID: 1 Comm: ]: segfault at  Not tainted 6.12.0")]
    public void A_process_cannot_write_such_a_line_with_its_name(string line) => Assert.Null(Classify(line));

    [Theory]
    [InlineData("Oops: [#1]")]
    [InlineData("WARNING: CPU: ")]
    [InlineData("soft lockup")]
    [InlineData("EDAC MC CE ")]
    public void A_process_that_crashes_is_a_crash_whatever_its_name(string comm)
    {
        Same(KernelEventKind.Crash, 12, comm, null, $"{comm}[12]: segfault at 0 ip 0000000000401136 sp 00007ffd error 6 in a.out[1136,401000+1000]");
        Same(KernelEventKind.AllocationFailure, null, comm, null, $"{comm}: page allocation failure: order:4, mode:0x40dc0(GFP_KERNEL)");
        Same(KernelEventKind.OutOfMemoryKill, 12, comm, null, $"Out of memory: Killed process 12 ({comm}) total-vm:1kB, anon-rss:1kB");
    }

    [Fact]
    public void No_pattern_fits_into_the_name_of_a_process()
    {
        foreach (KernelLogPattern pattern in KernelLogPatterns.All)
        {
            int chosen = pattern.Anchor.Length + pattern.Also.Length;
            Assert.True(pattern.Place != KernelLogPattern.AnchorPlace.Anywhere || chosen > LargestCommLength, pattern.Anchor);
        }
    }

    [Fact]
    public void A_kill_in_a_group_names_the_group_whose_limit_was_hit_and_not_the_victims()
    {
        KernelLogClassifier classifier = new();
        Assert.Null(classifier.Classify("node invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=969", TimeSpan.Zero, true));
        Assert.Null(classifier.Classify("oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=cri-1.scope,mems_allowed=0,oom_memcg=/kubepods.slice/pod1.slice,task_memcg=/kubepods.slice/pod1.slice/cri-1.scope,task=node,pid=22609,uid=0", TimeSpan.Zero, true));
        KernelEvent kill = classifier.Classify("Memory cgroup out of memory: Killed process 22609 (node) total-vm:9923620kB, anon-rss:4116684kB, file-rss:23132kB, shmem-rss:0kB, UID:0 pgtables:10964kB oom_score_adj:969", TimeSpan.Zero, true)!;

        Assert.Equal((KernelEventKind.CgroupOutOfMemoryKill, "/kubepods.slice/pod1.slice", 22609, "node", true), (kill.Kind, kill.Subject, kill.Pid, kill.Comm, kill.IsInWindow));
    }

    [Fact]
    public void A_group_that_is_killed_as_a_whole_is_named_for_each_process()
    {
        IReadOnlyList<KernelEvent> kills = ClassifyAll(
            "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/test1,task_memcg=/test1,task=a.out,pid=9188,uid=0",
            "Memory cgroup out of memory: Killed process 9188 (a.out) total-vm:14456kB, anon-rss:10324kB, file-rss:504kB, shmem-rss:0kB",
            "Tasks in /test1 are going to be killed due to memory.oom.group set",
            "oom_reaper: reaped process 9188 (a.out), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB",
            "Memory cgroup out of memory: Killed process 9189 (b.out) total-vm:43400kB, anon-rss:1228kB, file-rss:3992kB",
            "Memory cgroup out of memory: Killed process 9190 (c.out) total-vm:43400kB, anon-rss:1228kB, file-rss:3992kB");

        Assert.Equal(["/test1", "/test1", "/test1"], kills.Select(k => k.Subject));
        Assert.Equal([9188, 9189, 9190], kills.Select(k => k.Pid));
    }

    [Fact]
    public void Kernels_before_5_0_name_the_group_in_their_own_words()
    {
        IReadOnlyList<KernelEvent> kills = ClassifyAll(
            "Task in /docker/555f/sub killed as a result of limit of /docker/555f",
            "memory: usage 1048576kB, limit 1048576kB, failcnt 267",
            "Memory cgroup out of memory: Kill process 421 (stress) score 998 or sacrifice child",
            "Killed process 421 (stress) total-vm:1056712kB, anon-rss:1047000kB, file-rss:268kB, shmem-rss:0kB",
            "Memory cgroup out of memory: Kill process 500 (other) score 998 or sacrifice child");

        Assert.Equal(["/docker/555f", null], kills.Select(k => k.Subject));
    }

    [Fact]
    public void A_kill_whose_group_the_kernel_did_not_repeat_is_not_blamed_on_the_last_one()
    {
        IReadOnlyList<KernelEvent> kills = ClassifyAll(
            "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=x,pid=1,uid=0",
            "Memory cgroup out of memory: Killed process 1 (x) total-vm:1kB, anon-rss:1kB",
            "Memory cgroup out of memory: Killed process 2 (y) total-vm:1kB, anon-rss:1kB",
            "oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/user.slice,task=z,pid=3,uid=0",
            "Out of memory: Killed process 3 (z) total-vm:1kB, anon-rss:1kB");

        Assert.Equal(["/a", null, null], kills.Select(k => k.Subject));
        Assert.Equal(KernelEventKind.OutOfMemoryKill, kills[2].Kind);
    }

    [Fact]
    public void A_process_cannot_forge_the_group_with_its_name()
    {
        IReadOnlyList<KernelEvent> kills = ClassifyAll(
            "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,b,task_memcg=/a,b/c,task=q,pid=77,x,pid=1,uid=0",
            "Memory cgroup out of memory: Killed process 1 (q,pid=77,x) total-vm:1kB, anon-rss:1kB");

        Assert.Equal(("/a,b", 1, "q,pid=77,x"), (kills[0].Subject, kills[0].Pid, kills[0].Comm));
    }

    [Fact]
    public void A_report_of_several_lines_is_one_event()
    {
        KernelLogClassifier classifier = new();
        KernelEvent?[] events =
        [
            classifier.Classify("mce: [Hardware Error]: CPU 1: Machine Check: 0 Bank 5: bea0000000000108", TimeSpan.FromSeconds(10), false),
            classifier.Classify("mce: [Hardware Error]: TSC 0 ADDR ffffff MISC d012000100000000 SYND 4d000000 IPID 500b000000000 ", TimeSpan.FromSeconds(10.000002), false),
            classifier.Classify("mce: [Hardware Error]: PROCESSOR 2:870f10 TIME 1700000000 SOCKET 0 APIC 2 microcode 8701021", TimeSpan.FromSeconds(10.000004), false),
            classifier.Classify("mce: [Hardware Error]: Machine check events logged", TimeSpan.FromSeconds(11), false),
        ];

        Assert.Equal([true, false, false, true], events.Select(e => e is not null));
        Assert.StartsWith("mce: [Hardware Error]: CPU 1", events[0]!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_report_of_several_lines_the_one_that_says_that_data_is_lost_is_kept_too()
    {
        IReadOnlyList<KernelEvent> events = ClassifyAll(
            "{1}[Hardware Error]: Hardware error from APEI Generic Hardware Error Source: 4",
            "{1}[Hardware Error]: event severity: fatal",
            "{1}[Hardware Error]:  Error 0, type: fatal",
            "{1}[Hardware Error]:   section_type: memory error");

        Assert.Equal(2, events.Count);
        Assert.EndsWith("event severity: fatal", events[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_errors_of_storage_at_one_moment_are_two()
    {
        IReadOnlyList<KernelEvent> errors = ClassifyAll(
            "I/O error, dev sda, sector 2048 op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 2",
            "I/O error, dev sda, sector 2056 op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 2");

        Assert.Equal(2, errors.Count);
    }

    [Fact]
    public void Control_characters_stay_raw_for_the_surfaces_to_escape() =>
        Same(KernelEventKind.Crash, 12, "\u001b[31mred\n", null, "\u001b[31mred\n[12]: segfault at 0 ip 0 sp 0 error 4");

    [Fact]
    public void A_line_of_a_megabyte_and_numbers_beyond_range_do_no_harm()
    {
        Assert.Null(Classify(new string('x', 1 << 20)));
        Assert.Null(Classify("Out of memory: Killed process 99999999999999999999 (x) total-vm:1kB")!.Pid);
        Assert.Equal(1 << 20, Classify($"Out of memory: Killed process 1 ({new string('y', 1 << 20)}) total-vm:1kB")!.Comm!.Length);
    }

    [Fact]
    public void Lines_cut_or_damaged_anywhere_never_throw()
    {
        foreach (string line in new[]
        {
            "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=x,pid=1,uid=0",
            "Memory cgroup out of memory: Killed process 9188 (a.out) total-vm:14456kB, anon-rss:10324kB",
            "Task in /docker/555f/sub killed as a result of limit of /docker/555f",
            "traps: a.out[99] general protection fault ip:401136 sp:7ffd error:0 in a.out[401000+1000]",
            "igc 0000:02:00.0 enp2s0: NETDEV WATCHDOG: CPU: 3: transmit queue 0 timed out 5012 ms",
            "watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [stress:1234]",
            "critical medium error, dev nvme0n1, sector 123456 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2",
            "EXT4-fs error (device vda1): ext4_lookup:1855: inode #2: comm ls: deleted inode referenced: 12",
            "nvme 0000:02:00.0: AER: PCIe Bus Error: severity=Uncorrectable (Non-Fatal), type=Transaction Layer, (Requester ID)",
        })
        {
            int refused = HostileText.Feed<FormatException>(Encoding.UTF8.GetBytes(line), bytes => Classify(Encoding.UTF8.GetString(bytes)), mutations: 300);
            Assert.Equal(0, refused);
        }
    }

    private static KernelEvent? Classify(string line) => new KernelLogClassifier().Classify(line, TimeSpan.Zero, false);

    private static List<KernelEvent> ClassifyAll(params string[] lines)
    {
        KernelLogClassifier classifier = new();
        return [.. lines.Select(line => classifier.Classify(line, TimeSpan.Zero, true)).OfType<KernelEvent>()];
    }

    private static void Same(KernelEventKind kind, int? pid, string? comm, string? subject, string line)
    {
        KernelEvent? found = Classify(line);
        Assert.NotNull(found);
        Assert.Equal((kind, pid, comm, subject, line), (found.Kind, found.Pid, found.Comm, found.Subject, found.Text));
    }
}
