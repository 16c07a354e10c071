namespace Sonde.Proc.Kernel;

/// <summary>The clock of one logical CPU as /proc/cpuinfo shows it.</summary>
/// <param name="Cpu">The CPU's id.</param>
/// <param name="Megahertz">Its frequency of late in MHz; in a guest mostly the nominal one. Null where the architecture does not print it.</param>
public readonly record struct ProcessorClock(int Cpu, double? Megahertz);
