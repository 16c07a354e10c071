namespace Sonde.Views;

/// <summary>What mpstat shows: -u, -n or -N, and -I.</summary>
[Flags]
internal enum MpstatSections
{
    /// <summary>Nothing asked for: CPU time.</summary>
    None = 0,

    /// <summary>CPU time by CPU (-u).</summary>
    Cpus = 1,

    /// <summary>CPU time by NUMA node (-n, -N).</summary>
    Nodes = 2,

    /// <summary>Interrupts in sum (-I SUM).</summary>
    InterruptSum = 4,

    /// <summary>Interrupts by source (-I CPU).</summary>
    Interrupts = 8,

    /// <summary>Soft interrupts by source (-I SCPU).</summary>
    SoftInterrupts = 16,

    /// <summary>All of -I.</summary>
    AllInterrupts = InterruptSum | Interrupts | SoftInterrupts,
}
