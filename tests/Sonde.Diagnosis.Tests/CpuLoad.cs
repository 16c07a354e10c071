namespace Sonde.Diagnosis.Tests;

/// <summary>What a CPU of a <see cref="TestMachine"/> does, percent of the window.</summary>
internal readonly record struct CpuLoad(double User = 0, double Nice = 0, double System = 0, double IoWait = 0, double Irq = 0, double SoftIrq = 0, double Steal = 0);
