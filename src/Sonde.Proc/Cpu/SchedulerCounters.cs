namespace Sonde.Proc.Cpu;

/// <summary>What the scheduler has done on one CPU since boot.</summary>
/// <param name="Cpu">The CPU's id.</param>
/// <param name="RunningNanoseconds">Time in which a task ran, in nanoseconds.</param>
/// <param name="RunDelayNanoseconds">Time that tasks waited in this CPU's run queue, summed over tasks, in nanoseconds.</param>
/// <param name="Timeslices">How often a task was given the CPU.</param>
public readonly record struct SchedulerCounters(int Cpu, ulong RunningNanoseconds, ulong RunDelayNanoseconds, ulong Timeslices);
