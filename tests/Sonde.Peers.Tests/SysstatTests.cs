using System.Globalization;

namespace Sonde.Peers.Tests;

/// <summary>Beside sysstat: mpstat, iostat and pidstat over the same seconds under moderate load.</summary>
public sealed class SysstatTests
{
    private static readonly string[] CpuShares = ["%usr", "%nice", "%sys", "%iowait", "%irq", "%soft", "%steal", "%guest", "%gnice", "%idle"];

    [Fact]
    public void Mpstat_agrees_on_every_share_of_every_cpu()
    {
        using BackgroundLoad load = BackgroundLoad.OfCpu();
        SideBySide.Compare("mpstat -P ALL 4 1", static (sonde, tool, differences) =>
            CompareRows(sonde, tool, "%usr", "CPU", differences, CpuShares, absolute: 4));
    }

    // The tools start some milliseconds apart: a burst of requests at one end of the interval is in one of them only.
    [Fact]
    public void Iostat_agrees_on_the_work_of_every_device()
    {
        using BackgroundLoad load = BackgroundLoad.OfDisk();
        SideBySide.Compare("iostat -d -x -y 4 1", static (sonde, tool, differences) =>
        {
            CompareRows(sonde, tool, "r/s", "Device", differences, ["r/s", "w/s"], absolute: 15, relative: 0.1);
            CompareRows(sonde, tool, "r/s", "Device", differences, ["rkB/s", "wkB/s"], absolute: 1024, relative: 0.1);
            CompareRows(sonde, tool, "r/s", "Device", differences, ["%util"], absolute: 5, relative: 0.1);
        });
    }

    [Fact]
    public void Pidstat_agrees_on_the_cpu_time_of_a_process()
    {
        using BackgroundLoad load = BackgroundLoad.OfCpu();
        SideBySide.Compare($"pidstat -u -p {load.Pid} 4 1", static (sonde, tool, differences) =>
            CompareRows(sonde, tool, "%CPU", "PID", differences, ["%usr", "%system", "%CPU"], absolute: 4));
    }

    // A fault at one end of the interval is in one of the two only.
    [Fact]
    public void Pidstat_agrees_on_the_memory_of_a_process()
    {
        using BackgroundLoad load = BackgroundLoad.OfCpu();
        SideBySide.Compare($"pidstat -r -p {load.Pid} 2 1", static (sonde, tool, differences) =>
        {
            CompareRows(sonde, tool, "RSS", "PID", differences, ["VSZ", "RSS"], absolute: 16, relative: 0.02);
            CompareRows(sonde, tool, "RSS", "PID", differences, ["minflt/s", "majflt/s"], absolute: 100, relative: 0.2);
        });
    }

    // One write more or less at an end of the interval is 16 KiB a second.
    [Fact]
    public void Pidstat_agrees_on_the_bytes_that_a_process_writes()
    {
        using BackgroundLoad load = BackgroundLoad.OfWriter();
        SideBySide.Compare($"pidstat -d -p {load.Pid} 4 1", static (sonde, tool, differences) =>
        {
            CompareRows(sonde, tool, "kB_wr/s", "PID", differences, ["kB_rd/s", "kB_wr/s", "kB_ccwr/s", "iodelay"], absolute: 40, relative: 0.05);
            Assert.All(ToolTable.Rows(sonde, "kB_wr/s", "PID").Values, static row => Assert.InRange(double.Parse(row["kB_wr/s"], CultureInfo.InvariantCulture), 100, 1000));
        });
    }

    // Each runs a program of its own, which does nothing: what is compared is that both show it, once and in the average, and nothing else.
    [Fact]
    public void Pidstat_watches_the_same_program() => SideBySide.Compare("pidstat -u -w -e sleep 1", static (sonde, tool, differences) =>
    {
        CompareRows(sonde, tool, "%CPU", "Command", differences, ["UID", "%usr", "%system", "%CPU"], absolute: 2);
        CompareRows(sonde, tool, "cswch/s", "Command", differences, ["cswch/s", "nvcswch/s"], absolute: 10);
        differences.Compare("lines", Lines(sonde), Lines(tool));
    });

    private static string Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ToString(CultureInfo.InvariantCulture);

    private static void CompareRows(string sonde, string tool, string column, string key, Differences differences, string[] columns, double absolute, double relative = 0)
    {
        Dictionary<string, Dictionary<string, string>> ours = ToolTable.Rows(sonde, column, key);
        Dictionary<string, Dictionary<string, string>> theirs = ToolTable.Rows(tool, column, key);
        foreach (string row in theirs.Keys.Where(ours.ContainsKey))
            differences.Compare(row, ours[row], theirs[row], columns, absolute, relative);
    }
}
