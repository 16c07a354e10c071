using Sonde.Testing;

namespace Sonde.Linux.Tests.Abi;

/// <summary>A C program that the tests write, compile and run, to learn what a C compiler knows about the kernel's headers.</summary>
internal static class CProgram
{
    private static readonly string[] CompilerPaths = ["/usr/bin/gcc", "/usr/bin/cc", "/usr/bin/clang"];

    /// <summary>The compiler; skips the test where there is none.</summary>
    public static string RequireCompiler()
    {
        string? compiler = CompilerPaths.FirstOrDefault(File.Exists);
        if (compiler is null)
            Assert.Skip($"no C compiler ({string.Join(", ", CompilerPaths)}) to ask for sizes, offsets and constants");
        return compiler;
    }

    /// <summary>Compiles <paramref name="source"/> and runs it.</summary>
    /// <param name="source">The program.</param>
    /// <param name="output">What it printed; after a failed compilation the compiler's errors.</param>
    public static bool TryRun(string source, out string output)
    {
        string compiler = RequireCompiler();
        string directory = Directory.CreateTempSubdirectory("sonde-abi-").FullName;
        try
        {
            string sourcePath = Path.Combine(directory, "abi.c");
            string programPath = Path.Combine(directory, "abi");
            File.WriteAllText(sourcePath, source);
            ProgramRun run = ProgramRun.Of(compiler, "-w", "-o", programPath, sourcePath);
            if (run.ExitStatus == 0)
                run = ProgramRun.Of(programPath);
            output = run.Output + run.Errors;
            return run.ExitStatus == 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
