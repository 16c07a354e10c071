namespace Sonde.Diagnosis.Observations;

/// <summary>One interrupt line in the window. Source: /proc/interrupts.</summary>
/// <param name="Name">Its number or symbol.</param>
/// <param name="Description">The kernel's description: controller and device.</param>
/// <param name="PerSecond">Interrupts per second on all CPUs.</param>
/// <param name="BusiestCpu">The CPU that took most of them.</param>
/// <param name="BusiestSharePercent">The share that it took, percent.</param>
/// <param name="IsDevice">True for a device's line, false for the kernel's own such as the local timer.</param>
public sealed record InterruptUsage(string Name, string Description, double PerSecond, int BusiestCpu, double BusiestSharePercent, bool IsDevice);
