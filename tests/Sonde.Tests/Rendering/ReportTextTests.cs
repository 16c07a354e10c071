using System.Globalization;
using System.Text;
using Sonde.Diagnosis.Reports;
using Sonde.Rendering;
using Sonde.Terminal;
using Sonde.Testing;

namespace Sonde.Tests.Rendering;

public sealed class ReportTextTests
{
    public static TheoryData<string> Names => [.. RecordedReport.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_at_80_columns_is_as_recorded(string name) => Verify(name, "80.txt", new TerminalProfile());

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_at_40_columns_is_as_recorded(string name) => Verify(name, "40.txt", new TerminalProfile { Width = 40 });

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_at_120_columns_is_as_recorded(string name) => Verify(name, "120.txt", new TerminalProfile { Width = 120 });

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_in_colour_is_as_recorded(string name) => Verify(name, "80.color.txt", new TerminalProfile { UsesColor = true });

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_in_ascii_is_as_recorded(string name) => Verify(name, "80.ascii.txt", new TerminalProfile { UsesUnicode = false });

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_shows_nothing_that_a_terminal_obeys(string name)
    {
        for (int width = 20; width < 200; width += 7)
        {
            foreach (bool unicode in (bool[])[true, false])
            {
                string text = Render(RecordedReport.Read(name), new TerminalProfile { Width = width, UsesUnicode = unicode });
                Assert.DoesNotContain(text.EnumerateRunes(), rune => rune.Value != '\n'
                    && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format || (!unicode && !rune.IsAscii)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Colour_adds_nothing_but_colour(string name)
    {
        string colored = Render(RecordedReport.Read(name), new TerminalProfile { UsesColor = true });
        string plain = Render(RecordedReport.Read(name), new TerminalProfile());
        Assert.Equal(plain, WithoutStyles(colored));
        Assert.NotEqual(plain, colored);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void Only_commands_are_wider_than_the_terminal(int width)
    {
        foreach (string name in RecordedReport.Names)
        {
            Report report = RecordedReport.Read(name);
            HashSet<string> commands = [.. report.Findings.SelectMany(finding => finding.Next.Select(step => step.Command)
                .Concat(finding.Fix.SelectMany(fix => (string?[])[fix.Command, fix.Undo]).OfType<string>())).Select(command => TextSanitizer.Clean(command))];
            foreach (string line in Render(report, new TerminalProfile { Width = width }).Split('\n'))
                Assert.True(DisplayWidth.Of(line) <= width || commands.Contains(line.Trim()), line);
        }
    }

    [Fact]
    public void Commands_are_printed_in_full_on_their_own_line()
    {
        Report report = RecordedReport.Read("fsync-stall");
        string command = report.Findings[0].Fix[1].Command!;
        Assert.Contains(command, Render(report, new TerminalProfile { Width = 40 }).Split('\n').Select(line => line.Trim()));
    }

    [Fact]
    public void First_line_is_the_verdict()
    {
        Assert.StartsWith("CRITICAL  cpu-hog (pid 4711) keeps both CPUs busy", Render(RecordedReport.Read("cpu-saturated"), new TerminalProfile()), StringComparison.Ordinal);
        Assert.StartsWith("OK  No problem found in 5.0 s on web-1 (2 CPUs, 23.4 GiB, kernel 6.18.44)", Render(RecordedReport.Read("healthy"), new TerminalProfile { Width = 120 }), StringComparison.Ordinal);
        Assert.StartsWith("UNKNOWN  Too little could be seen", Render(RecordedReport.Read("blind"), new TerminalProfile()), StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_stand_in_full_below_a_healthy_verdict()
    {
        Finding note = RecordedReport.Read("cpu-saturated").Findings[2] with { Rank = 1, Causes = [] };
        string[] lines = Render(RecordedReport.Read("healthy") with { Findings = [note] }, new TerminalProfile()).Split('\n');
        Assert.StartsWith("OK  No problem found", lines[0], StringComparison.Ordinal);
        Assert.Equal(["1 note", "", "1  note  cpu.context-switch-storm, 50 % sure", "   18,400 context switches per second"], lines[1..5]);
    }

    [Fact]
    public void Lost_events_are_told()
    {
        Report report = RecordedReport.Read("healthy");
        report = report with { Cost = report.Cost with { EventsLost = 12 } };
        Assert.EndsWith("; 12 events lost\n", Render(report, new TerminalProfile { Width = 120 }).Replace("\nmemory", " memory", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static void Verify(string name, string file, TerminalProfile profile) =>
        GoldenFile.Verify($"reports/{name}/{file}", Render(RecordedReport.Read(name), profile));

    private static string WithoutStyles(string text) =>
        string.Concat(text.Split('\e').Select((part, index) => index == 0 ? part : part[(part.IndexOf('m', StringComparison.Ordinal) + 1)..]));

    private static string Render(Report report, TerminalProfile profile)
    {
        TerminalPage page = new(profile);
        ReportText.Write(report, page);
        return page.ToString();
    }
}
