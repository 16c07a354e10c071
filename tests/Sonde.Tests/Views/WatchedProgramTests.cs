using System.Text.Json;
using Sonde.CommandLine;

namespace Sonde.Tests.Views;

/// <summary>sonde pidstat -e: a program is run and watched.</summary>
public sealed class WatchedProgramTests
{
    // Some 100 ms of work, which ticks of 10 ms cannot miss.
    private const string Work = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";

    [Fact]
    public void Program_has_one_report_over_its_whole_life()
    {
        JsonElement document = Run("pidstat", "--json", "-e", "sh", "-c", Work);
        JsonElement sample = Assert.Single(document.GetProperty("samples").EnumerateArray());
        JsonElement task = Assert.Single(sample.GetProperty("tasks").EnumerateArray());

        Assert.Equal("sh", task.GetProperty("command").GetString());
        Assert.True(task.GetProperty("task_cpu_percent").GetDouble() > 0);
        Assert.Equal(task.GetProperty("task_cpu_percent").GetDouble(), document.GetProperty("average").GetProperty("tasks")[0].GetProperty("task_cpu_percent").GetDouble());
    }

    [Fact]
    public void What_a_program_did_after_the_last_full_interval_is_shown()
    {
        JsonElement[] samples = [.. Run("pidstat", "--json", "0.3", "-e", "sh", "-c", "sleep 0.4; " + Work).GetProperty("samples").EnumerateArray()];

        Assert.True(samples.Length >= 2);
        Assert.Contains(samples[1..], static s => s.GetProperty("tasks")[0].GetProperty("task_cpu_percent").GetDouble() > 0);
    }

    [Fact]
    public void Count_ends_the_run_before_the_program()
    {
        JsonElement document = Run("pidstat", "--json", "0.1", "2", "-e", "sleep", "1");
        Assert.Equal(2, document.GetProperty("samples").GetArrayLength());
    }

    [Fact]
    public void Other_processes_are_shown_only_where_they_are_asked_for()
    {
        JsonElement document = Run("pidstat", "--json", "-p", "SELF", "-e", "true");
        int[] pids = [.. document.GetProperty("samples")[0].GetProperty("tasks").EnumerateArray().Select(static t => t.GetProperty("pid").GetInt32())];

        Assert.Equal(2, pids.Length);
        Assert.Contains(Environment.ProcessId, pids);
    }

    [Fact]
    public void Words_of_the_program_are_not_taken_for_options() =>
        Assert.Equal(0, SondeRun.Of("pidstat", "-e", "true", "--json", "-e", "--help").ExitCode);

    [Theory]
    [InlineData(ExitCode.NoInput, "pidstat", "-e", "/nowhere/nothing")]
    [InlineData(ExitCode.Usage, "pidstat", "-e")]
    [InlineData(ExitCode.Usage, "pidstat", "--root", "/", "-e", "true")]
    [InlineData(ExitCode.Usage, "mpstat", "-e", "true")]
    public void Program_that_cannot_be_watched_is_told_in_one_line(int expected, params string[] arguments)
    {
        SondeRun run = SondeRun.Of(arguments);
        Assert.Equal((expected, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    private static JsonElement Run(params string[] arguments)
    {
        SondeRun run = SondeRun.Of(arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using JsonDocument document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }
}
