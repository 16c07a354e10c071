using System.Diagnostics;
using System.Text;

namespace Sonde.Incidents.Tests.Machine;

/// <summary>A program that ran to its end.</summary>
/// <param name="ExitStatus">Its exit status.</param>
/// <param name="Output">The bytes of its standard output.</param>
/// <param name="Errors">The text of its standard error.</param>
internal sealed record ProgramRun(int ExitStatus, byte[] Output, string Errors)
{
    /// <summary>Runs <paramref name="program"/>; one that does not end in time is killed and fails the test.</summary>
    public static ProgramRun Of(TimeSpan limit, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        using Process process = Process.Start(start)!;
        using MemoryStream output = new();
        StringBuilder errors = new();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        Task copy = process.StandardOutput.BaseStream.CopyToAsync(output);
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {limit.TotalSeconds} s");
        }

        process.WaitForExit();
        copy.GetAwaiter().GetResult();
        return new ProgramRun(process.ExitCode, output.ToArray(), errors.ToString().Trim());
    }
}
