using System.Diagnostics;
using System.Text;

namespace Sonde.Testing;

/// <summary>A program that ran to its end, in the C locale unless told otherwise.</summary>
/// <param name="ExitStatus">Its exit status; 128 and the signal's number for a killed one.</param>
/// <param name="Bytes">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error, as text.</param>
public sealed record ProgramRun(int ExitStatus, byte[] Bytes, string Errors)
{
    private static readonly TimeSpan UsualLimit = TimeSpan.FromMinutes(1);

    /// <summary>What it wrote to standard output, as text.</summary>
    public string Output => Encoding.UTF8.GetString(Bytes);

    /// <summary>True where <paramref name="program"/> is on PATH.</summary>
    public static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, program)));

    /// <summary>Runs <paramref name="program"/>.</summary>
    public static ProgramRun Of(string program, params string[] arguments) => Of(UsualLimit, program, arguments);

    /// <summary>Runs <paramref name="program"/>; one that does not end in time is killed, with all that it started.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public static ProgramRun Of(TimeSpan limit, string program, params string[] arguments) => Run(new ProcessStartInfo(program, arguments) { Environment = { ["LC_ALL"] = "C" } }, "", limit);

    /// <summary>Runs a script of bash in the locale C.UTF-8, given on standard input, with these variables in its environment.</summary>
    public static ProgramRun OfShell(string script, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        ProcessStartInfo start = new("bash");
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)[("LC_ALL", "C.UTF-8"), .. environment])
            start.Environment[name] = value;
        return Run(start, script, UsualLimit);
    }

    /// <summary>This run.</summary>
    /// <exception cref="InvalidOperationException">The exit status is not 0.</exception>
    public ProgramRun Checked() => ExitStatus == 0 ? this : throw new InvalidOperationException($"exit status {ExitStatus}\n{Output}{Errors}");

    private static ProgramRun Run(ProcessStartInfo start, string input, TimeSpan limit)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using Process process = Process.Start(start)!;
        using MemoryStream output = new();
        Task copy = process.StandardOutput.BaseStream.CopyToAsync(output);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that has ended, or closed its input, needs no more of it.
            input = "";
        }

        if (!process.WaitForExit(limit) || !Task.WaitAll([copy, errors], limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end within {limit.TotalSeconds} s");
        }

        return new ProgramRun(process.ExitCode, output.ToArray(), errors.Result.Trim());
    }
}
