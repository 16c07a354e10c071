namespace Sonde.Proc.Network;

/// <summary>
/// What one CPU has done with received packets since boot. The kernel prints all as 32-bit numbers that wrap: take differences as <see cref="uint"/>.
/// </summary>
/// <param name="Cpu">The CPU's id; where <see cref="SoftnetStatistics.HasCpuIds"/> is false only its place among the online CPUs.</param>
/// <param name="Processed">Packets taken from the device or the backlog.</param>
/// <param name="Dropped">Packets dropped because the CPU's backlog was full (net.core.netdev_max_backlog).</param>
/// <param name="TimeSqueezed">How often the receive loop ended with work left (net.core.netdev_budget, netdev_budget_usecs).</param>
/// <param name="ReceivedRps">How often another CPU woke this one to take packets (RPS); 0 before Linux 2.6.35.</param>
/// <param name="FlowLimit">Packets dropped by the flow limit; 0 before Linux 3.11.</param>
/// <param name="BacklogLength">Packets in the backlog now; null before Linux 5.10.</param>
public readonly record struct SoftnetCounters(int Cpu, uint Processed, uint Dropped, uint TimeSqueezed, uint ReceivedRps, uint FlowLimit, uint? BacklogLength);
