using Sonde.Proc;

namespace Sonde.Diagnosis.Observations;

/// <summary>The processes that ended inside the window.</summary>
public sealed record ExitSurvey
{
    /// <summary>Why exits could not be watched; null where they were.</summary>
    public Unavailability? Unavailability { get; init; }

    /// <summary>Groups by name and parent, the most numerous first.</summary>
    public IReadOnlyList<ExitedTaskGroup> Groups { get; init; } = [];

    /// <summary>Exits in all.</summary>
    public int Count => Groups.Sum(g => g.Count);

    /// <summary>Exit events that came faster than they were read.</summary>
    public long Lost { get; init; }
}
