namespace Sonde.Proc.Tests.Processes;

/// <summary>Composes lines of /proc/PID/stat with distinct values.</summary>
internal static class StatLine
{
    public static string Of(int pid, string comm, char state = 'S', ulong start = 1000, ulong user = 10, ulong system = 5, int threads = 1,
        uint flags = 4194304) =>
        $"{pid} ({comm}) {state} 4 5 6 34816 8 {flags} 10 11 12 13 {user} {system} 16 17 20 -5 {threads} 0 {start} 1048576 24 18446744073709551615 " +
        "26 27 28 29 30 31 32 33 34 35 36 37 17 3 40 1 42 43 44 45 46 47 48 49 50 51 0\n";
}
