using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Sonde.Testing;

namespace Sonde.Tests.Commands;

/// <summary>Trees that nobody recorded: empty, cut short, garbage, of other file kinds, with links that lead out. One clear line, or unavailable cells.</summary>
public sealed partial class HostileTreeTests
{
    private static readonly string[] Views = ["free", "uptime", "vmstat", "mpstat", "iostat"];

    private static readonly Dictionary<string, Func<byte[], Random, byte[]>> Damages = new(StringComparer.Ordinal)
    {
        ["empty files"] = (_, _) => [],
        ["cut short"] = (text, random) => text[..random.Next(text.Length + 1)],
        ["random bytes"] = (text, random) => Bytes(random, text.Length),
        ["huge numbers"] = (text, _) => ReplaceNumbers(text, "99999999999999999999999999999999"),
        ["numbers at the end of 64 bits"] = (text, _) => ReplaceNumbers(text, "18446744073709551615"),
        ["numbers at the end of 63 bits"] = (text, _) => ReplaceNumbers(text, "9223372036854775807"),
        ["negative numbers"] = (text, _) => ReplaceNumbers(text, "-7"),
        ["zeros"] = (text, _) => ReplaceNumbers(text, "0"),
        ["zero bytes"] = (text, random) => [.. text.Select(b => random.Next(8) == 0 ? (byte)0 : b)],
        ["one long line"] = (text, _) => [.. text.Select(b => b == '\n' ? (byte)' ' : b)],
        ["each line a thousand times"] = (text, _) => text.Length > 4096 ? text : [.. Enumerable.Repeat(text, 1000).SelectMany(t => t)],
        ["a word of a hundred thousand letters in each file"] = (text, random) => text.Length == 0 ? text : LongWord(text, random.Next(text.Length)),
        ["no newline at the end"] = (text, _) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(text).TrimEnd('\n')),
        ["carriage returns"] = (text, _) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(text).Replace("\n", "\r\n", StringComparison.Ordinal)),
    };

    /// <summary>The names of <see cref="Damages"/>.</summary>
    public static TheoryData<string> AllDamages => [.. Damages.Keys];

    [Theory]
    [MemberData(nameof(AllDamages))]
    public void Every_file_damaged_alike_is_survived(string damage)
    {
        using RecordedMachine machine = new(mostProcesses: 6);
        Random random = new(7);
        foreach (string path in machine.Files().Where(IsWorthDamaging))
            machine.Edit(path, text => Damages[damage](text, random));
        CheckAll(machine.Arguments);
    }

    [Fact]
    public void A_tree_that_does_not_exist_is_named_with_status_66()
    {
        foreach (string command in (string[])["triage", "use", .. Views])
        {
            SondeRun call = SondeRun.Of(command, "--root", "/nonexistent/tree");
            Assert.Equal(66, call.ExitCode);
            Assert.Equal("", call.Output);
            Assert.Equal("sonde: open /nonexistent/tree: No such file or directory (ENOENT)\n", call.Error);
        }
    }

    [Fact]
    public void A_tree_that_is_a_file_is_named_with_status_66()
    {
        using TemporaryTree tree = new();
        tree.Write("/file", "x");
        SondeRun call = SondeRun.Of("triage", "--root", tree.Directory + "/file");
        Assert.Equal(66, call.ExitCode);
        Assert.Contains("ENOTDIR", call.Error);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/proc")]
    [InlineData("/proc/1")]
    public void An_empty_tree_shows_nothing_and_claims_nothing(string directory)
    {
        using TemporaryTree tree = new();
        tree.MakeDirectory(directory);
        string[] arguments = ["--root", tree.Directory];
        SondeRun call = SondeRun.Of(["triage", "--json", .. arguments]);
        Assert.Equal(3, call.ExitCode);
        var report = ReadableReport.Check(call);
        Assert.Empty(report.Findings);
        Assert.Empty(report.RuledOut);
        Assert.All(report.Resources, row => Assert.False(row.Utilization.Available || row.Saturation.Available || row.Errors.Available, row.Resource));
        foreach (string view in Views)
        {
            SondeRun shown = SondeRun.Of([view, .. arguments]);
            Assert.Equal(65, shown.ExitCode);
            Assert.Equal("", shown.Output);
            Assert.Equal(1, shown.Error.Count(c => c == '\n'));
            Assert.DoesNotContain("this kernel", shown.Error);
        }
    }

    [Theory]
    [InlineData("named pipes")]
    [InlineData("directories")]
    [InlineData("links to nowhere")]
    [InlineData("links to themselves")]
    [InlineData("devices of endless zeros")]
    public void Files_of_another_kind_are_unavailable_and_nothing_hangs(string kind)
    {
        using RecordedMachine machine = new(mostProcesses: 6);
        foreach (string path in machine.Files().Where(IsWorthDamaging))
            machine.ForEachSample(path, place => MakeOther(kind, place));
        CheckAll(machine.Arguments);
        Assert.Equal(3, SondeRun.Of(["triage", .. machine.Arguments]).ExitCode);
    }

    [Fact]
    public void Links_that_lead_out_of_the_tree_are_not_followed()
    {
        using TemporaryTree outside = new();
        outside.Write("/secret", "outside-the-tree\n").Write("/meminfo", "MemTotal: 4242 kB\nMemFree: 1 kB\nMemAvailable: 1 kB\n")
            .Write("/proc/77/stat", File.ReadAllText("/proc/self/stat"));
        using RecordedMachine machine = new(mostProcesses: 2);
        machine.ForEachSample("/proc/sys/kernel/hostname", place => File.CreateSymbolicLink(place, outside.Directory + "/secret"));
        machine.ForEachSample("/proc/sys/kernel/osrelease", place => File.CreateSymbolicLink(place, string.Concat(Enumerable.Repeat("../", 40)) + outside.Directory[1..] + "/secret"));
        machine.ForEachSample("/proc/meminfo", place => File.CreateSymbolicLink(place, outside.Directory + "/meminfo"));
        machine.ForEachSample("/proc/77", place => Directory.CreateSymbolicLink(place, outside.Directory + "/proc/77"));
        machine.ForEachSample("/proc/78/fd", place => Directory.CreateSymbolicLink(place, "/proc/self/fd"));
        SondeRun call = SondeRun.Of(["triage", "--json", .. machine.Arguments]);
        ReadableReport.Check(call);
        Assert.DoesNotContain("outside-the-tree", call.Output);
        Assert.DoesNotContain("4242", call.Output);
        Assert.Equal(65, SondeRun.Of(["free", .. machine.Arguments]).ExitCode);
    }

    private static void CheckAll(string[] arguments)
    {
        ReadableReport.Check(SondeRun.Of(["triage", "--json", .. arguments]));
        foreach (string command in (string[])["triage", "use"])
        {
            SondeRun call = SondeRun.Of([command, .. arguments]);
            Assert.True(call.ExitCode is >= 0 and <= 3 && call.Error.Length == 0, call.ToString());
            ReadableText.Check(call.Output);
        }

        foreach (string view in Views)
        {
            SondeRun call = SondeRun.Of([view, .. arguments]);
            Assert.True(call.ExitCode is 0 or 65, call.ToString());
            Assert.True(call.Error.Count(c => c == '\n') == (call.ExitCode == 65 ? 1 : call.Error.Length == 0 ? 0 : 1), call.ToString());
            ReadableText.Check(call.Output);
            ReadableText.Check(call.Error);
        }
    }

    private static bool IsWorthDamaging(string path) => path.StartsWith("/proc/", StringComparison.Ordinal) || path.StartsWith("/sys/fs/cgroup/", StringComparison.Ordinal);

    private static byte[] ReplaceNumbers(byte[] text, string number) => Encoding.Latin1.GetBytes(Numbers().Replace(Encoding.Latin1.GetString(text), number));

    // Not the digits inside a name, such as cpu0 or eth0.
    [GeneratedRegex(@"(?<![\w.])[0-9]+(\.[0-9]+)?(?![\w])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Numbers();

    private static byte[] LongWord(byte[] text, int at) => [.. text[..at], .. Enumerable.Repeat((byte)'x', 100_000), .. text[at..]];

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void MakeOther(string kind, string place)
    {
        switch (kind)
        {
            case "named pipes":
                Make("mkfifo", place);
                break;
            case "directories":
                Directory.CreateDirectory(place);
                break;
            case "links to nowhere":
                File.CreateSymbolicLink(place, "/nowhere");
                break;
            case "links to themselves":
                File.CreateSymbolicLink(place, Path.GetFileName(place));
                break;
            default:
                Make("mknod", place, "c", "1", "5");
                break;
        }
    }

    private static void Make(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
