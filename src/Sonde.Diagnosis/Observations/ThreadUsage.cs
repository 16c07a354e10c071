namespace Sonde.Diagnosis.Observations;

/// <summary>The CPU time of one thread of a busy process, over the part of the window in which its threads were watched.</summary>
/// <param name="Pid">The process.</param>
/// <param name="Tid">The thread.</param>
/// <param name="Comm">The thread's name, raw.</param>
/// <param name="CpuPercent">User and system time, percent of one CPU.</param>
/// <param name="UserPercent">Time in user code, percent of one CPU.</param>
/// <param name="State">The state letter at the end.</param>
/// <param name="Processor">The CPU it ran on last.</param>
public sealed record ThreadUsage(int Pid, int Tid, string Comm, double CpuPercent, double UserPercent, char State, int Processor)
{
    /// <summary>Time runnable but waiting for a CPU, percent of the time watched; NaN where it was not read.</summary>
    public double WaitPercent { get; init; } = double.NaN;

    /// <summary>Times put on a CPU per second; NaN where it was not read.</summary>
    public double SwitchInsPerSecond { get; init; } = double.NaN;

    /// <summary>The nice value, -20 to 19.</summary>
    public int Nice { get; init; }

    /// <summary>The scheduling policy, SCHED_*: 0 other, 1 FIFO, 2 round robin, 3 batch, 5 idle, 6 deadline.</summary>
    public int Policy { get; init; }
}
