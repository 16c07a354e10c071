using Sonde.CommandLine;
using Sonde.Linux;

namespace Sonde.Tests.Views;

/// <summary>
/// What a view allocates from one report to the next: nothing, so that it can run for days beside what it watches. pidstat -s, which reads all mappings of a
/// process, is left out.
/// </summary>
public sealed class ViewAllocationTests
{
    private const int WarmUp = 10;
    private const int Measured = 20;

    [Theory]
    [InlineData("vmstat")]
    [InlineData("vmstat -w -a -t")]
    [InlineData("vmstat -d")]
    [InlineData("vmstat -m")]
    [InlineData("mpstat")]
    [InlineData("mpstat -A -T")]
    [InlineData("iostat")]
    [InlineData("iostat -x -t -p ALL")]
    [InlineData("iostat -x -s -d -h -g all")]
    [InlineData("free -w -t")]
    public void Report_allocates_nothing(string view) => AssertNothing([.. view.Split(' ')]);

    // One process: the others of this machine come and go, and a new one costs an entry.
    [Theory]
    [InlineData("-u")]
    [InlineData("-t")]
    [InlineData("-r -d -w -v -R")]
    [InlineData("-h -u -r -d -w -U -l")]
    public void Report_of_processes_allocates_nothing(string options)
    {
        using ChildProgram program = new(["sleep", "60"]);
        Assert.Equal(Errno.Success, program.TryStart());
        try
        {
            AssertNothing(["pidstat", .. options.Split(' '), "-p", program.Pid.ToString()]);
        }
        finally
        {
            using System.Diagnostics.Process process = System.Diagnostics.Process.GetProcessById(program.Pid);
            process.Kill();
            program.Ended.WaitHandle.WaitOne();
        }
    }

    private static void AssertNothing(string[] arguments)
    {
        using AllocationProbe output = new();
        using MemoryStream error = new();
        using InterruptSignal interrupt = new();
        CommandContext context = new(output, error, interrupt, static _ => null) { OutputRows = 0 };
        Assert.Equal(0, CommandRunner.Run([.. arguments, "0.01", (WarmUp + Measured).ToString()], context));

        long[] bytes = [.. output.BetweenReports.Skip(WarmUp).Take(Measured - 1)];
        Assert.Equal(Measured - 1, bytes.Length);
        // A device or a disk's first work in the middle may cost a row: what counts is the usual report.
        Assert.True(bytes.Order().ElementAt(bytes.Length / 2) == 0, $"bytes from report to report: {string.Join(' ', bytes)}");
    }
}
