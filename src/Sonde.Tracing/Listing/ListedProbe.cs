namespace Sonde.Tracing.Listing;

/// <summary>Something that a probe can be attached to.</summary>
/// <param name="Name">Its whole name, as an attach point spells it: <c>tracepoint:sched:sched_switch</c>.</param>
/// <param name="Arguments">Its arguments as C declarations, if they were asked for and are known.</param>
public sealed record ListedProbe(string Name, IReadOnlyList<string> Arguments);
