using Sonde.Testing;

namespace Sonde.Incidents.Tests.Machine;

/// <summary>The source tree that the tests were built from, and the programs on PATH.</summary>
internal static class SourceTree
{
    /// <summary>The absolute path of <paramref name="relative"/>.</summary>
    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(TestData.PathOf(".."), relative));

    /// <summary>True where <paramref name="program"/> is on PATH.</summary>
    public static bool HasProgram(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, program)));
}
