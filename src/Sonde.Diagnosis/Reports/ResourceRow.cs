namespace Sonde.Diagnosis.Reports;

/// <summary>One resource of the USE table.</summary>
/// <param name="Resource">Its stable name: cpu, cpu/3, memory, disk/vda, net/eth0, fs/, fd, cgroup/PATH, ...</param>
/// <param name="Utilization">How busy or how full.</param>
/// <param name="Saturation">How much work waits for it.</param>
/// <param name="Errors">How often it failed.</param>
public sealed record ResourceRow(string Resource, Metric Utilization, Metric Saturation, Metric Errors);
