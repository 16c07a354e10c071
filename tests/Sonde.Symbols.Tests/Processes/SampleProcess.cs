using System.Diagnostics;
using System.Globalization;
using Sonde.Testing;

namespace Sonde.Symbols.Tests.Processes;

/// <summary>A C program that prints the addresses of some of its functions and waits until its input ends.</summary>
internal sealed class SampleProcess : IDisposable
{
    private const string Source = """
        #define _GNU_SOURCE
        #include <stdio.h>
        #include <time.h>
        #include <sys/auxv.h>
        __attribute__((noinline)) static int hidden_work(int n) { return n * 3; }
        __attribute__((noinline)) int visible_work(int n) { return hidden_work(n) + 1; }
        int main(int argc, char **argv)
        {
            printf("%lx %lx %lx %lx\n", (unsigned long)visible_work, (unsigned long)hidden_work, (unsigned long)&fopen, getauxval(AT_SYSINFO_EHDR));
            fflush(stdout);
            while (getchar() != EOF)
                ;
            return visible_work(argc) == 77;
        }
        """;

    private readonly Process _process;

    private SampleProcess(Process process)
    {
        _process = process;
        Pid = process.Id;
        ulong[] addresses = [.. process.StandardOutput.ReadLine()!.Split(' ').Select(word => ulong.Parse(word, NumberStyles.HexNumber))];
        (Visible, Hidden, LibraryFunction, Vdso) = (addresses[0], addresses[1], addresses[2], addresses[3]);
    }

    public static bool CanCompile => ProgramRun.IsOnPath("gcc");

    public int Pid { get; }

    public ulong Visible { get; }

    public ulong Hidden { get; }

    public ulong LibraryFunction { get; }

    public ulong Vdso { get; }

    /// <summary>Compiles the program to <paramref name="path"/>.</summary>
    public static void Compile(string path, params string[] options)
    {
        string source = path + ".c";
        File.WriteAllText(source, Source);
        ProgramRun.Of("gcc", ["-O1", .. options, "-o", path, source]).Checked();
    }

    /// <summary>Starts it, or another program that starts it in its place.</summary>
    public static SampleProcess Start(string program, params string[] arguments) =>
        new(Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!);

    public void End()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            End();
        _process.Dispose();
    }
}
