using Sonde.Metrics.Rates;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of processes and threads, from /proc/PID (proc_pid_stat(5), proc_pid_io(5), proc_pid_status(5)).</summary>
public static class TaskFields
{
    /// <summary>pidstat PID.</summary>
    public static readonly NumberField<TaskRates> Pid =
        new("pid", "", FieldKind.Identity, "/proc/PID/stat", "", "the process id; with the start time it names a process beyond doubt", static r => r.Pid);

    /// <summary>pidstat TID.</summary>
    public static readonly NumberField<TaskRates> Tid =
        new("tid", "", FieldKind.Identity, "/proc/PID/task", "", "the thread id", static r => r.Tid);

    /// <summary>pidstat UID.</summary>
    public static readonly NumberField<TaskRates> UserId =
        new("uid", "", FieldKind.Identity, "/proc/PID/status Uid", "Uid column 1", "the real user id", static r => r.UserId);

    /// <summary>pidstat Command.</summary>
    public static readonly TextField<TaskRates> Command =
        new("command", "/proc/PID/stat", "the command name that the process gave itself; the kernel keeps 15 bytes", static r => r.Comm);

    /// <summary>pidstat %usr.</summary>
    public static readonly NumberField<TaskRates> User =
        new("task_user_percent", "%", FieldKind.Share, "/proc/PID/stat utime, guest_time", "100 · Δ(utime-guest_time) / (USER_HZ · T)", "time in user code, percent of one CPU, virtual machines not included", static r => r.UserPercent);

    /// <summary>pidstat %system.</summary>
    public static readonly NumberField<TaskRates> System =
        new("task_system_percent", "%", FieldKind.Share, "/proc/PID/stat stime", "100 · Δstime / (USER_HZ · T)", "time in the kernel, percent of one CPU", static r => r.SystemPercent);

    /// <summary>pidstat %guest.</summary>
    public static readonly NumberField<TaskRates> Guest =
        new("task_guest_percent", "%", FieldKind.Share, "/proc/PID/stat guest_time", "100 · Δguest_time / (USER_HZ · T)", "time in virtual machines, percent of one CPU", static r => r.GuestPercent);

    /// <summary>pidstat %wait.</summary>
    public static readonly NumberField<TaskRates> Wait =
        new("task_wait_percent", "%", FieldKind.Share, "/proc/PID/schedstat column 2", "100 · Δrun_delay / (10^9 · T)", "time runnable but waiting for a CPU; of a process, of its main thread", static r => r.WaitPercent);

    /// <summary>pidstat %CPU.</summary>
    public static readonly NumberField<TaskRates> Cpu =
        new("task_cpu_percent", "%", FieldKind.Share, "/proc/PID/stat utime, stime", "100 · Δ(utime+stime) / (USER_HZ · T)", "CPU time, percent of one CPU: 400 % is four busy threads", static r => r.CpuPercent);

    /// <summary>pidstat CPU.</summary>
    public static readonly NumberField<TaskRates> Processor =
        new("task_processor", "", FieldKind.Gauge, "/proc/PID/stat processor", "processor", "the CPU on which the task ran last", static r => r.Processor);

    /// <summary>pidstat minflt/s.</summary>
    public static readonly NumberField<TaskRates> MinorFaults =
        new("task_minor_faults_per_second", "1/s", FieldKind.Rate, "/proc/PID/stat minflt", "Δminflt / T", "page faults served without reading from storage", static r => r.MinorFaultsPerSecond);

    /// <summary>pidstat majflt/s.</summary>
    public static readonly NumberField<TaskRates> MajorFaults =
        new("task_major_faults_per_second", "1/s", FieldKind.Rate, "/proc/PID/stat majflt", "Δmajflt / T", "page faults that had to read from storage", static r => r.MajorFaultsPerSecond);

    /// <summary>pidstat VSZ.</summary>
    public static readonly NumberField<TaskRates> VirtualSize =
        new("task_virtual_kibibytes", "KiB", FieldKind.Gauge, "/proc/PID/stat vsize", "vsize / 1024", "address space; most of it need not be memory", static r => r.VirtualKibibytes);

    /// <summary>pidstat RSS.</summary>
    public static readonly NumberField<TaskRates> ResidentSize =
        new("task_resident_kibibytes", "KiB", FieldKind.Gauge, "/proc/PID/stat rss", "rss · page size", "memory that is resident, shared pages counted in full", static r => r.ResidentKibibytes);

    /// <summary>pidstat Average: VSZ.</summary>
    public static readonly NumberField<TaskRates> MeanVirtualSize =
        new("task_virtual_mean_kibibytes", "KiB", FieldKind.Mean, "/proc/PID/stat vsize", "Σ(vsize) / samples / 1024", "mean address space over the samples", static r => r.MeanVirtualKibibytes);

    /// <summary>pidstat Average: RSS.</summary>
    public static readonly NumberField<TaskRates> MeanResidentSize =
        new("task_resident_mean_kibibytes", "KiB", FieldKind.Mean, "/proc/PID/stat rss", "Σ(rss) / samples · page size", "mean resident memory over the samples", static r => r.MeanResidentKibibytes);

    /// <summary>pidstat -I %CPU.</summary>
    public static readonly NumberField<TaskRates> CpuOfMachine =
        new("task_cpu_machine_percent", "%", FieldKind.Share, "/proc/PID/stat utime, stime", "100 · Δ(utime+stime) / (USER_HZ · T · CPUs)", "CPU time, percent of all CPUs together", static r => r.CpuPercentOfMachine);

    /// <summary>pidstat %MEM.</summary>
    public static readonly NumberField<TaskRates> Memory =
        new("task_memory_percent", "%", FieldKind.Gauge, "/proc/PID/stat rss", "100 · rss · page size / MemTotal", "resident memory, percent of the machine's", static r => r.MemoryPercent);

    /// <summary>pidstat Average: %MEM.</summary>
    public static readonly NumberField<TaskRates> MeanMemory =
        new("task_memory_mean_percent", "%", FieldKind.Mean, "/proc/PID/stat rss", "100 · Σ(rss) / samples · page size / MemTotal", "mean resident memory over the samples, percent of the machine's", static r => r.MeanMemoryPercent);

    /// <summary>pidstat kB_rd/s.</summary>
    public static readonly NumberField<TaskRates> ReadKibibytes =
        new("task_read_kibibytes_per_second", "KiB/s", FieldKind.Rate, "/proc/PID/io read_bytes", "Δread_bytes / 1024 / T", "fetched from storage", static r => r.ReadKibibytesPerSecond);

    /// <summary>pidstat kB_wr/s.</summary>
    public static readonly NumberField<TaskRates> WriteKibibytes =
        new("task_write_kibibytes_per_second", "KiB/s", FieldKind.Rate, "/proc/PID/io write_bytes", "Δwrite_bytes / 1024 / T", "dirtied for storage; counted when dirtied, not when written", static r => r.WriteKibibytesPerSecond);

    /// <summary>pidstat kB_ccwr/s.</summary>
    public static readonly NumberField<TaskRates> CancelledKibibytes =
        new("task_cancelled_kibibytes_per_second", "KiB/s", FieldKind.Rate, "/proc/PID/io cancelled_write_bytes", "Δcancelled_write_bytes / 1024 / T", "dirtied and then thrown away unwritten, by truncation or deletion", static r => r.CancelledKibibytesPerSecond);

    /// <summary>pidstat iodelay.</summary>
    public static readonly NumberField<TaskRates> BlockIoDelay =
        new("task_block_io_delay_ticks", "ticks", FieldKind.Growth, "/proc/PID/stat delayacct_blkio_ticks", "Δdelayacct_blkio_ticks", "time waited for block I/O, in 10 ms; 0 unless kernel.task_delayacct is 1", static r => r.BlockIoDelayTicks);

    /// <summary>pidstat cswch/s.</summary>
    public static readonly NumberField<TaskRates> VoluntarySwitches =
        new("task_voluntary_switches_per_second", "1/s", FieldKind.Rate, "/proc/PID/status voluntary_ctxt_switches", "Δvoluntary_ctxt_switches / T", "times that the task waited for something; of a process, of its main thread", static r => r.VoluntarySwitchesPerSecond);

    /// <summary>pidstat nvcswch/s.</summary>
    public static readonly NumberField<TaskRates> NonVoluntarySwitches =
        new("task_nonvoluntary_switches_per_second", "1/s", FieldKind.Rate, "/proc/PID/status nonvoluntary_ctxt_switches", "Δnonvoluntary_ctxt_switches / T", "times that the task was preempted; of a process, of its main thread", static r => r.NonVoluntarySwitchesPerSecond);

    /// <summary>pidstat threads.</summary>
    public static readonly NumberField<TaskRates> Threads =
        new("task_threads", "", FieldKind.Gauge, "/proc/PID/stat num_threads", "num_threads", "threads of the process", static r => r.Threads);

    /// <summary>pidstat Average: threads.</summary>
    public static readonly NumberField<TaskRates> MeanThreads =
        new("task_threads_mean", "", FieldKind.Mean, "/proc/PID/stat num_threads", "Σ(num_threads) / samples", "mean number of threads over the samples", static r => r.MeanThreads);

    /// <summary>pidstat fd-nr.</summary>
    public static readonly NumberField<TaskRates> Descriptors =
        new("task_descriptors", "", FieldKind.Gauge, "/proc/PID/fd", "entries", "open descriptors", static r => r.Descriptors);

    /// <summary>pidstat Average: fd-nr.</summary>
    public static readonly NumberField<TaskRates> MeanDescriptors =
        new("task_descriptors_mean", "", FieldKind.Mean, "/proc/PID/fd", "Σ(entries) / samples", "mean number of open descriptors over the samples", static r => r.MeanDescriptors);

    /// <summary>pidstat prio.</summary>
    public static readonly NumberField<TaskRates> RealTimePriority =
        new("task_realtime_priority", "", FieldKind.Gauge, "/proc/PID/stat rt_priority", "rt_priority", "real-time priority, 1 to 99; 0 for ordinary tasks", static r => r.RealTimePriority);

    /// <summary>pidstat policy.</summary>
    public static readonly TextField<TaskRates> Policy =
        new("task_policy", "/proc/PID/stat policy", "the scheduling policy: NORMAL, FIFO, RR, BATCH, IDLE, DEADLN, EXT", static r => r.PolicyName);

    /// <summary>pidstat -T CHILD usr-ms.</summary>
    public static readonly NumberField<TaskRates> UserWithChildren =
        new("task_user_children_milliseconds", "ms", FieldKind.Growth, "/proc/PID/stat utime, cutime, guest_time, cguest_time", "1000 · Δ(utime+cutime-guest_time-cguest_time) / USER_HZ", "time in user code of the task and of its children that were waited for", static r => r.UserWithChildrenMilliseconds);

    /// <summary>pidstat -T CHILD system-ms.</summary>
    public static readonly NumberField<TaskRates> SystemWithChildren =
        new("task_system_children_milliseconds", "ms", FieldKind.Growth, "/proc/PID/stat stime, cstime", "1000 · Δ(stime+cstime) / USER_HZ", "time in the kernel of the task and of its children that were waited for", static r => r.SystemWithChildrenMilliseconds);

    /// <summary>pidstat -T CHILD guest-ms.</summary>
    public static readonly NumberField<TaskRates> GuestWithChildren =
        new("task_guest_children_milliseconds", "ms", FieldKind.Growth, "/proc/PID/stat guest_time, cguest_time", "1000 · Δ(guest_time+cguest_time) / USER_HZ", "time in virtual machines of the task and of its children that were waited for", static r => r.GuestWithChildrenMilliseconds);

    /// <summary>pidstat -T CHILD minflt-nr.</summary>
    public static readonly NumberField<TaskRates> MinorFaultsWithChildren =
        new("task_minor_faults_children", "", FieldKind.Growth, "/proc/PID/stat minflt, cminflt", "Δ(minflt+cminflt)", "minor faults of the task and of its children that were waited for", static r => r.MinorFaultsWithChildren);

    /// <summary>pidstat -T CHILD majflt-nr.</summary>
    public static readonly NumberField<TaskRates> MajorFaultsWithChildren =
        new("task_major_faults_children", "", FieldKind.Growth, "/proc/PID/stat majflt, cmajflt", "Δ(majflt+cmajflt)", "major faults of the task and of its children that were waited for", static r => r.MajorFaultsWithChildren);

    /// <summary>pidstat -T CHILD Average: usr-ms.</summary>
    public static readonly NumberField<TaskRates> MeanUserWithChildren =
        new("task_user_children_mean_milliseconds", "ms", FieldKind.Mean, "/proc/PID/stat", "task_user_children_milliseconds / samples", "user time of the task and its children per sample", static r => r.MeanUserWithChildrenMilliseconds);

    /// <summary>pidstat -T CHILD Average: system-ms.</summary>
    public static readonly NumberField<TaskRates> MeanSystemWithChildren =
        new("task_system_children_mean_milliseconds", "ms", FieldKind.Mean, "/proc/PID/stat", "task_system_children_milliseconds / samples", "system time of the task and its children per sample", static r => r.MeanSystemWithChildrenMilliseconds);

    /// <summary>pidstat -T CHILD Average: guest-ms.</summary>
    public static readonly NumberField<TaskRates> MeanGuestWithChildren =
        new("task_guest_children_mean_milliseconds", "ms", FieldKind.Mean, "/proc/PID/stat", "task_guest_children_milliseconds / samples", "guest time of the task and its children per sample", static r => r.MeanGuestWithChildrenMilliseconds);

    /// <summary>pidstat -T CHILD Average: minflt-nr.</summary>
    public static readonly NumberField<TaskRates> MeanMinorFaultsWithChildren =
        new("task_minor_faults_children_mean", "", FieldKind.Mean, "/proc/PID/stat", "task_minor_faults_children / samples", "minor faults of the task and its children per sample", static r => r.MeanMinorFaultsWithChildren);

    /// <summary>pidstat -T CHILD Average: majflt-nr.</summary>
    public static readonly NumberField<TaskRates> MeanMajorFaultsWithChildren =
        new("task_major_faults_children_mean", "", FieldKind.Mean, "/proc/PID/stat", "task_major_faults_children / samples", "major faults of the task and its children per sample", static r => r.MeanMajorFaultsWithChildren);

    /// <summary>pidstat StkSize.</summary>
    public static readonly NumberField<TaskRates> StackSize =
        new("task_stack_kibibytes", "KiB", FieldKind.Gauge, "/proc/PID/smaps [stack]", "Size", "memory reserved for the main thread's stack", static r => r.Stack?.Size ?? double.NaN);

    /// <summary>pidstat StkRef.</summary>
    public static readonly NumberField<TaskRates> StackReferenced =
        new("task_stack_referenced_kibibytes", "KiB", FieldKind.Gauge, "/proc/PID/smaps [stack]", "Referenced", "memory of the main thread's stack that was used lately", static r => r.Stack?.Referenced ?? double.NaN);

    /// <summary>pidstat Average: StkSize.</summary>
    public static readonly NumberField<TaskRates> MeanStackSize =
        new("task_stack_mean_kibibytes", "KiB", FieldKind.Mean, "/proc/PID/smaps [stack]", "Σ(Size) / samples", "mean stack size over the samples", static r => r.Stack?.MeanSize ?? double.NaN);

    /// <summary>pidstat Average: StkRef.</summary>
    public static readonly NumberField<TaskRates> MeanStackReferenced =
        new("task_stack_referenced_mean_kibibytes", "KiB", FieldKind.Mean, "/proc/PID/smaps [stack]", "Σ(Referenced) / samples", "mean of the used stack over the samples", static r => r.Stack?.MeanReferenced ?? double.NaN);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        Pid, Tid, UserId, Command, User, System, Guest, Wait, Cpu, Processor, MinorFaults, MajorFaults, VirtualSize, ResidentSize,
        MeanVirtualSize, MeanResidentSize, CpuOfMachine, Memory, MeanMemory, ReadKibibytes, WriteKibibytes, CancelledKibibytes,
        BlockIoDelay, VoluntarySwitches, NonVoluntarySwitches, Threads, MeanThreads, Descriptors, MeanDescriptors, RealTimePriority, Policy,
        UserWithChildren, SystemWithChildren, GuestWithChildren, MinorFaultsWithChildren, MajorFaultsWithChildren, MeanUserWithChildren,
        MeanSystemWithChildren, MeanGuestWithChildren, MeanMinorFaultsWithChildren, MeanMajorFaultsWithChildren,
        StackSize, StackReferenced, MeanStackSize, MeanStackReferenced,
    ];
}
