namespace Sonde.Views;

/// <summary>The machine as sysstat's first line names it.</summary>
/// <param name="KernelRelease">Such as 6.1.0-21-amd64.</param>
/// <param name="Hostname">The host's name.</param>
/// <param name="Architecture">Such as x86_64.</param>
/// <param name="CpuCount">Online CPUs.</param>
/// <param name="Date">Today, local.</param>
internal sealed record ViewHeader(string KernelRelease, string Hostname, string Architecture, int CpuCount, DateTime Date);
