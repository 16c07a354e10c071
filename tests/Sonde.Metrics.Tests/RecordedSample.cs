using Sonde.Metrics.Sampling;
using Sonde.Testing;

namespace Sonde.Metrics.Tests;

/// <summary>Samples of recorded trees that a test writes out.</summary>
internal static class RecordedSample
{
    /// <summary>A sample of a machine that has been up for <paramref name="uptimeSeconds"/> and whose only other file is <paramref name="path"/>.</summary>
    public static SystemSample Of(double uptimeSeconds, SampleParts parts, string path, string text)
    {
        using TemporaryTree tree = new();
        tree.Write("/proc/uptime", FormattableString.Invariant($"{uptimeSeconds:0.00} 0.00\n")).Write(path, text);
        using SystemReader reader = new(tree.Root);
        SystemSample sample = new();
        reader.Read(sample, parts);
        return sample;
    }
}
