using System.Text.Json;

namespace Sonde.Kernel.Tests;

/// <summary>What users and machines do to a running command: each gives one clear line or an unavailable cell, and the exit status that scripts expect.</summary>
public sealed class FaultyWorldTests
{
    [Fact]
    public void A_user_without_privileges_is_told_what_is_missing_and_still_gets_a_report()
    {
        Assert.SkipUnless(Environment.UserName == "root", "needs root to become nobody");
        (string output, string error, int status) = SondeProcess.Shell(
            """
            cp "$SONDE" /tmp/sonde-as-nobody.$$ && chmod 755 /tmp/sonde-as-nobody.$$
            setpriv --reuid=65534 --regid=65534 --clear-groups /tmp/sonde-as-nobody.$$ triage --seconds 2 --json
            status=$?
            rm -f /tmp/sonde-as-nobody.$$
            exit $status
            """);

        Assert.InRange(status, 0, 2);
        Assert.Empty(error);
        using JsonDocument report = JsonDocument.Parse(output);
        string[] unseen = [.. report.RootElement.GetProperty("unavailable").EnumerateArray().Select(u => u.GetProperty("remedy").GetString()!)];
        Assert.Contains(unseen, remedy => remedy.Contains("CAP_", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"$SONDE\" free > /dev/full", 74, "No space left")]
    [InlineData("\"$SONDE\" free >&-", 74, "Bad file descriptor")]
    [InlineData("\"$SONDE\" triage --root /nowhere/at/all", 66, "No such file")]
    [InlineData("\"$SONDE\" triage --seconds 0", 64, "not a number of seconds")]
    [InlineData("\"$SONDE\" traige", 64, "did you mean triage?")]
    [InlineData("\"$SONDE\" pidstat -p 2147483647", 66, "there is no process 2147483647")]
    public void A_failure_is_one_line_and_a_status(string script, int expected, string words)
    {
        (_, string error, int status) = SondeProcess.Shell(script);

        Assert.Equal(expected, status);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_goes_away_ends_a_view_quietly()
    {
        (string output, string error, int status) = SondeProcess.Shell("\"$SONDE\" mpstat 1 20 | head -1; exit ${PIPESTATUS[0]}");

        Assert.StartsWith("Linux ", output, StringComparison.Ordinal);
        Assert.Empty(error);
        Assert.Equal(141, status);
    }

    [Fact]
    public void An_interrupted_triage_reports_what_it_has_seen()
    {
        (string output, _, int status) = SondeProcess.Shell("timeout --preserve-status -s INT 2.5 \"$SONDE\" triage --seconds 60 --json");

        Assert.Equal(130, status);
        using JsonDocument report = JsonDocument.Parse(output);
        Assert.InRange(report.RootElement.GetProperty("window").GetProperty("seconds").GetDouble(), 0.5, 30);
    }

    [Fact]
    public void An_interrupted_view_still_shows_its_averages()
    {
        (string output, _, int status) = SondeProcess.Shell("timeout --preserve-status -s INT 2.5 \"$SONDE\" mpstat 1");

        Assert.Equal(130, status);
        Assert.Contains("Average:", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_name_cannot_write_to_the_terminal()
    {
        (string output, _, _) = SondeProcess.Shell(
            """
            perl -e '$0 = "a\e[31m)b"; $end = time + 6; 1 while time < $end' &
            sleep 0.5
            "$SONDE" pidstat -p $! 1 1
            kill %1
            """);

        Assert.DoesNotContain('\e', output);
        Assert.Contains("a\\x1b[31m)b", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Processes_that_vanish_while_they_are_read_are_no_error()
    {
        (string output, string error, int status) = SondeProcess.Shell(
            """
            (end=$((SECONDS + 5)); while [ $SECONDS -lt $end ]; do /bin/true; done) &
            "$SONDE" pidstat -urdw 1 2 >/dev/null && "$SONDE" triage --seconds 2 --json
            """);

        Assert.InRange(status, 0, 2);
        Assert.Empty(error);
        using JsonDocument report = JsonDocument.Parse(output);
        Assert.True(report.RootElement.GetProperty("window").GetProperty("samples").GetInt32() > 5);
    }

    [Fact]
    public void Few_descriptors_cost_time_and_no_process()
    {
        (string output, string error, _) = SondeProcess.Shell("ulimit -n 64; \"$SONDE\" pidstat -p ALL --json | head -c 100000000");

        Assert.Empty(error);
        using JsonDocument view = JsonDocument.Parse(output);
        int shown = view.RootElement.GetProperty("samples")[0].GetProperty("tasks").GetArrayLength();
        int present = Directory.GetDirectories("/proc").Count(d => int.TryParse(Path.GetFileName(d), out _));
        Assert.InRange(shown, present * 0.8, present * 1.2);
    }

    [Fact]
    public void A_narrow_terminal_gets_lines_that_fit()
    {
        (string output, _, _) = SondeProcess.Shell("COLUMNS=40 \"$SONDE\" use --seconds 1 --color never");

        Assert.All(output.Split('\n'), line => Assert.InRange(line.Length, 0, 40));
    }

    [Fact]
    public void A_page_that_cannot_be_written_costs_no_report()
    {
        (string output, string error, int status) = SondeProcess.Shell("\"$SONDE\" triage --seconds 1 --json --html /nowhere/at/all/report.html");

        using JsonDocument report = JsonDocument.Parse(output);
        Assert.Equal("sonde.report/1", report.RootElement.GetProperty("schema").GetString());
        Assert.Contains("/nowhere/at/all/report.html", error, StringComparison.Ordinal);
        Assert.True(status >= 64, $"status {status}");
    }
}
