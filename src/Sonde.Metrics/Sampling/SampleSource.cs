using Sonde.Linux;
using Sonde.Proc;
using Sonde.Proc.Processes;

namespace Sonde.Metrics.Sampling;

/// <summary>
/// Where samples come from: a machine, read at even times until a count or a signal ends it, or recorded trees, one sample each. Every view and
/// every diagnosis takes its samples here, so that both behave alike. Not safe for concurrent use.
/// </summary>
public sealed class SampleSource : IDisposable
{
    private readonly IReadOnlyList<LinuxRoot> _roots;
    private readonly TimeSpan _interval;
    private readonly CancellationToken _cancellation;
    private SystemReader? _reader;
    private int _taken;
    private TimeSpan _start;

    private SampleSource(IReadOnlyList<LinuxRoot> roots, TimeSpan interval, CancellationToken cancellation)
    {
        _roots = roots;
        _interval = interval;
        _cancellation = cancellation;
    }

    /// <summary>True for the machine itself.</summary>
    public bool IsLive => _roots[0].IsLive;

    /// <summary>Where the last sample was read.</summary>
    public LinuxRoot CurrentRoot => _roots[Math.Clamp(_taken - 1, 0, _roots.Count - 1)];

    /// <summary>The processes at the last sample, where <see cref="TryTake"/> was asked for them.</summary>
    public ProcessTable? Processes { get; private set; }

    /// <summary>The only processes to read, ascending by id; null for all.</summary>
    public IReadOnlyList<int>? OnlyProcesses { get; private init; }

    /// <summary>Samples of the machine itself, <paramref name="interval"/> apart, until <paramref name="cancellation"/>.</summary>
    public static SampleSource Live(TimeSpan interval, CancellationToken cancellation, IReadOnlyList<int>? onlyProcesses = null) =>
        new([LinuxRoot.Live], interval, cancellation) { OnlyProcesses = onlyProcesses };

    /// <summary>One sample from each recorded tree, in the given order.</summary>
    public static SampleSource Recorded(IReadOnlyList<LinuxRoot> roots, IReadOnlyList<int>? onlyProcesses = null) =>
        new(roots, TimeSpan.Zero, CancellationToken.None) { OnlyProcesses = onlyProcesses };

    /// <summary>
    /// Waits until the next sample is due and takes it. The times are even from the first sample on, so that a slow reader does not drift.
    /// </summary>
    /// <param name="sample">The sample to fill.</param>
    /// <param name="parts">The files to read.</param>
    /// <param name="processes">What to read of each process; null to leave processes alone.</param>
    /// <returns>False when there is no further sample: interrupted, or no recorded tree is left.</returns>
    public bool TryTake(SystemSample sample, SampleParts parts, ProcessDetails? processes = null)
    {
        if (IsLive ? !WaitUntilDue() : _taken >= _roots.Count)
            return false;
        Take(sample, parts, processes);
        return true;
    }

    /// <summary>Takes the last sample of the machine itself: when it is due, or at once after an interruption, so that a window that was cut short still ends.</summary>
    /// <param name="sample">The sample to fill.</param>
    /// <param name="parts">The files to read.</param>
    /// <param name="processes">What to read of each process; null to leave processes alone.</param>
    public void TakeLast(SystemSample sample, SampleParts parts, ProcessDetails? processes = null)
    {
        WaitUntilDue();
        Take(sample, parts, processes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader?.Dispose();
        Processes?.Dispose();
    }

    private void Take(SystemSample sample, SampleParts parts, ProcessDetails? processes)
    {
        if (!IsLive)
        {
            _reader?.Dispose();
            _reader = null;
        }

        LinuxRoot root = IsLive ? _roots[0] : _roots[_taken];
        _reader ??= new SystemReader(root);
        _taken++;
        _reader.Read(sample, parts);
        if (processes is { } details)
        {
            Processes ??= new ProcessTable(root) { Only = OnlyProcesses };
            if (!IsLive)
                Processes.SwitchRoot(root);
            Processes.Refresh(details);
        }
    }

    private bool WaitUntilDue()
    {
        TimeSpan now = Clock.Monotonic;
        if (_taken == 0)
        {
            _start = now;
            return !_cancellation.IsCancellationRequested;
        }

        TimeSpan due = _start + (_interval * _taken);
        return Clock.Wait(due - now, _cancellation);
    }
}
