using System.Globalization;
using System.Text.Json;
using Sonde.Testing;

namespace Sonde.Tests.Views;

/// <summary>The views over a recorded machine whose every number can be worked out by hand; see testdata/views/RECIPE.md.</summary>
public sealed class RecordedViewTests
{
    public static TheoryData<string> Commands =>
    [
        "uptime", "uptime -p", "uptime -s",
        "vmstat", "vmstat -w -a", "vmstat -d", "vmstat -d -w -t", "vmstat -D", "vmstat -s", "vmstat -s -S M", "vmstat -m", "vmstat -f", "vmstat -p vda1",
        "vmstat -S k", "vmstat -S m -t", "vmstat -S M -w",
        "mpstat -P ALL", "mpstat -I SUM -P ALL", "mpstat -I CPU", "mpstat -I SCPU -P 1", "mpstat -n", "mpstat -N ALL", "mpstat -T -P ALL",
        "pidstat", "pidstat -r", "pidstat -d -w", "pidstat -t", "pidstat -t -d -w", "pidstat -v -p 100", "pidstat -s -p 100", "pidstat -R -p ALL", "pidstat -d",
        "pidstat -w", "pidstat -l -U", "pidstat -T CHILD -u -r", "pidstat -h -u -d", "pidstat --human -r", "pidstat -I -t -R -p 100",
        "iostat", "iostat -x -d", "iostat -p -x -s -h",
        "free", "free -h -w -t",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Text_is_as_recorded(string command) => GoldenFile.Verify(FileOf(command) + ".txt", Show(command).Output);

    [Theory]
    [MemberData(nameof(Commands))]
    public void Json_is_as_recorded(string command) => GoldenFile.Verify(FileOf(command) + ".json", Show(command + " --json").Output);

    [Theory]
    [InlineData("mpstat -P ALL -o JSON")]
    [InlineData("iostat -t -o JSON")]
    [InlineData("iostat -x -d -o JSON")]
    public void Document_of_sysstat_is_as_recorded(string command) => GoldenFile.Verify(FileOf(command) + ".json", Show(command).Output);

    [Fact]
    public void Vmstat_shows_what_the_counters_say()
    {
        JsonElement sample = LastSample("vmstat");
        Assert.Equal((3, 1), (Number(sample, "threads_running"), Number(sample, "threads_blocked")));
        Assert.Equal((500, 1000), (Number(sample, "interrupts_per_second"), Number(sample, "context_switches_per_second")));
        string[] row = LastLine("vmstat");
        // r b swpd free buff cache si so bi bo in cs us sy id wa st gu; the two CPUs ticked 400 times.
        Assert.Equal(["3", "1", "250000", "1990000", "100000", "3200000", "8", "20", "400", "1200", "500", "1000", "25"], row[..13]);
    }

    [Fact]
    public void Mpstat_shows_each_cpu_of_its_own_ticks()
    {
        Dictionary<string, double> cpu0 = Row(Show("mpstat -P ALL").Output, "%usr", "0");
        Assert.Equal((50, 20, 10, 20), (cpu0["%usr"], cpu0["%sys"], cpu0["%iowait"], cpu0["%idle"]));
        Dictionary<string, double> cpu1 = Row(Show("mpstat -P ALL").Output, "%usr", "1");
        Assert.Equal((5, 95), (cpu1["%soft"], cpu1["%idle"]));
        Dictionary<string, double> all = Row(Show("mpstat -P ALL").Output, "%usr", "all");
        Assert.Equal((25, 10, 2.5, 5, 57.5), (all["%usr"], all["%sys"], all["%soft"], all["%iowait"], all["%idle"]));
    }

    [Fact]
    public void Iostat_shows_the_disk_by_its_formulas()
    {
        Dictionary<string, double> disk = Row(Show("iostat -x -d").Output, "r/s", "vda");
        Assert.Equal((20, 400, 10, 10, 20), (disk["r/s"], disk["rkB/s"], disk["rrqm/s"], disk["r_await"], disk["rareq-sz"]));
        Assert.Equal((30, 1200, 5, 2, 80), (disk["w/s"], disk["wkB/s"], disk["w_await"], disk["aqu-sz"], disk["%util"]));
    }

    [Fact]
    public void Pidstat_shows_what_each_process_did()
    {
        string text = Show("pidstat -u").Output;
        Dictionary<string, double> server = Row(text, "%usr", "server");
        Assert.Equal((45, 15, 10, 60), (server["%usr"], server["%system"], server["%wait"], server["%CPU"]));
        Dictionary<string, double> newborn = Row(text, "%usr", "newborn");
        Assert.Equal((10, 5, 15), (newborn["%usr"], newborn["%system"], newborn["%CPU"]));
        Assert.DoesNotContain("sleeper", text, StringComparison.Ordinal);
        Dictionary<string, double> io = Row(Show("pidstat -d").Output, "kB_rd/s", "server");
        Assert.Equal((100, 200), (io["kB_rd/s"], io["kB_wr/s"]));
    }

    [Fact]
    public void Threads_of_a_process_add_up_to_it()
    {
        string text = Show("pidstat -t -u").Output;
        double sum = new[] { "|__server", "|__worker", "|__late" }.Sum(name => Row(text, "%usr", name)["%CPU"]);
        Assert.Equal(Row(text, "%usr", "server")["%CPU"], sum, 6);
    }

    [Theory]
    [InlineData("vmstat -s")]
    [InlineData("vmstat -D")]
    [InlineData("vmstat -f")]
    public void Sums_since_boot_do_not_repeat(string command) =>
        Assert.Equal(SondeRun.Of(command.Split(' ')).Output.Count(static c => c == '\n'), SondeRun.Of([.. command.Split(' '), "0.01", "3"]).Output.Count(static c => c == '\n'));

    [Theory]
    [InlineData("pidstat")]
    [InlineData("pidstat -w")]
    public void Escape_bytes_in_a_name_are_shown_and_not_obeyed(string command)
    {
        string text = Show(command).Output;
        Assert.Contains("x\\x1b[31m\\x07)\ufffd", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\x1b', text);
        Assert.DoesNotContain('\a', text);
        Assert.DoesNotContain('\x1b', Show(command + " --json").Output);
    }

    [Fact]
    public void Free_shows_used_as_what_is_not_available()
    {
        string memory = Show("free").Output.Split('\n').Last(static l => l.StartsWith("Mem:", StringComparison.Ordinal));
        Assert.Equal(["Mem:", "8000000", "3000000", "1990000", "50000", "3300000", "5000000"], Words(memory));
    }

    [Fact]
    public void Iostat_names_devices_as_udev_does()
    {
        using TemporaryTree tree = new();
        tree.Write("/proc/diskstats", File.ReadAllText(TestData.PathOf("views/busy-machine/2/proc/diskstats")))
            .Write("/proc/uptime", "100.00 100.00\n")
            .Link("/dev/disk/by-id/virtio-main", "../../vda");
        foreach (string device in (string[])["vda", "virtio-main"])
        {
            SondeRun run = SondeRun.Of("iostat", "-d", "-j", "ID", device, "--root", tree.Directory);
            Assert.EndsWith(" virtio-main", run.Output.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
        }

        Assert.Equal(Sonde.CommandLine.ExitCode.Usage, SondeRun.Of("iostat", "-j", "UUID", "--root", tree.Directory).ExitCode);
    }

    [Fact]
    public void Tree_that_lacks_the_file_is_bad_input_in_one_line()
    {
        using TemporaryTree tree = new();
        SondeRun run = SondeRun.Of("iostat", "--root", tree.Directory);
        Assert.Equal(Sonde.CommandLine.ExitCode.BadInput, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    private static string FileOf(string command) => "views/busy-machine/" + command.Replace(" ", "", StringComparison.Ordinal);

    private static SondeRun Show(string command)
    {
        string machine = TestData.PathOf("views/busy-machine");
        SondeRun run = SondeRun.Of([.. command.Split(' '), "--root", machine + "/1", "--root", machine + "/2"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run;
    }

    private static JsonElement LastSample(string command)
    {
        using JsonDocument document = JsonDocument.Parse(Show(command + " --json").Output);
        Assert.Equal("sonde.view/1", document.RootElement.GetProperty("schema").GetString());
        return document.RootElement.GetProperty("samples").EnumerateArray().Last().Clone();
    }

    private static double Number(JsonElement sample, string field) => sample.GetProperty(field).GetDouble();

    private static string[] LastLine(string command) => Words(Show(command).Output.TrimEnd('\n').Split('\n')[^1]);

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // The cells of the first measured row that names key, under the headings of the table that has the column.
    private static Dictionary<string, double> Row(string text, string column, string key)
    {
        string[] headings = [];
        Dictionary<string, double> cells = [];
        foreach (string line in text.Split('\n').Where(static l => !l.StartsWith("Average", StringComparison.Ordinal)))
        {
            string[] words = Words(line);
            if (words.Contains(column))
                headings = words;
            else if (headings.Length > 0 && words.Length == headings.Length && words.Contains(key))
                cells = headings.Zip(words).Where(static p => double.TryParse(p.Second, CultureInfo.InvariantCulture, out _)).ToDictionary(static p => p.First, static p => double.Parse(p.Second, CultureInfo.InvariantCulture));
        }

        Assert.NotEmpty(cells);
        return cells;
    }
}
