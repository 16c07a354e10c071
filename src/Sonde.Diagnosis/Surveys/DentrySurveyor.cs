using Sonde.Proc;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Reads the size of the kernel's name cache at both ends. Source: /proc/sys/fs/dentry-state, Documentation/admin-guide/sysctl/fs.rst.</summary>
internal sealed class DentrySurveyor
{
    private double _atStart = double.NaN;

    /// <summary>Notes the size at the start.</summary>
    public void Begin(LinuxRoot root) => _atStart = Count(root);

    /// <summary>Names per second by which the cache grew or shrank; NaN where it cannot be read.</summary>
    public double End(LinuxRoot root, double seconds) => Math.Abs(Count(root) - _atStart) / seconds;

    private static double Count(LinuxRoot root) =>
        root.ReadText("/proc/sys/fs/dentry-state")?.Split('\t', ' ')[0] is { } words && double.TryParse(words, out double count) ? count : double.NaN;
}
