using System.Globalization;

namespace Sonde.Peers.Tests;

/// <summary>Beside procps: free, uptime and vmstat.</summary>
public sealed class MemoryAndLoadTests
{
    // Other programs, such as a build, allocate and free while the two tools read one after the other.
    private const double MemoryNoiseKibibytes = 128 * 1024;
    private const double MemoryNoise = 0.02;

    [Fact]
    public void Free_agrees_with_procps() => SideBySide.Compare("free -k", static (sonde, tool, differences) =>
    {
        Dictionary<string, string> ours = Cells(sonde, "Mem:");
        Dictionary<string, string> theirs = Cells(tool, "Mem:");
        differences.Compare("memory", ours, theirs, ["total"], absolute: 0);
        differences.Compare("memory", ours, theirs, ["used", "free", "shared", "buff/cache", "available"], MemoryNoiseKibibytes, MemoryNoise);
        differences.Compare("swap", Cells(sonde, "Swap:"), Cells(tool, "Swap:"), ["total"], absolute: 0);
    });

    [Fact]
    public void Boot_time_agrees_with_uptime() => SideBySide.Compare("uptime -s", static (sonde, tool, differences) =>
    {
        // Both subtract the uptime from the time of day, and may round to different sides of a second.
        double ours = Seconds(sonde);
        double theirs = Seconds(tool);
        differences.Compare("boot", Cell(ours), Cell(theirs), ["time"], absolute: 1);
    });

    // The first line, averages since boot, is left out: on two CPUs procps 4.0.2 shows half of the interrupts and context switches that /proc/stat counts.
    [Fact]
    public void Vmstat_agrees_with_procps()
    {
        using BackgroundLoad load = BackgroundLoad.OfCpu();
        SideBySide.Compare("vmstat 3 2", static (sonde, tool, differences) =>
        {
            Dictionary<string, string> ours = LastLine(sonde);
            Dictionary<string, string> theirs = LastLine(tool);
            differences.Compare("memory", ours, theirs, ["swpd", "free", "buff", "cache"], MemoryNoiseKibibytes, MemoryNoise);
            differences.Compare("paging", ours, theirs, ["si", "so", "bi", "bo"], absolute: 200, relative: 0.25);
            differences.Compare("system", ours, theirs, ["in", "cs"], absolute: 300, relative: 0.2);
            differences.Compare("cpu", ours, theirs, ["us", "sy", "id", "wa", "st"], absolute: 6);
        });
    }

    private static double Seconds(string text) =>
        (DateTime.ParseExact(text.Trim(), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalSeconds;

    private static Dictionary<string, string> Cell(double value) => new() { ["time"] = value.ToString(CultureInfo.InvariantCulture) };

    private static Dictionary<string, string> Cells(string text, string row)
    {
        string[] lines = text.Split('\n');
        return Zip(lines[0], lines.Single(l => l.StartsWith(row, StringComparison.Ordinal))[row.Length..]);
    }

    private static Dictionary<string, string> LastLine(string text)
    {
        string[] lines = text.TrimEnd('\n').Split('\n');
        return Zip(lines[1], lines[^1]);
    }

    private static Dictionary<string, string> Zip(string headings, string cells) =>
        Words(headings).Zip(Words(cells)).ToDictionary(static p => p.First, static p => p.Second);

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
