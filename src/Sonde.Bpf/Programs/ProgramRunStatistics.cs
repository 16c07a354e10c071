namespace Sonde.Bpf.Programs;

/// <summary>What a program cost since it was loaded, in the times when statistics were on. Source: struct bpf_prog_info.</summary>
/// <param name="RunCount">Runs.</param>
/// <param name="RunTimeNanoseconds">Nanoseconds of all runs together.</param>
/// <param name="RecursionMisses">Runs left out because the program was already running on that CPU. Linux 5.12.</param>
public readonly record struct ProgramRunStatistics(long RunCount, long RunTimeNanoseconds, long RecursionMisses);
