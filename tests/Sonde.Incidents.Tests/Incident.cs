using Sonde.Diagnosis.Reports;

namespace Sonde.Incidents.Tests;

/// <summary>A fault that a program causes, and what the first finding must say about it.</summary>
/// <param name="Program">The fault program, one of faults/*.c.</param>
/// <param name="Ids">The finding; more than one only where two names are honestly the same fault.</param>
internal sealed record Incident(string Program, params string[] Ids)
{
    /// <summary>What follows SECONDS on the program's command line.</summary>
    public string[] Arguments { get; init; } = [];

    /// <summary>The least severity of the first finding.</summary>
    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>Who must stand first among the culprits; the program's own process by default.</summary>
    public Culprit Culprit { get; init; } = Culprit.Process(Program);

    /// <summary>How long the fault lasts before the triage begins.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>True where the fault is in a network namespace of the program's own, so that the triage must be there as well.</summary>
    public bool InNetworkNamespace { get; init; }
}
