using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Sonde.Linux.Tests;

/// <summary>Signals end processes, so each case runs in a child: this same program, which the module initializer turns into the listener.</summary>
public sealed class InterruptSignalTests
{
    private const string ChildVariable = "SONDE_TEST_INTERRUPT_CHILD";

    [Theory]
    [InlineData("INT", 2)]
    [InlineData("TERM", 15)]
    [InlineData("HUP", 1)]
    public void The_first_signal_cancels_and_gives_the_shells_exit_code(string name, int number)
    {
        using Process child = Start("once");

        Send(name, child);

        Assert.Equal($"received {number}", child.StandardOutput.ReadLine());
        child.WaitForExit();
        Assert.Equal(128 + number, child.ExitCode);
    }

    [Theory]
    [InlineData("INT", 2)]
    [InlineData("TERM", 15)]
    public void The_second_signal_ends_the_process_at_once(string name, int number)
    {
        using Process child = Start("stubborn");
        Send("INT", child);
        Assert.Equal("received 2", child.StandardOutput.ReadLine());

        // The first of them may still count as part of the first signal.
        while (!child.WaitForExit(TimeSpan.FromMilliseconds(50)))
            Send(name, child);

        Assert.Equal(128 + number, child.ExitCode);
    }

    [Fact]
    public void A_signal_that_comes_twice_at_once_as_from_timeout_is_one()
    {
        using Process child = Start("stubborn");

        using var kill = Process.Start("/bin/sh", ["-c", $"kill -INT {child.Id} {child.Id}"]);
        kill.WaitForExit();

        Assert.Equal("received 2", child.StandardOutput.ReadLine());
        Assert.False(child.WaitForExit(TimeSpan.FromMilliseconds(300)));
        child.Kill();
    }

    [Theory]
    [InlineData("HUP")]
    [InlineData("INT")]
    public void A_signal_that_was_ignored_stays_ignored(string name)
    {
        using Process child = Start("once", $"trap '' {name}; exec");

        Send(name, child);
        Send("TERM", child);

        Assert.Equal("received 15", child.StandardOutput.ReadLine());
        child.WaitForExit();
    }

    [ModuleInitializer]
    internal static void BecomeChild()
    {
        if (Environment.GetEnvironmentVariable(ChildVariable) is not string mode)
            return;
        using var signal = new InterruptSignal();
        using Stream output = StandardStream.Output();
        output.Write("ready\n"u8);
        Clock.Wait(TimeSpan.FromSeconds(60), signal.Token);
        output.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"received {signal.Received}\n")));
        if (mode == "stubborn")
            Clock.Wait(TimeSpan.FromSeconds(60), CancellationToken.None);
        Environment.Exit(signal.ExitCode);
    }

    private static Process Start(string mode, string prefix = "exec")
    {
        string[] arguments = ["-c", $"{prefix} \"$0\"", Environment.ProcessPath!];
        var start = new ProcessStartInfo("/bin/sh", arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[ChildVariable] = mode;
        Process child = Process.Start(start)!;
        Assert.Equal("ready", child.StandardOutput.ReadLine());
        return child;
    }

    private static void Send(string name, Process child)
    {
        using var kill = Process.Start("/bin/kill", ["-" + name, child.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
