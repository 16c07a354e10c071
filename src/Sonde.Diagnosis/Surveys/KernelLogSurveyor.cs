using Sonde.Diagnosis.Observations;
using Sonde.Linux;
using Sonde.Proc;

namespace Sonde.Diagnosis.Surveys;

/// <summary>
/// Reads the kernel log at the end of the window and keeps what matters of the window and of the recent past. What belongs to the window is told by the
/// records' numbers and not by their times: the log's clock drifts from all others by seconds a day.
/// </summary>
internal sealed class KernelLogSurveyor : IDisposable
{
    private readonly LinuxRoot _root;
    private KernelLog? _window;

    /// <summary>Reads the log of <paramref name="root"/>; only the machine itself has one.</summary>
    public KernelLogSurveyor(LinuxRoot root) => _root = root;

    /// <summary>Notes where the log ends when the window begins.</summary>
    public void Begin()
    {
        _window?.Dispose();
        _window = null;
        // A log that cannot be opened is told at the end.
        if (_root.IsLive)
            _ = KernelLog.TryOpenAtEnd(out _window);
    }

    /// <summary>The events of the window and of the recent past before it.</summary>
    /// <param name="unavailable">Gets a line where records were overwritten before they were read.</param>
    public KernelLogSurvey End(List<Unavailability> unavailable)
    {
        if (!_root.IsLive)
            return new KernelLogSurvey { Unavailability = new Unavailability("kernel log", "a recorded tree has none", "") };
        long firstInWindow = _window is not null && _window.ReadNext(out KernelLogRecord first).IsSuccess ? first.Sequence : long.MaxValue;
        KernelEventSelection selection = new(firstInWindow, Clock.Monotonic - TimeSpan.FromSeconds(Thresholds.Window.KernelLogRecentSeconds), Clock.SinceBoot - Clock.Monotonic);
        Errno errno = KernelLog.TryOpen(out KernelLog? log);
        using (log)
        {
            while (errno.IsSuccess && (errno = log!.ReadNext(out KernelLogRecord record)).IsSuccess)
                selection.Add(record);
            if (log?.Overwritten > 0)
                unavailable.Add(new Unavailability("kernel log", $"{log.Overwritten} records were overwritten while they were read", "a larger log: boot with log_buf_len=16M"));
        }

        return new KernelLogSurvey
        {
            Events = selection.Events,
            Unavailability = errno == Errno.TryAgain ? null : new Unavailability("kernel log (/dev/kmsg)", errno.ToString(), KernelLog.Remedy(errno)),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _window?.Dispose();
}
