using Sonde.Linux;
using Sonde.Metrics.Sampling;
using Sonde.Proc;

namespace Sonde.Views;

/// <summary>What the user asked of a view besides its own options.</summary>
/// <param name="Interval">Time between reports; null for a single one.</param>
/// <param name="Count">How many reports; null for no limit.</param>
/// <param name="Output">Text, or one of the JSON documents.</param>
/// <param name="Roots">Recorded trees, one sample each; empty for the machine itself.</param>
internal sealed record ViewRequest(TimeSpan? Interval, long? Count, ViewOutput Output, IReadOnlyList<LinuxRoot> Roots)
{
    /// <summary>The only processes to read, ascending by id; null for all.</summary>
    public IReadOnlyList<int>? OnlyProcesses { get; init; }

    /// <summary>The program to run and to watch; null for none.</summary>
    public ChildProgram? Program { get; init; }

    /// <summary>True for the machine itself.</summary>
    public bool IsLive => Roots.Count == 0;

    /// <summary>The source of samples.</summary>
    public SampleSource Source(CancellationToken cancellation) =>
        IsLive ? SampleSource.Live(Interval ?? TimeSpan.FromSeconds(1), cancellation, OnlyProcesses) : SampleSource.Recorded(Roots, OnlyProcesses);
}
