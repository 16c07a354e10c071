using Sonde.Proc.Processes;

namespace Sonde.Metrics.Rates;

/// <summary>
/// What one process, or one thread, did in an interval of one or more refreshes. CPU shares are of one CPU, so a process with four busy threads
/// has 400 %. A value that could not be read is NaN. Source: /proc/PID/stat, schedstat, status, io; proc_pid_stat(5).
/// </summary>
public sealed class TaskRates
{
    private ulong _userTicks;
    private ulong _systemTicks;
    private ulong _guestTicks;
    private ulong _minorFaults;
    private ulong _majorFaults;
    private ulong _blockIoDelayTicks;
    private ulong _childUserTicks;
    private ulong _childSystemTicks;
    private ulong _childGuestTicks;
    private ulong _childMinorFaults;
    private ulong _childMajorFaults;
    private double _virtualBytesSum;
    private double _residentPagesSum;
    private double _threadsSum;
    private double _descriptorsSum;
    private double _runDelayNanoseconds = double.NaN;
    private double _timeSlices = double.NaN;
    private double _voluntarySwitches = double.NaN;
    private double _nonVoluntarySwitches = double.NaN;
    private double _readBytes = double.NaN;
    private double _writeBytes = double.NaN;
    private double _cancelledBytes = double.NaN;
    private long _firstResidentPages;
    private int _firstThreadCount;
    private double _seconds = double.NaN;
    private double _ticksPerSecond = 100;
    private double _pageKibibytes = 4;
    private double _memoryKibibytes = double.NaN;
    private double _cpuCount = double.NaN;
    private bool _isFirst = true;

    internal TaskRates(ProcessEntry process, ThreadEntry? thread)
    {
        Process = process;
        Thread = thread;
    }

    /// <summary>The process.</summary>
    public ProcessEntry Process { get; }

    /// <summary>The thread, or null for the process as a whole.</summary>
    public ThreadEntry? Thread { get; }

    /// <summary>The process id.</summary>
    public int Pid => Process.Identity.Pid;

    /// <summary>The thread id; for a process as a whole its process id.</summary>
    public int Tid => Thread?.Tid ?? Pid;

    /// <summary>The command name, raw: a process can put any bytes there.</summary>
    public string Comm => Thread?.Comm ?? Process.Comm;

    /// <summary>The values of the last refresh that saw the task.</summary>
    public ref readonly ProcessSample Sample
    {
        get
        {
            if (Thread is null)
                return ref Process.Current;
            return ref Thread.Current;
        }
    }

    /// <summary>True where the task ended inside the interval; what it did until its last refresh still counts.</summary>
    public bool HasExited { get; internal set; }

    /// <summary>True where the task was started inside the interval.</summary>
    public bool IsNew { get; private set; }

    /// <summary>How old the task was at a moment since boot, seconds; negative before its start.</summary>
    public double AgeSeconds(TimeSpan sinceBoot) => sinceBoot.TotalSeconds - ((Thread?.Identity.StartTimeTicks ?? Process.Identity.StartTimeTicks) / _ticksPerSecond);

    /// <summary>Kernel threads have no memory and no command line.</summary>
    public bool IsKernelThread => Process.Stat.IsKernelThread;

    /// <summary>Refreshes that saw the task.</summary>
    public int SeenCount { get; private set; }

    /// <summary>Refreshes that saw the task in state D, uninterruptible sleep.</summary>
    public int UninterruptibleCount { get; private set; }

    /// <summary>Refreshes that saw the task runnable or running, state R.</summary>
    public int RunnableCount { get; private set; }

    /// <summary>Refreshes at which the resident set had grown since the refresh before.</summary>
    public int ResidentGrowthCount { get; private set; }

    /// <summary>Time in user code, guests not included, percent of one CPU.</summary>
    public double UserPercent => Percent(Counter.Growth(_guestTicks, _userTicks));

    /// <summary>Time in the kernel, percent of one CPU.</summary>
    public double SystemPercent => Percent(_systemTicks);

    /// <summary>Time in virtual machines, percent of one CPU.</summary>
    public double GuestPercent => Percent(_guestTicks);

    /// <summary>User and system time, percent of one CPU.</summary>
    public double CpuPercent => Percent(_userTicks + _systemTicks);

    /// <summary>User and system time, percent of all CPUs together.</summary>
    public double CpuPercentOfMachine => CpuPercent / _cpuCount;

    /// <summary>Resident memory, percent of the machine's.</summary>
    public double MemoryPercent => ResidentKibibytes * 100 / _memoryKibibytes;

    /// <summary>Mean resident memory over the refreshes of the interval, percent of the machine's.</summary>
    public double MeanMemoryPercent => MeanResidentKibibytes * 100 / _memoryKibibytes;

    /// <summary>CPU time in USER_HZ ticks.</summary>
    public ulong CpuTicks => _userTicks + _systemTicks;

    /// <summary>Time runnable but waiting for a CPU, percent of the interval; for a process, of its main thread.</summary>
    public double WaitPercent => _runDelayNanoseconds / 1e7 / _seconds;

    /// <summary>Times put on a CPU per second; for a process, its main thread. Counts a switch however it came about.</summary>
    public double SwitchInsPerSecond => _timeSlices / _seconds;

    /// <summary>Time waiting for block I/O, percent; needs kernel.task_delayacct=1, else 0.</summary>
    public double BlockIoDelayPercent => Percent(_blockIoDelayTicks);

    /// <summary>Block I/O delay in USER_HZ ticks, pidstat's iodelay.</summary>
    public ulong BlockIoDelayTicks => _blockIoDelayTicks;

    /// <summary>Page faults served without I/O, per second.</summary>
    public double MinorFaultsPerSecond => _minorFaults / _seconds;

    /// <summary>Page faults that had to read from storage, per second.</summary>
    public double MajorFaultsPerSecond => _majorFaults / _seconds;

    /// <summary>Time in user code of the task and of its children that were waited for, guests not included, milliseconds of the interval.</summary>
    public double UserWithChildrenMilliseconds => Milliseconds(Counter.Growth(_guestTicks + _childGuestTicks, _userTicks + _childUserTicks));

    /// <summary>Time in the kernel of the task and of its children that were waited for, milliseconds of the interval.</summary>
    public double SystemWithChildrenMilliseconds => Milliseconds(_systemTicks + _childSystemTicks);

    /// <summary>Time in virtual machines of the task and of its children that were waited for, milliseconds of the interval.</summary>
    public double GuestWithChildrenMilliseconds => Milliseconds(_guestTicks + _childGuestTicks);

    /// <summary>The same user time per refresh, milliseconds.</summary>
    public double MeanUserWithChildrenMilliseconds => Mean(UserWithChildrenMilliseconds);

    /// <summary>The same kernel time per refresh, milliseconds.</summary>
    public double MeanSystemWithChildrenMilliseconds => Mean(SystemWithChildrenMilliseconds);

    /// <summary>The same guest time per refresh, milliseconds.</summary>
    public double MeanGuestWithChildrenMilliseconds => Mean(GuestWithChildrenMilliseconds);

    /// <summary>Minor faults with children per refresh.</summary>
    public double MeanMinorFaultsWithChildren => Mean(MinorFaultsWithChildren);

    /// <summary>Major faults with children per refresh.</summary>
    public double MeanMajorFaultsWithChildren => Mean(MajorFaultsWithChildren);

    /// <summary>Minor faults of the task and of its children that were waited for, in the interval.</summary>
    public double MinorFaultsWithChildren => _minorFaults + _childMinorFaults;

    /// <summary>Major faults of the task and of its children that were waited for, in the interval.</summary>
    public double MajorFaultsWithChildren => _majorFaults + _childMajorFaults;

    /// <summary>Mean address space over the refreshes of the interval, KiB.</summary>
    public double MeanVirtualKibibytes => Mean(_virtualBytesSum) / 1024;

    /// <summary>Mean resident memory over the refreshes of the interval, KiB.</summary>
    public double MeanResidentKibibytes => Mean(_residentPagesSum) * _pageKibibytes;

    /// <summary>Mean number of threads over the refreshes of the interval.</summary>
    public double MeanThreads => Mean(_threadsSum);

    /// <summary>Mean number of open descriptors over the refreshes of the interval; NaN where it was not read.</summary>
    public double MeanDescriptors => Mean(_descriptorsSum);

    /// <summary>Address space, KiB.</summary>
    public double VirtualKibibytes => Sample.Stat.VirtualSizeBytes / 1024.0;

    /// <summary>Resident memory, KiB.</summary>
    public double ResidentKibibytes => Sample.Stat.ResidentPages * _pageKibibytes;

    /// <summary>Growth of resident memory since the first refresh that saw the task, KiB; negative where it shrank.</summary>
    public double ResidentGrowthKibibytes => ((long)Sample.Stat.ResidentPages - _firstResidentPages) * _pageKibibytes;

    /// <summary>Growth of the number of threads since the first refresh that saw the process; negative where it shrank.</summary>
    public int ThreadGrowth => _isFirst ? 0 : Sample.Stat.ThreadCount - _firstThreadCount;

    /// <summary>KiB per second fetched from storage.</summary>
    public double ReadKibibytesPerSecond => _readBytes / 1024 / _seconds;

    /// <summary>KiB per second dirtied for storage; counted when dirtied, not when written back.</summary>
    public double WriteKibibytesPerSecond => _writeBytes / 1024 / _seconds;

    /// <summary>KiB per second dirtied and then thrown away unwritten.</summary>
    public double CancelledKibibytesPerSecond => _cancelledBytes / 1024 / _seconds;

    /// <summary>Voluntary context switches per second; for a process, of its main thread.</summary>
    public double VoluntarySwitchesPerSecond => _voluntarySwitches / _seconds;

    /// <summary>Preemptions per second; for a process, of its main thread.</summary>
    public double NonVoluntarySwitchesPerSecond => _nonVoluntarySwitches / _seconds;

    /// <summary>The real user id; NaN where it could not be read.</summary>
    public double UserId => Sample.UserId is { } user ? user : double.NaN;

    /// <summary>The CPU on which the task ran last.</summary>
    public double Processor => Sample.Stat.Processor;

    /// <summary>Threads of the process.</summary>
    public double Threads => Sample.Stat.ThreadCount;

    /// <summary>Open descriptors; NaN where they could not be counted.</summary>
    public double Descriptors => Sample.FileDescriptorCount is { } count ? count : double.NaN;

    /// <summary>Real-time priority, 1 to 99; 0 for ordinary tasks.</summary>
    public double RealTimePriority => Sample.Stat.RealTimePriority;

    /// <summary>The main thread's stack, where a view reads it, which costs more than all the rest; else null.</summary>
    public TaskStack? Stack { get; set; }

    /// <summary>The scheduling policy as pidstat spells it.</summary>
    public string PolicyName => Sample.Stat.Policy switch
    {
        0 => "NORMAL",
        1 => "FIFO",
        2 => "RR",
        3 => "BATCH",
        4 => "ISO",
        5 => "IDLE",
        6 => "DEADLN",
        7 => "EXT",
        _ => "?",
    };

    /// <summary>True where the task used CPU in the interval.</summary>
    public bool HasUsedCpu => CpuTicks > 0;

    /// <summary>True where the task, or a child that it waited for, used CPU in the interval.</summary>
    public bool HasUsedCpuWithChildren => CpuTicks + _childUserTicks + _childSystemTicks > 0;

    /// <summary>True where the task had a page fault in the interval, or its memory changed.</summary>
    public bool HasUsedMemory { get; private set; }

    /// <summary>True where the task, or a child that it waited for, had a page fault in the interval.</summary>
    public bool HasFaultedWithChildren => _minorFaults + _majorFaults + _childMinorFaults + _childMajorFaults > 0;

    /// <summary>True where the number of threads or open descriptors changed in the interval.</summary>
    public bool HasChangedHandles { get; private set; }

    /// <summary>True where the scheduling policy or real-time priority changed in the interval.</summary>
    public bool HasChangedScheduling { get; private set; }

    /// <summary>True where the task is known to have moved bytes in the interval.</summary>
    public bool HasMovedBytes => _readBytes + _writeBytes + _cancelledBytes > 0;

    /// <summary>True where the task is known to have switched context in the interval.</summary>
    public bool HasSwitchedContext => _voluntarySwitches + _nonVoluntarySwitches > 0;

    /// <summary>Begins a new interval with the state of the last refresh as its start.</summary>
    internal void Begin()
    {
        _userTicks = _systemTicks = _guestTicks = _minorFaults = _majorFaults = _blockIoDelayTicks = 0;
        _childUserTicks = _childSystemTicks = _childGuestTicks = _childMinorFaults = _childMajorFaults = 0;
        _virtualBytesSum = _residentPagesSum = _threadsSum = _descriptorsSum = 0;
        HasUsedMemory = HasChangedHandles = HasChangedScheduling = false;
        _runDelayNanoseconds = _timeSlices = _voluntarySwitches = _nonVoluntarySwitches = _readBytes = _writeBytes = _cancelledBytes = double.NaN;
        SeenCount = UninterruptibleCount = RunnableCount = ResidentGrowthCount = 0;
        _firstResidentPages = (long)Sample.Stat.ResidentPages;
        _firstThreadCount = Sample.Stat.ThreadCount;
        _isFirst = false;
        IsNew = false;
    }

    /// <summary>Adds what happened between two refreshes; <paramref name="previous"/> is all zero for a task started in between.</summary>
    internal void Add(in ProcessSample previous, in ProcessSample current, bool startedInBetween)
    {
        ref readonly ProcessStat earlier = ref previous.Stat;
        ref readonly ProcessStat later = ref current.Stat;
        if (_isFirst)
        {
            _firstResidentPages = (long)(startedInBetween ? later.ResidentPages : earlier.ResidentPages);
            _firstThreadCount = startedInBetween ? later.ThreadCount : earlier.ThreadCount;
            _isFirst = false;
        }

        IsNew |= startedInBetween;
        CountState(earlier, later, startedInBetween);
        _userTicks += Counter.Growth(earlier.UserTicks, later.UserTicks);
        _systemTicks += Counter.Growth(earlier.SystemTicks, later.SystemTicks);
        _guestTicks += Counter.Growth(earlier.GuestTicks, later.GuestTicks);
        _minorFaults += Counter.Growth(earlier.MinorFaults, later.MinorFaults);
        _majorFaults += Counter.Growth(earlier.MajorFaults, later.MajorFaults);
        _blockIoDelayTicks += Counter.Growth(earlier.BlockIoDelayTicks, later.BlockIoDelayTicks);
        _childUserTicks += Counter.Growth(earlier.ChildUserTicks, later.ChildUserTicks);
        _childSystemTicks += Counter.Growth(earlier.ChildSystemTicks, later.ChildSystemTicks);
        _childGuestTicks += Counter.Growth(earlier.ChildGuestTicks, later.ChildGuestTicks);
        _childMinorFaults += Counter.Growth(earlier.ChildMinorFaults, later.ChildMinorFaults);
        _childMajorFaults += Counter.Growth(earlier.ChildMajorFaults, later.ChildMajorFaults);
        HasUsedMemory |= later.MinorFaults != earlier.MinorFaults || later.MajorFaults != earlier.MajorFaults
            || later.VirtualSizeBytes != earlier.VirtualSizeBytes || later.ResidentPages != earlier.ResidentPages;
        HasChangedHandles |= later.ThreadCount != earlier.ThreadCount || current.FileDescriptorCount != previous.FileDescriptorCount;
        HasChangedScheduling |= startedInBetween || later.Policy != earlier.Policy || later.RealTimePriority != earlier.RealTimePriority;
        AddGauges(current);
        Accumulate(ref _runDelayNanoseconds, Growth(previous.RunDelayNanoseconds, current.RunDelayNanoseconds, startedInBetween));
        Accumulate(ref _timeSlices, Growth(previous.TimeSlices, current.TimeSlices, startedInBetween));
        Accumulate(ref _voluntarySwitches, Growth(previous.VoluntaryContextSwitches, current.VoluntaryContextSwitches, startedInBetween));
        Accumulate(ref _nonVoluntarySwitches, Growth(previous.NonVoluntaryContextSwitches, current.NonVoluntaryContextSwitches, startedInBetween));
        Accumulate(ref _readBytes, Growth(previous.ReadBytes, current.ReadBytes, startedInBetween));
        Accumulate(ref _writeBytes, Growth(previous.WriteBytes, current.WriteBytes, startedInBetween));
        Accumulate(ref _cancelledBytes, Growth(previous.CancelledWriteBytes, current.CancelledWriteBytes, startedInBetween));
    }

    /// <summary>Adds a refresh that only shows the task's state, because nothing can be subtracted yet.</summary>
    internal void AddSighting(in ProcessSample current)
    {
        CountState(current.Stat, current.Stat, startedInBetween: true);
        AddGauges(current);
    }

    /// <summary>Sets what ticks are divided by.</summary>
    internal void SetBase(TaskActivity activity, double seconds, double ticksPerSecond, double pageKibibytes)
    {
        _memoryKibibytes = activity.MemoryTotalKibibytes;
        _cpuCount = activity.CpuCount;
        _seconds = seconds;
        _ticksPerSecond = ticksPerSecond;
        _pageKibibytes = pageKibibytes;
    }

    private void CountState(in ProcessStat earlier, in ProcessStat later, bool startedInBetween)
    {
        SeenCount++;
        if (later.State == 'D')
            UninterruptibleCount++;
        if (later.State == 'R')
            RunnableCount++;
        if (!startedInBetween && later.ResidentPages > earlier.ResidentPages)
            ResidentGrowthCount++;
    }

    private void AddGauges(in ProcessSample current)
    {
        _virtualBytesSum += current.Stat.VirtualSizeBytes;
        _residentPagesSum += current.Stat.ResidentPages;
        _threadsSum += current.Stat.ThreadCount;
        _descriptorsSum += current.FileDescriptorCount ?? double.NaN;
    }

    private double Mean(double sum) => SeenCount > 0 ? sum / SeenCount : double.NaN;

    private double Milliseconds(ulong ticks) => ticks * 1000 / _ticksPerSecond;

    private double Percent(ulong ticks) => ticks * 100 / _ticksPerSecond / _seconds;

    // What was not read at one of two refreshes leaves that step out: the sum is then a lower bound. Only where no step was read it is unknown.
    private static void Accumulate(ref double sum, double growth)
    {
        if (!double.IsNaN(growth))
            sum = double.IsNaN(sum) ? growth : sum + growth;
    }

    private static double Growth(ulong? earlier, ulong? later, bool startedInBetween) =>
        startedInBetween ? later ?? double.NaN : Counter.Growth(earlier, later);
}
