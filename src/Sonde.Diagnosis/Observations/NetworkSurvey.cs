namespace Sonde.Diagnosis.Observations;

/// <summary>What of the network is neither an interface's counter nor a socket. Of Sonde's network namespace. A value that is not there is NaN.</summary>
public sealed record NetworkSurvey
{
    /// <summary>The queueing disciplines of interfaces that have any; empty where rtnetlink cannot be asked.</summary>
    public IReadOnlyList<QueueDisciplineUsage> QueueDisciplines { get; init; } = [];

    /// <summary>Entries of the connection tracking table at the end.</summary>
    public double ConntrackCount { get; init; } = double.NaN;

    /// <summary>How many entries it may have.</summary>
    public double ConntrackMaximum { get; init; } = double.NaN;

    /// <summary>Packets dropped, or entries thrown out, for lack of room in the table, in the window.</summary>
    public double ConntrackDrops { get; init; } = double.NaN;
}
