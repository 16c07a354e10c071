using System.Diagnostics;
using Sonde.Testing;

namespace Sonde.Incidents.Tests.Machine;

/// <summary>A fault program with its fault in force, in a session of its own; the end of it undoes the fault and ends every process of the session.</summary>
internal sealed class RunningFault : IDisposable
{
    private const int UnableStatus = 77;
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(15);
    private readonly Process _process;
    private readonly string _program;
    private readonly Task<string> _errors;

    private RunningFault(string program, Process process)
    {
        _program = Path.GetFileName(program);
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The program's process id, which is its session's id too.</summary>
    public int Pid => _process.Id;

    /// <summary>Starts a fault program and waits until its fault is in force; skips the test where the machine cannot show the fault.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="longest">When it ends by itself.</param>
    /// <param name="arguments">Its further arguments.</param>
    public static RunningFault Start(string program, TimeSpan longest, string[] arguments)
    {
        // setsid(1) becomes the program: the child of a test is no group leader, so that it need not fork.
        ProcessStartInfo start = new("setsid", [program, $"{longest.TotalSeconds}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        RunningFault fault = new(program, Process.Start(start)!);
        try
        {
            fault.WaitUntilReady();
            return fault;
        }
        catch
        {
            fault.Dispose();
            throw;
        }
    }

    /// <summary>Skips or fails the test where the program has ended before its time.</summary>
    public void AssertRunning()
    {
        if (_process.HasExited)
            Report("ended before its time");
    }

    /// <summary>Lets the program undo its fault, and ends what is left of it.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
            Signal("TERM", $"{Pid}");
        bool ended = _process.WaitForExit(LongestEnd);
        Signal("KILL", $"-{Pid}");
        _process.WaitForExit();
        _process.Dispose();
        Assert.True(ended, $"{_program} did not end within {LongestEnd.TotalSeconds} s of SIGTERM");
    }

    private static void Signal(string signal, string target)
    {
        ProgramRun kill = ProgramRun.Of(TimeSpan.FromSeconds(5), "sh", "-c", $"kill -s {signal} -- {target}");
        Assert.True(kill.ExitStatus == 0 || kill.Errors.Contains("No such process", StringComparison.Ordinal), kill.Errors);
    }

    private void WaitUntilReady()
    {
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        if (!line.Wait(LongestStart))
            Assert.Fail($"{_program} was not ready after {LongestStart.TotalSeconds} s");
        if (line.Result != "ready")
            Report("did not become ready");
    }

    private void Report(string what)
    {
        _process.WaitForExit(LongestEnd);
        string errors = _errors.Wait(LongestEnd) ? _errors.Result.Trim() : "";
        if (_process.HasExited && _process.ExitCode == UnableStatus)
            Assert.Skip($"{_program}: {errors}");
        Assert.Fail($"{_program} {what}: {(_process.HasExited ? $"exit status {_process.ExitCode}, " : "")}{errors}");
    }
}
