namespace Sonde.Linux.Tests;

public sealed class ChildProgramTests
{
    [Fact]
    public void Program_that_ended_is_a_zombie_until_it_is_disposed_of()
    {
        ChildProgram program = new(["sh", "-c", "exit 3"]);
        Assert.Equal(Errno.Success, program.TryStart());
        program.Ended.WaitHandle.WaitOne();

        Assert.Contains(") Z ", File.ReadAllText($"/proc/{program.Pid}/stat"), StringComparison.Ordinal);
        program.Dispose();
        Assert.False(File.Exists($"/proc/{program.Pid}/stat"));
    }

    [Fact]
    public void Program_that_still_runs_goes_on_after_disposal()
    {
        ChildProgram program = new(["sleep", "60"]);
        Assert.Equal(Errno.Success, program.TryStart());
        program.Dispose();

        Assert.False(program.Ended.IsCancellationRequested);
        using System.Diagnostics.Process running = System.Diagnostics.Process.GetProcessById(program.Pid);
        running.Kill();
        program.Ended.WaitHandle.WaitOne();
        program.Dispose();
    }

    [Theory]
    [InlineData("/nowhere/nothing", 2)]
    [InlineData("", 2)]
    [InlineData("/etc/passwd", 13)]
    public void Program_that_cannot_be_run_says_why(string name, int expected)
    {
        using ChildProgram program = new([name, "word"]);
        Assert.Equal(new Errno(expected), program.TryStart());
        Assert.False(program.Ended.IsCancellationRequested);
    }

    [Fact]
    public void Program_has_the_arguments_the_environment_and_the_default_for_a_closed_pipe()
    {
        using TemporaryDirectory directory = new();
        string file = Path.Combine(directory.FullPath, "told");
        using ChildProgram program = new(["sh", "-c", "printf '%s|%s|' \"$1\" \"$PATH\" >\"$0\"; kill -PIPE $$; echo survived >>\"$0\"", file, "a 'b' ü"]);
        Assert.Equal(Errno.Success, program.TryStart());
        program.Ended.WaitHandle.WaitOne();

        Assert.Equal($"a 'b' ü|{Environment.GetEnvironmentVariable("PATH")}|", File.ReadAllText(file));
    }
}
