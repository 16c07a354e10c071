using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Surveys;
using Sonde.Linux;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Proc.Processes;

namespace Sonde.Diagnosis;

/// <summary>
/// Watches a machine for one window: full samples at both ends, cheap ones in between so that bursts show, processes a few times, and what needs a
/// look of its own at the end. From recorded trees, each tree is one sample. Interrupting it ends the window early and loses nothing.
/// </summary>
public sealed class Observer : IDisposable
{
    private const SampleParts FullParts = SampleParts.Burst | SampleParts.Load | SampleParts.Memory | SampleParts.VirtualMemory | SampleParts.Protocols
        | SampleParts.Sockets | SampleParts.Softnet | SampleParts.FileHandles | SampleParts.Swap | SampleParts.Interrupts | SampleParts.SoftInterrupts | SampleParts.Scheduler;

    private const SampleParts BurstParts = SampleParts.Burst | SampleParts.Memory | SampleParts.VirtualMemory;

    private const ProcessDetails Details = ProcessDetails.SchedStat | ProcessDetails.Io | ProcessDetails.OnlyIfEverRan;

    private readonly ObserverOptions _options;
    private readonly SampleSource _source;
    private readonly LinuxRoot _root;
    private readonly BurstSeries _bursts;
    private readonly TaskActivity _tasks;
    private readonly double _pageBytes;
    private readonly MemoryGrowthSurveyor _growth = new();
    private readonly HotThreads _hotThreads;
    private readonly BlockedTaskSurveyor _blocked;
    private readonly FileSystemSurveyor _fileSystems;
    private readonly CgroupSurveyor _cgroups;
    private readonly SocketSurveyor _sockets;
    private readonly NetworkSurveyor _network;
    private readonly DentrySurveyor _dentries = new();
    private readonly HardwareSurveyor _hardware;
    private readonly ExitSurveyor _exits;
    private readonly KernelLogSurveyor _log;
    private readonly List<Unavailability> _unavailable = [];
    private readonly SystemSample _first = new();
    private int _samples;

    /// <summary>Prepares to watch the machine, or the recorded trees that <paramref name="options"/> name.</summary>
    public Observer(ObserverOptions options, CancellationToken cancellation)
    {
        _options = options;
        _source = options.Roots.Count > 0 ? SampleSource.Recorded(options.Roots) : SampleSource.Live(options.BurstInterval, cancellation);
        _root = options.Roots.Count > 0 ? options.Roots[0] : LinuxRoot.Live;
        _bursts = new BurstSeries(_source.IsLive);
        double ticksPerSecond = _source.IsLive ? SystemConfiguration.ClockTicksPerSecond : 100;
        _pageBytes = PageSize.BytesOf(_root);
        _tasks = new TaskActivity(ticksPerSecond, _pageBytes);
        _hotThreads = new HotThreads(_root, ticksPerSecond);
        _blocked = new BlockedTaskSurveyor();
        _fileSystems = new FileSystemSurveyor(_root);
        _cgroups = new CgroupSurveyor(_root);
        _sockets = new SocketSurveyor(_root);
        _network = new NetworkSurveyor(_root);
        _hardware = new HardwareSurveyor(_root);
        _exits = new ExitSurveyor(_root);
        _log = new KernelLogSurveyor(_root);
    }

    /// <summary>Watches for the whole window, or until interrupted.</summary>
    public Observation Observe()
    {
        _log.Begin();
        // Interrupted before it began: the samples of both ends are still taken.
        if (!_source.TryTake(_first, FullParts, Details))
            _source.TakeLast(_first, FullParts, Details);
        _samples++;
        _bursts.AddState(_first);
        AddProcesses(_first);
        _cgroups.Begin();
        _fileSystems.Begin();
        _sockets.Begin();
        _network.Begin();
        _dentries.Begin(_root);
        SystemSample last = _source.IsLive ? WatchLive() : ReadRecorded();
        return Conclude(last);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        _cgroups.Dispose();
        _exits.Dispose();
        _log.Dispose();
    }

    private SystemSample WatchLive()
    {
        int ticks = Math.Max(2, (int)Math.Round(_options.Window / _options.BurstInterval));
        HashSet<int> looks = LookTicks(ticks);
        SystemSample earlier = _first;
        SystemSample[] spares = [new(), new()];
        for (int tick = 1; tick < ticks; tick++)
        {
            SystemSample later = spares[tick % 2];
            bool looksAtProcesses = looks.Contains(tick);
            if (!_source.TryTake(later, BurstParts, looksAtProcesses ? Details : null))
                break;
            AddBurst(earlier, later);
            _options.Progress?.Invoke(later.SinceBoot - _first.SinceBoot);
            if (looksAtProcesses)
            {
                AddProcesses(later);
                if (tick == looks.Min())
                {
                    _hotThreads.Begin(_tasks, later.SinceBoot);
                    _growth.Begin(_tasks, _root, later.SinceBoot);
                }
            }

            earlier = later;
        }

        // However early the interruption, something has to happen between the two ends.
        if (ReferenceEquals(earlier, _first))
            Clock.Wait(_options.BurstInterval, CancellationToken.None);
        SystemSample last = new();
        _source.TakeLast(last, FullParts, Details);
        AddBurst(earlier, last);
        AddProcesses(last);
        return last;
    }

    private SystemSample ReadRecorded()
    {
        SystemSample earlier = _first;
        SystemSample later = new();
        while (_source.TryTake(later, FullParts, Details))
        {
            AddBurst(earlier, later);
            AddProcesses(later);
            (earlier, later) = (later, new SystemSample());
        }

        // Recorded trees keep their past, so that it can be read once it is known who grew.
        _growth.Begin(_tasks, _root, _first.SinceBoot);
        return earlier;
    }

    // Processes cost more than anything else, so they are looked at four times, and only three times where there are very many.
    private HashSet<int> LookTicks(int ticks) =>
        (_source.Processes?.Entries.Count ?? 0) > _options.ManyProcesses ? [ticks / 2] : [ticks / 3, ticks * 2 / 3];

    private void AddBurst(SystemSample earlier, SystemSample later)
    {
        _samples++;
        _exits.Drain();
        _bursts.AddState(later);
        _bursts.AddInterval(new SystemInterval(earlier, later));
    }

    private void AddProcesses(SystemSample sample)
    {
        ProcessTable table = _source.Processes!;
        _tasks.Add(table, new SystemInterval(_first, sample).Seconds, _first.SinceBoot);
        _blocked.Look(table, _source.CurrentRoot, sample.SinceBoot);
    }

    private Observation Conclude(SystemSample last)
    {
        LinuxRoot root = _source.CurrentRoot;
        SystemInterval interval = new(_first, last);
        CpuUsage cpu = new();
        cpu.Update(interval);
        DiskActivity disks = new();
        disks.Update(interval);
        InterfaceActivity interfaces = new();
        interfaces.Update(interval);
        NoteUnavailable(last, interval);
        return new Observation
        {
            Root = root,
            Host = HostReader.Read(root, last, _cgroups.Mode),
            Window = new ObservationWindow(_first.Wall == default ? null : _first.Wall, interval.Seconds > 0 ? interval.Seconds : 0, _samples),
            Interval = interval,
            Cpu = cpu,
            Interfaces = interfaces,
            Bursts = _bursts,
            Tasks = _tasks,
            PageBytes = _pageBytes,
            GrowingProcesses = _growth.End(_tasks, root, last.SinceBoot),
            HotThreads = _hotThreads.End(last.SinceBoot),
            Blocked = _blocked.End(),
            Disks = BlockDeviceSurveyor.Survey(root, disks, _bursts),
            FileSystems = _fileSystems.End(interval.Seconds, _tasks),
            Sockets = _sockets.End(interval),
            Network = _network.End(root, interval.Seconds),
            DentryChangesPerSecond = _dentries.End(root, interval.Seconds),
            Hardware = _hardware.End(root, interval, cpu),
            Exits = _exits.End(_tasks),
            KernelLog = _log.End(_unavailable),
            Inotify = InotifySurveyor.Survey(root, _tasks),
            Descriptors = DescriptorSurveyor.Survey(root, _tasks, _unavailable),
            Cgroups = _cgroups.End(root, interval.Seconds),
            Unavailable = _unavailable,
        };
    }

    private void NoteUnavailable(SystemSample last, in SystemInterval interval)
    {
        KernelSnapshot[] parts =
        [
            last.Cpu, last.Load, last.Memory, last.VirtualMemory, last.Disks, last.Interfaces, last.Protocols, last.Sockets, last.Softnet,
            last.CpuPressure, last.MemoryPressure, last.IoPressure, last.FileHandles,
        ];
        foreach (KernelSnapshot part in parts)
        {
            if (part.Unavailability is { } reason)
                _unavailable.Add(reason);
        }

        if (_source.Processes?.Unavailability is { } processes)
            _unavailable.Add(processes);
        if (_source.Processes?.UnreadableCount > 0)
            _unavailable.Add(new Unavailability("processes", $"{_source.Processes.UnreadableCount} could not be read", "run as root"));
        if (interval.WithoutRates is { } noRates)
            _unavailable.Add(noRates);
    }
}
