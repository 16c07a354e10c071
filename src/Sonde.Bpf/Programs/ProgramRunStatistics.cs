namespace Sonde.Bpf.Programs;

/// <summary>What a program cost since it was loaded, in the times when statistics were on. Source: struct bpf_prog_info.</summary>
/// <param name="RunCount">Runs.</param>
/// <param name="RunTime">Time of all runs together, in steps of 100 ns.</param>
/// <param name="RunTimeNanoseconds">The same in nanoseconds.</param>
/// <param name="RecursionMisses">Runs left out because the program was already running on that CPU. Linux 5.12.</param>
public readonly record struct ProgramRunStatistics(long RunCount, TimeSpan RunTime, long RunTimeNanoseconds, long RecursionMisses);
