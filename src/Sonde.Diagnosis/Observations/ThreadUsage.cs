namespace Sonde.Diagnosis.Observations;

/// <summary>The CPU time of one thread of a busy process, over the part of the window in which its threads were watched.</summary>
/// <param name="Pid">The process.</param>
/// <param name="Tid">The thread.</param>
/// <param name="Comm">The thread's name, raw.</param>
/// <param name="CpuPercent">User and system time, percent of one CPU.</param>
/// <param name="UserPercent">Time in user code, percent of one CPU.</param>
/// <param name="State">The state letter at the end.</param>
/// <param name="Processor">The CPU it ran on last.</param>
public sealed record ThreadUsage(int Pid, int Tid, string Comm, double CpuPercent, double UserPercent, char State, int Processor);
