using System.Text;
using System.Text.Json;
using Sonde.Diagnosis.Reports;
using Sonde.Testing;

namespace Sonde.Tests.Commands;

/// <summary>Trees that make no window: one alone, two of the same moment, out of order, of two boots, without a clock. No rate comes out, and it is said why.</summary>
public sealed class SampleOrderTests
{
    private static readonly string[] RateViews = ["mpstat", "iostat", "vmstat"];

    [Fact]
    public void Trees_out_of_order_give_no_rates_and_say_so()
    {
        using RecordedMachine machine = new(mostProcesses: 4);
        CheckNoRates("not in the order in which they were recorded", machine.Samples[1], machine.Samples[0]);
    }

    [Fact]
    public void The_same_tree_twice_gives_no_rates_and_says_so()
    {
        using RecordedMachine machine = new(mostProcesses: 4);
        CheckNoRates("not two samples with time between them", machine.Samples[0], machine.Samples[0]);
    }

    [Fact]
    public void Trees_without_a_clock_give_no_rates_and_say_so()
    {
        using RecordedMachine machine = new(mostProcesses: 4);
        machine.Remove(machine.Samples[0], "/proc/uptime");
        CheckNoRates("no /proc/uptime that can be read", machine.Samples);
    }

    [Fact]
    public void Trees_of_two_boots_give_no_rates_and_say_so()
    {
        using RecordedMachine machine = new(mostProcesses: 4);
        machine.Edit(machine.Samples[0], "/proc/stat", text => ReplaceLine(text, "processes ", "processes 4000000000"));
        CheckNoRates("the counters ran backwards", machine.Samples);
    }

    [Fact]
    public void One_tree_alone_is_too_little_to_judge_by()
    {
        using RecordedMachine machine = new(mostProcesses: 4);
        SondeRun call = SondeRun.Of("triage", "--json", "--root", machine.Samples[0]);
        Assert.Equal(3, call.ExitCode);
        Report report = ReadableReport.Check(call);
        Assert.Contains(report.Unavailable, u => u.What == "rates");
        Assert.False(report.Resources.Single(r => r.Resource == "cpu").Utilization.Available);
    }

    [Fact]
    public void A_step_of_the_wall_clock_moves_labels_and_no_rates()
    {
        using RecordedMachine machine = new(mostProcesses: 4);
        string before = SondeRun.Of(["mpstat", "--json", .. machine.Arguments]).Output;
        machine.Edit(machine.Samples[1], "/proc/stat", text => ReplaceLine(text, "btime ", "btime 946684800"));
        string after = SondeRun.Of(["mpstat", "--json", .. machine.Arguments]).Output;
        using JsonDocument one = JsonDocument.Parse(before);
        using JsonDocument other = JsonDocument.Parse(after);
        JsonElement was = one.RootElement.GetProperty("samples")[0];
        JsonElement now = other.RootElement.GetProperty("samples")[0];
        Assert.NotEqual(was.GetProperty("time").GetString(), now.GetProperty("time").GetString());
        Assert.StartsWith("2000-01-01T", now.GetProperty("time").GetString());
        Assert.Equal(was.GetProperty("seconds").GetDouble(), now.GetProperty("seconds").GetDouble());
        Assert.Equal(was.GetProperty("cpus").GetRawText(), now.GetProperty("cpus").GetRawText());
    }

    [Fact]
    public void A_boot_time_that_is_no_date_is_left_out()
    {
        using RecordedMachine machine = new(mostProcesses: 4);
        machine.Edit("/proc/stat", text => ReplaceLine(text, "btime ", "btime 9223372036854775807"));
        SondeRun call = SondeRun.Of(["triage", "--json", .. machine.Arguments]);
        Report report = ReadableReport.Check(call);
        Assert.Null(report.Host.BootTime);
        Assert.Null(report.Window.Start);
        Assert.DoesNotContain("from", LastLines(SondeRun.Of(["triage", .. machine.Arguments]).Output));
        Assert.Equal(0, SondeRun.Of(["uptime", .. machine.Arguments]).ExitCode);
    }

    private static void CheckNoRates(string why, params string[] trees)
    {
        string[] arguments = [.. trees.SelectMany(tree => new[] { "--root", tree })];
        SondeRun triage = SondeRun.Of(["triage", "--json", .. arguments]);
        Report report = ReadableReport.Check(triage);
        Assert.Contains(report.Unavailable, u => u.What == "rates" && u.Because.Contains(why, StringComparison.Ordinal));
        Assert.Equal(3, triage.ExitCode);
        Assert.DoesNotContain(report.Findings, f => f.Severity != Severity.Info);
        foreach (ResourceRow row in report.Resources.Where(r => r.Resource.StartsWith("disk/", StringComparison.Ordinal) || r.Resource is "cpu" or "udp"))
            Assert.False(row.Utilization.Available, row.Resource);
        foreach (string view in RateViews)
            CheckNoRates(view, why, arguments);
    }

    private static void CheckNoRates(string view, string why, string[] arguments)
    {
        SondeRun call = SondeRun.Of([view, "--json", .. arguments]);
        Assert.Equal(0, call.ExitCode);
        Assert.StartsWith("sonde: no rates: ", call.Error);
        Assert.Contains(why, call.Error);
        Assert.Equal(1, call.Error.Count(c => c == '\n'));
        using JsonDocument document = JsonDocument.Parse(call.Output);
        JsonElement last = document.RootElement.GetProperty("samples").EnumerateArray().Last();
        Assert.Equal(JsonValueKind.Null, last.GetProperty("seconds").ValueKind);
        foreach (string number in Numbers(last).Where(n => n.EndsWith("_percent", StringComparison.Ordinal) || n.Contains("_per_second", StringComparison.Ordinal)))
            Assert.Fail($"{view} shows {number} without an interval");
    }

    private static IEnumerable<string> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Value.ValueKind == JsonValueKind.Number ? [p.Name] : Numbers(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        _ => [],
    };

    private static byte[] ReplaceLine(byte[] text, string start, string line) =>
        Encoding.UTF8.GetBytes(string.Join('\n', Encoding.UTF8.GetString(text).Split('\n').Select(l => l.StartsWith(start, StringComparison.Ordinal) ? line : l)));

    private static string LastLines(string text) => text[text.IndexOf("\nObserved", StringComparison.Ordinal)..];
}
