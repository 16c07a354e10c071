using Sonde.Diagnosis.Observations;
using Sonde.Linux;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Of all records of the kernel log, given in their order, the last events that matter.</summary>
/// <param name="firstInWindow">The number of the first record that was written inside the window.</param>
/// <param name="oldest">Older records are left out; on the log's clock.</param>
/// <param name="suspended">How long the machine was suspended since boot: the log's clock stood still then.</param>
internal sealed class KernelEventSelection(long firstInWindow, TimeSpan oldest, TimeSpan suspended)
{
    private const int LargestEventCount = 256;
    private readonly KernelLogClassifier _classifier = new();
    private readonly Queue<KernelEvent> _events = new();

    /// <summary>What was found so far; of a flood, the newest.</summary>
    public IReadOnlyList<KernelEvent> Events => [.. _events];

    /// <summary>Looks at the next record.</summary>
    public void Add(in KernelLogRecord record)
    {
        bool isInWindow = record.Sequence >= firstInWindow;
        // Only the kernel itself (facility 0) is believed: any program may write to the log.
        if (record.Facility != 0 || (record.SinceBoot < oldest && !isInWindow))
            return;
        if (_classifier.Classify(record.Text, record.SinceBoot + suspended, isInWindow) is not { } found)
            return;
        _events.Enqueue(found);
        if (_events.Count > LargestEventCount)
            _events.Dequeue();
    }
}
