namespace Sonde.Diagnosis.Observations;

/// <summary>How many descriptors a process has open, against its limit. Source: /proc/PID/fd, /proc/PID/limits.</summary>
/// <param name="Pid">The process.</param>
/// <param name="Comm">Its name, raw.</param>
/// <param name="Open">Descriptors open at the end.</param>
/// <param name="Limit">The soft limit; infinity for none.</param>
public sealed record DescriptorUsage(int Pid, string Comm, int Open, double Limit)
{
    /// <summary>Share of the limit in use, percent.</summary>
    public double UsedPercent => Limit > 0 ? Open * 100 / Limit : 100;
}
