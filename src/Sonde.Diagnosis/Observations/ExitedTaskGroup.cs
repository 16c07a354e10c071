namespace Sonde.Diagnosis.Observations;

/// <summary>Processes that ended inside the window, grouped by name and parent; catches those too short-lived for any sample. Source: taskstats exit events.</summary>
/// <param name="Comm">The ended processes' name, raw.</param>
/// <param name="ParentPid">Their parent.</param>
/// <param name="ParentComm">The parent's name where it is still there.</param>
/// <param name="Count">How many ended.</param>
/// <param name="CpuSeconds">CPU time they used in their whole lives.</param>
public sealed record ExitedTaskGroup(string Comm, int ParentPid, string? ParentComm, int Count, double CpuSeconds);
