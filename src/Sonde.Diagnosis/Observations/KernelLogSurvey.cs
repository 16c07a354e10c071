using Sonde.Proc;

namespace Sonde.Diagnosis.Observations;

/// <summary>What the kernel log said inside the window and shortly before it.</summary>
public sealed record KernelLogSurvey
{
    /// <summary>Why the log could not be read; null where it could.</summary>
    public Unavailability? Unavailability { get; init; }

    /// <summary>Lines that matter, in the order of time.</summary>
    public IReadOnlyList<KernelEvent> Events { get; init; } = [];

    /// <summary>The events of <paramref name="kind"/>.</summary>
    public IEnumerable<KernelEvent> Of(KernelEventKind kind) => Events.Where(e => e.Kind == kind);
}
