namespace Sonde.Diagnosis.Reports;

/// <summary>
/// What a judging command found: the one object that every surface (terminal, JSON, HTML, Markdown, exporters) draws. Its JSON shape is the
/// contract sonde.report/1; names are stable because people script against them.
/// </summary>
public sealed record Report
{
    /// <summary>The schema's name in the JSON document.</summary>
    public const string SchemaName = "sonde.report/1";

    /// <summary>The command that judged, such as triage or use.</summary>
    public required string Command { get; init; }

    /// <summary>The machine that was observed.</summary>
    public required HostDescription Host { get; init; }

    /// <summary>When and how long it was observed.</summary>
    public required ObservationWindow Window { get; init; }

    /// <summary>What the observation itself cost.</summary>
    public required ObservationCost Cost { get; init; }

    /// <summary>The USE table: one row a resource.</summary>
    public IReadOnlyList<ResourceRow> Resources { get; init; } = [];

    /// <summary>What is wrong, ranked, the most likely root cause first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What was looked at and found healthy.</summary>
    public IReadOnlyList<RuledOut> RuledOut { get; init; } = [];

    /// <summary>What could not be seen, why, and what would make it visible.</summary>
    public IReadOnlyList<Unavailable> Unavailable { get; init; } = [];
}
