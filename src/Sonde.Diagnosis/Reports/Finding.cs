namespace Sonde.Diagnosis.Reports;

/// <summary>One thing that is wrong, with the evidence for it, who causes it, and what to do.</summary>
public sealed record Finding
{
    /// <summary>The stable id from the catalogue, such as cpu.saturated.</summary>
    public required string Id { get; init; }

    /// <summary>Its place in the report, from 1; set by the ranking.</summary>
    public int Rank { get; init; }

    /// <summary>How urgent it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How sure the rule is, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>One line that a tired engineer understands.</summary>
    public required string Title { get; init; }

    /// <summary>Two or three sentences: which evidence, which mechanism.</summary>
    public required string Why { get; init; }

    /// <summary>The measured values that the rule decided on; never empty.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>Who or what causes it, the largest share first.</summary>
    public IReadOnlyList<Party> Culprits { get; init; } = [];

    /// <summary>Who suffers from it.</summary>
    public IReadOnlyList<Party> Victims { get; init; } = [];

    /// <summary>Ids of findings of the same report that explain this one; empty for a root cause.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>How to look deeper.</summary>
    public IReadOnlyList<NextStep> Next { get; init; } = [];

    /// <summary>What would help: less work first, tuning second.</summary>
    public IReadOnlyList<Fix> Fix { get; init; } = [];
}
