using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Tests.Reports.Rendering;

public static partial class SampleReports
{
    /// <summary>Nothing is wrong, and a burst of CPU use hides in the average.</summary>
    public static Report Healthy() => new()
    {
        Command = "triage",
        Host = WebHost,
        Window = FiveSeconds,
        Cost = SmallCost,
        Resources = [Cpu(4.1, 38, 0, 1), OneCpu(0, 5.2, 50), OneCpu(1, 3.0, 26), .. QuietRest()],
        RuledOut = UsualRuledOut(),
        Unavailable = UsualUnavailable(),
    };

    /// <summary>One process with eight threads on two CPUs; two symptoms follow from it.</summary>
    public static Report CpuSaturated() => Healthy() with
    {
        Resources = [Cpu(99.8, 100, 6.2, 8), OneCpu(0, 99.9, 100), OneCpu(1, 99.7, 100), .. QuietRest()],
        Findings =
        [
            new Finding
            {
                Id = "cpu.saturated",
                Rank = 1,
                Severity = Severity.Critical,
                Confidence = 0.95,
                Title = "cpu-hog (pid 4711) keeps both CPUs busy; 6 tasks wait for a turn",
                Why = "Both CPUs were 99.8 % busy over the window while 6.2 tasks on average were ready to run and had no CPU. 97 % of the CPU time went to one process with eight threads, so the queue is its own work and everyone else stands behind it.",
                Evidence =
                [
                    new("CPU busy", 99.8, "percent", 90, "/proc/stat"),
                    new("tasks waiting for a CPU", 6.2, "tasks", 1, "/proc/stat procs_running"),
                    new("CPU pressure, some", 91.3, "percent", 40, "/proc/pressure/cpu"),
                ],
                Culprits =
                [
                    new(PartyKind.Process, "cpu-hog") { Pid = 4711, Share = 0.97, Detail = "8 threads, 194 % CPU", Cgroup = "/system.slice/batch.service" },
                    new(PartyKind.Process, "kworker/u4:2") { Pid = 219, Share = 0.011, Detail = "2.2 % CPU" },
                ],
                Victims = [new(PartyKind.Process, "nginx") { Pid = 812, Detail = "waited 43 % of its time" }, new(PartyKind.Process, "sshd") { Pid = 640, Detail = "waited 38 %" }],
                Next =
                [
                    new("sonde pidstat -t -p 4711 1", "which of its threads use the CPU"),
                    new("sonde perf record -g -p 4711 -- sleep 10", "which functions use it"),
                ],
                Fix =
                [
                    new("Find out whether this work is needed now; stop or schedule it otherwise.", "none"),
                    new("Let others go first.", "cpu-hog takes longer", "renice -n 10 -p 4711", "renice -n 0 -p 4711"),
                ],
            },
            new Finding
            {
                Id = "cpu.run-queue-latency",
                Rank = 2,
                Severity = Severity.Warning,
                Confidence = 0.8,
                Title = "nginx waits 43 % of its time for a CPU",
                Why = "Its threads were ready to run but waited for 2.1 s of the 5.0 s.",
                Evidence = [new("run delay of nginx", 43, "percent", 33, "/proc/PID/schedstat")],
                Culprits = [new(PartyKind.Process, "cpu-hog") { Pid = 4711, Share = 0.97 }],
                Victims = [new(PartyKind.Process, "nginx") { Pid = 812 }],
                Causes = ["cpu.saturated"],
                Next = [new("sonde runqlat -p 812 5 1", "the distribution of the waits")],
            },
            new Finding
            {
                Id = "cpu.context-switch-storm",
                Rank = 3,
                Severity = Severity.Info,
                Confidence = 0.5,
                Title = "18,400 context switches per second",
                Why = "Twice what this machine usually does; nearly all are involuntary, because time slices run out.",
                Evidence = [new("context switches", 18_400, "switches/s", 15_000, "/proc/stat ctxt")],
                Causes = ["cpu.saturated"],
            },
        ],
        RuledOut = UsualRuledOut("CPU"),
    };

    /// <summary>A backup that syncs stalls the database's commits.</summary>
    public static Report FsyncStall() => Healthy() with
    {
        Host = WebHost with { Hostname = "db-3", Cpus = 16, MemoryBytes = 134_919_434_240, NumaNodes = 2, Virtualization = "none", Cgroup = "v2" },
        Resources =
        [
            Cpu(9.3, 21, 0), Memory(71.2, 0.4),
            new("disk/nvme0n1", Percent(99.1, "/proc/diskstats", 100), Count(41.8, "requests", "/proc/diskstats", 128), Count(0, "errors", "/proc/diskstats")),
            Disk("nvme1n1", 0.3, 2, 0), Interface("bond0", 3.4, 0), FileSystem("/", 44), FileSystem("/data", 91.5),
            new("cgroup/system.slice/postgresql.service", Percent(18, "cpu.stat"), Percent(61, "io.pressure some"), None("errors")),
        ],
        Findings =
        [
            new Finding
            {
                Id = "disk.fsync-stall",
                Rank = 1,
                Severity = Severity.Critical,
                Confidence = 0.85,
                Title = "postgres waits up to 8.2 s for fsync while backup.sh writes 412 MiB/s to nvme0n1",
                Why = "Writes on nvme0n1 took 612 ms on average with 41.8 requests in the queue. Flushes wait until the writes before them are on the medium, so a commit of 8 KiB waits for gigabytes of backup data.",
                Evidence =
                [
                    new("write latency of nvme0n1", 612, "ms", 50, "/proc/diskstats"),
                    new("queue of nvme0n1", 41.8, "requests", 4, "/proc/diskstats"),
                    new("flush latency", 1.84, "seconds", 0.1, "/proc/diskstats"),
                    new("I/O pressure, some", 61, "percent", 20, "/proc/pressure/io"),
                    new("dirty pages", 3_758_096_384, "bytes", null, "/proc/meminfo Dirty"),
                ],
                Culprits = [new(PartyKind.Process, "backup.sh") { Pid = 30_122, Share = 0.91, Detail = "412 MiB/s written" }, new(PartyKind.Process, "postgres") { Pid = 2211, Share = 0.08, Detail = "36 MiB/s written" }],
                Victims = [new(PartyKind.Process, "postgres") { Pid = 2214, Detail = "in D state in 47 of 51 samples" }],
                Next = [new("sonde biolatency -D -F 5 1", "latency by device and kind of request"), new("sonde fsyncsnoop", "who syncs which file, and how long each takes")],
                Fix =
                [
                    new("Move the backup to a quiet hour or to another device.", "none"),
                    new("Give the backup an I/O limit of its own.", "the backup takes longer", "systemctl set-property --runtime backup.service IOWriteBandwidthMax='/dev/nvme0n1 100M'", "systemctl set-property --runtime backup.service IOWriteBandwidthMax="),
                ],
            },
            new Finding
            {
                Id = "task.blocked",
                Rank = 2,
                Severity = Severity.Warning,
                Confidence = 0.9,
                Title = "7 tasks are stuck in uninterruptible sleep",
                Why = "They were in state D in more than nine of ten samples, all in the journal's commit.",
                Evidence = [new("tasks in state D", 7, "tasks", 2, "/proc/stat procs_blocked")],
                Victims = [new(PartyKind.Process, "postgres") { Pid = 2214 }],
                Causes = ["disk.fsync-stall"],
            },
            new Finding
            {
                Id = "fs.full",
                Rank = 3,
                Severity = Severity.Warning,
                Confidence = 1,
                Title = "/data is 91.5 % full",
                Why = "Of 1.8 TiB, 156 GiB are left. At the rate of this window it is full in 6.5 minutes.",
                Evidence = [new("used", 91.5, "percent", 90, "statfs"), new("left", 167_503_724_544, "bytes", null, "statfs")],
                Culprits = [new(PartyKind.Device, "/data")],
                Next = [new("du -xh --max-depth=2 /data | sort -h | tail", "what takes the room")],
            },
        ],
        RuledOut = UsualRuledOut("disk", "file system"),
    };

    /// <summary>A leak that ends in swapping and an OOM kill.</summary>
    public static Report MemoryOom() => Healthy() with
    {
        Resources =
        [
            Cpu(34, 61, 0.2), Memory(98.7, 74.2, 1),
            new("swap", Percent(93.1, "/proc/swaps"), Count(4210, "pages/s", "/proc/vmstat pswpin pswpout"), None("errors")),
            Disk("vda", 88, 100, 3.1), Interface("eth0", null, 0), FileSystem("/", 31.4),
        ],
        Findings =
        [
            new Finding
            {
                Id = "memory.oom-kill",
                Rank = 1,
                Severity = Severity.Critical,
                Confidence = 1,
                Title = "The kernel killed chrome (pid 9120) for lack of memory",
                Why = "The kernel log has one OOM kill in the window. 98.7 % of memory was in use when it happened, 14.2 GiB of it by java (pid 3001), which grew by 310 MiB in 5 s.",
                Evidence = [new("OOM kills", 1, "kills", 1, "/dev/kmsg"), new("available memory", 326_417_514, "bytes", 2_510_247_526, "/proc/meminfo"), new("growth of java", 65_011_712, "bytes/s", 1_048_576, "/proc/PID/stat")],
                Culprits = [new(PartyKind.Process, "java") { Pid = 3001, Share = 0.61, Detail = "14.2 GiB resident, +62 MiB/s" }, new(PartyKind.Process, "chrome") { Pid = 9117, Share = 0.12, Detail = "2.8 GiB resident" }, new(PartyKind.Process, "postgres") { Pid = 701, Share = 0.04 }],
                Victims = [new(PartyKind.Process, "chrome") { Pid = 9120, Detail = "killed at 14:03:09" }],
                Next = [new("sonde pidstat -r -p 3001 1", "how fast it grows")],
                Fix = [new("Find what java keeps: take a heap dump.", "pauses java for seconds", "jcmd 3001 GC.heap_dump /var/tmp/java.hprof")],
            },
            new Finding
            {
                Id = "memory.swap-thrash",
                Rank = 2,
                Severity = Severity.Critical,
                Confidence = 0.9,
                Title = "The machine swaps 16.4 MiB/s in and out; tasks stand still 74 % of the time",
                Why = "Pages that are needed again at once are swapped out.",
                Evidence = [new("memory pressure, full", 74.2, "percent", 10, "/proc/pressure/memory"), new("swap in", 8.9 * 1048576, "bytes/s", 1_048_576, "/proc/vmstat pswpin")],
                Causes = ["memory.oom-kill"],
            },
            new Finding
            {
                Id = "disk.saturated",
                Rank = 3,
                Severity = Severity.Warning,
                Confidence = 0.7,
                Title = "vda is 88 % busy, nearly all of it swapping",
                Why = "3.1 requests wait on average.",
                Evidence = [new("vda busy", 88, "percent", 80, "/proc/diskstats")],
                Culprits = [new(PartyKind.Device, "vda")],
                Causes = ["memory.swap-thrash"],
            },
        ],
        RuledOut = UsualRuledOut("memory", "disk", "kernel"),
    };
}
