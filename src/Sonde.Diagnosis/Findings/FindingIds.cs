namespace Sonde.Diagnosis.Findings;

/// <summary>
/// The ids of all findings. An id is a contract: scripts match on it and machines are compared by it, so it never changes its meaning.
/// Each has a page in docs/findings, shown by <c>sonde explain ID</c>.
/// </summary>
public static class FindingIds
{
    /// <summary>The processors and the scheduler.</summary>
    public static class Cpu
    {
        /// <summary>More runnable work than processors: tasks wait for a CPU.</summary>
        public const string Saturated = "cpu.saturated";
        /// <summary>One thread fills one CPU while others idle; more CPUs would not help.</summary>
        public const string SingleThreadBound = "cpu.single-thread-bound";
        /// <summary>Some CPUs have a queue while others idle.</summary>
        public const string HotCpuImbalance = "cpu.hot-cpu-imbalance";
        /// <summary>A control group used up its CPU quota and was stopped until the next period.</summary>
        public const string CgroupThrottled = "cpu.cgroup-throttled";
        /// <summary>The hypervisor ran something else while this guest wanted to run.</summary>
        public const string Steal = "cpu.steal";
        /// <summary>Deferred interrupt work, mostly network receive, takes a large part of the CPU.</summary>
        public const string SoftirqLoad = "cpu.softirq-load";
        /// <summary>One CPU handles most of the device interrupts and is short of time for it.</summary>
        public const string IrqImbalance = "cpu.irq-imbalance";
        /// <summary>The CPUs switch tasks so often that switching itself costs.</summary>
        public const string ContextSwitchStorm = "cpu.context-switch-storm";
        /// <summary>Tasks are moved between CPUs so often that caches never warm.</summary>
        public const string MigrationStorm = "cpu.migration-storm";
        /// <summary>So many system calls that entering the kernel is the work.</summary>
        public const string SyscallStorm = "cpu.syscall-storm";
        /// <summary>Processes are created at a rate that costs more than what they do.</summary>
        public const string ForkStorm = "cpu.fork-storm";
        /// <summary>Runnable tasks wait long for a CPU, measured per wait by tracing.</summary>
        public const string RunQueueLatency = "cpu.run-queue-latency";
        /// <summary>Real-time tasks keep ordinary tasks off a CPU, or ran into the real-time limit.</summary>
        public const string RealtimeStarvation = "cpu.realtime-starvation";
        /// <summary>The CPUs run below the frequency they could: heat, power or a limit.</summary>
        public const string FrequencyCapped = "cpu.frequency-capped";
        /// <summary>Cycles stall on memory; measured with hardware counters.</summary>
        public const string MemoryBound = "cpu.memory-bound";
        /// <summary>Cycles are lost to wrongly predicted branches; measured with hardware counters.</summary>
        public const string BranchMispredicts = "cpu.branch-mispredicts";
        /// <summary>CPUs fight over one cache line; measured with hardware samples.</summary>
        public const string FalseSharing = "cpu.false-sharing";
        /// <summary>The load average is high because tasks wait for input/output, not for a CPU.</summary>
        public const string LoadIsIo = "cpu.load-is-io";
    }

    /// <summary>Memory, swap and reclaim.</summary>
    public static class Memory
    {
        /// <summary>Tasks stall because memory is short.</summary>
        public const string Pressure = "memory.pressure";
        /// <summary>Pages travel to swap and back at once: the working set does not fit.</summary>
        public const string SwapThrash = "memory.swap-thrash";
        /// <summary>The kernel killed a process because the machine ran out of memory.</summary>
        public const string OomKill = "memory.oom-kill";
        /// <summary>The kernel killed a process because its control group reached its limit.</summary>
        public const string CgroupOomKill = "memory.cgroup-oom-kill";
        /// <summary>A control group runs at its memory limit and reclaims or stalls.</summary>
        public const string CgroupLimit = "memory.cgroup-limit";
        /// <summary>One process keeps growing.</summary>
        public const string Leak = "memory.leak";
        /// <summary>Kernel objects that cannot be reclaimed keep growing.</summary>
        public const string SlabGrowth = "memory.slab-growth";
        /// <summary>File pages are evicted and read again soon after.</summary>
        public const string PageCacheThrash = "memory.page-cache-thrash";
        /// <summary>Processes wait for pages to be read from storage.</summary>
        public const string MajorFaults = "memory.major-faults";
        /// <summary>Allocating tasks must free memory themselves because the background reclaim is too slow.</summary>
        public const string DirectReclaim = "memory.direct-reclaim";
        /// <summary>Allocating tasks wait while memory is moved together for large pages.</summary>
        public const string CompactionStall = "memory.compaction-stall";
        /// <summary>Memory is allocated on the wrong NUMA node.</summary>
        public const string NumaRemote = "memory.numa-remote";
        /// <summary>One NUMA node is out of memory while another has plenty.</summary>
        public const string NumaImbalance = "memory.numa-imbalance";
        /// <summary>Reserved huge pages lie unused, so nobody else can use that memory.</summary>
        public const string HugePagesIdle = "memory.hugepages-idle";
        /// <summary>Unwritten file data is near the limit at which writers are slowed down.</summary>
        public const string DirtyBacklog = "memory.dirty-backlog";
        /// <summary>Committed address space is near the limit at which allocations fail.</summary>
        public const string OvercommitLimit = "memory.overcommit-limit";
        /// <summary>Shared memory or tmpfs keeps growing; it cannot be dropped, only swapped.</summary>
        public const string ShmGrowth = "memory.shm-growth";
    }

    /// <summary>Block devices.</summary>
    public static class Disk
    {
        /// <summary>A device has more requests than it can serve: they wait, and so do tasks.</summary>
        public const string Saturated = "disk.saturated";
        /// <summary>A device answers slowly although little is asked of it.</summary>
        public const string SlowDevice = "disk.slow-device";
        /// <summary>The request queue of a device is nearly full.</summary>
        public const string QueueCongestion = "disk.queue-congestion";
        /// <summary>Flushes to stable storage are slow or so many that writers wait for them.</summary>
        public const string FsyncStall = "disk.fsync-stall";
        /// <summary>Background write-out of file data fills a device.</summary>
        public const string WritebackStorm = "disk.writeback-storm";
        /// <summary>A device is kept busy by many small, unmerged requests.</summary>
        public const string SmallRandomIo = "disk.small-random-io";
        /// <summary>Much more is read from the device than the programs asked for.</summary>
        public const string ReadAmplification = "disk.read-amplification";
        /// <summary>Requests failed on a device.</summary>
        public const string Errors = "disk.errors";
        /// <summary>A control group's input/output limit holds its requests back.</summary>
        public const string CgroupThrottled = "disk.cgroup-throttled";
        /// <summary>The input/output scheduler does not suit the device.</summary>
        public const string SchedulerMismatch = "disk.scheduler-mismatch";
    }

    /// <summary>File systems.</summary>
    public static class FileSystem
    {
        /// <summary>A file system has no or nearly no space left.</summary>
        public const string Full = "fs.full";
        /// <summary>A file system has no or nearly no inodes left.</summary>
        public const string InodesFull = "fs.inodes-full";
        /// <summary>A file system was switched to read-only after an error.</summary>
        public const string ReadOnly = "fs.read-only";
        /// <summary>A mount does not answer; whoever touches it hangs.</summary>
        public const string StaleMount = "fs.stale-mount";
        /// <summary>Names are looked up, created and dropped so fast that the name cache costs.</summary>
        public const string DentryChurn = "fs.dentry-churn";
        /// <summary>Files are opened at a rate that costs more than what is read from them.</summary>
        public const string OpenStorm = "fs.open-storm";
    }

    /// <summary>The network.</summary>
    public static class Net
    {
        /// <summary>A notable part of the TCP segments had to be sent again.</summary>
        public const string Retransmits = "net.retransmits";
        /// <summary>A listening socket's accept queue is full; connections are dropped.</summary>
        public const string ListenOverflow = "net.listen-overflow";
        /// <summary>Half-open connections exceed the limit; SYNs are dropped or answered with cookies.</summary>
        public const string SynBacklog = "net.syn-backlog";
        /// <summary>An interface drops received packets.</summary>
        public const string ReceiveDrops = "net.rx-drops";
        /// <summary>An interface or its queue discipline drops packets to be sent.</summary>
        public const string TransmitDrops = "net.tx-drops";
        /// <summary>The per-CPU receive backlog overflowed.</summary>
        public const string SoftnetDrops = "net.softnet-drops";
        /// <summary>Receive processing ran out of its budget with packets still waiting.</summary>
        public const string SoftnetSqueeze = "net.softnet-squeeze";
        /// <summary>An interface counts damaged or lost frames.</summary>
        public const string InterfaceErrors = "net.interface-errors";
        /// <summary>An interface runs near its line rate and queues.</summary>
        public const string InterfaceSaturated = "net.interface-saturated";
        /// <summary>Datagrams are dropped because a socket's buffer is full.</summary>
        public const string UdpBufferErrors = "net.udp-buffer-errors";
        /// <summary>Nearly all local ports for outgoing connections are in use.</summary>
        public const string PortExhaustion = "net.port-exhaustion";
        /// <summary>Closed connections in TIME_WAIT pile up and hold ports or table space.</summary>
        public const string TimeWaitBuildup = "net.time-wait-buildup";
        /// <summary>A process does not close sockets whose peer has closed.</summary>
        public const string CloseWaitLeak = "net.close-wait-leak";
        /// <summary>The connection tracking table is nearly full; new connections are dropped.</summary>
        public const string ConntrackFull = "net.conntrack-full";
        /// <summary>Round-trip times are far above the path's minimum: something queues.</summary>
        public const string RttInflation = "net.rtt-inflation";
        /// <summary>A receiver does not read, so its peer may not send.</summary>
        public const string ZeroWindow = "net.zero-window";
        /// <summary>Connection attempts are refused or fail at a notable rate.</summary>
        public const string ConnectionRefused = "net.connection-refused";
        /// <summary>Connections are opened at a rate that costs more than what they carry.</summary>
        public const string ConnectionStorm = "net.connection-storm";
        /// <summary>TCP as a whole is near its memory limit and shrinks buffers.</summary>
        public const string TcpMemoryPressure = "net.tcp-memory-pressure";
        /// <summary>The kernel drops packets; tracing tells where and why.</summary>
        public const string PacketDrops = "net.packet-drops";
        /// <summary>Name lookups are slow or fail; measured by tracing.</summary>
        public const string DnsSlow = "net.dns-slow";
    }

    /// <summary>Processes and threads: their states and their limits. Zombies, thread storms, tasks stuck in D state and process limits are here, not under system.</summary>
    public static class Task
    {
        /// <summary>Tasks stay in uninterruptible sleep (D state).</summary>
        public const string Blocked = "task.blocked";
        /// <summary>A parent does not reap its ended children.</summary>
        public const string Zombies = "task.zombies";
        /// <summary>A process has or creates very many threads.</summary>
        public const string ThreadExplosion = "task.thread-explosion";
        /// <summary>A process has nearly as many open descriptors as it may have.</summary>
        public const string FdLimit = "task.fd-limit";
        /// <summary>Threads wait for each other's locks.</summary>
        public const string LockContention = "task.lock-contention";
        /// <summary>A process spends its time waiting for storage.</summary>
        public const string SleepingOnIo = "task.sleeping-on-io";
        /// <summary>The machine, a control group or a user has nearly as many tasks as allowed.</summary>
        public const string PidLimit = "task.pid-limit";
    }

    /// <summary>Machine-wide limits, the clock, the kernel and the hardware.</summary>
    public static class System
    {
        /// <summary>The machine has nearly as many open files as it may have.</summary>
        public const string FdLimit = "system.fd-limit";
        /// <summary>A user has nearly as many inotify watches or instances as allowed.</summary>
        public const string InotifyLimit = "system.inotify-limit";
        /// <summary>The asynchronous input/output contexts of the machine are nearly used up.</summary>
        public const string AioLimit = "system.aio-limit";
        /// <summary>The kernel reads time from a slow clock source.</summary>
        public const string ClockSource = "system.clock-source";
        /// <summary>Memory, processor, bus or thermal hardware reported errors.</summary>
        public const string HardwareErrors = "system.hardware-errors";
        /// <summary>The kernel reported a task that was blocked for minutes.</summary>
        public const string HungTask = "system.hung-task";
        /// <summary>The kernel reported a CPU that did not schedule, or an RCU stall.</summary>
        public const string SoftLockup = "system.soft-lockup";
        /// <summary>The kernel is tainted: a warning, an oops, or a module from outside.</summary>
        public const string KernelTaint = "system.kernel-taint";
    }

    /// <summary>Services as their clients see them.</summary>
    public static class Service
    {
        /// <summary>A service is slower because it has more to do.</summary>
        public const string LatencyLoad = "service.latency-load";
        /// <summary>A service is slower at the same load: the work itself got longer.</summary>
        public const string LatencyCode = "service.latency-code";
        /// <summary>A service answers a notable part of its requests with errors.</summary>
        public const string Errors = "service.errors";
        /// <summary>Most requests are quick, a few are very slow.</summary>
        public const string Tail = "service.tail";
    }

    /// <summary>Settings that an audit would change; there is one id for each audited knob.</summary>
    public static class Tune
    {
        /// <summary>What every id of this area begins with; the knob's own name follows, as in tune.vm.swappiness. All share one page, "tune".</summary>
        public const string Prefix = "tune.";
    }
}
