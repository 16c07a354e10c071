namespace Sonde;

/// <summary>The entry point: hands the arguments to the command line and returns its exit status.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => CommandRunner.Run(arguments);
}
