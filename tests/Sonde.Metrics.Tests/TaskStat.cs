namespace Sonde.Metrics.Tests;

/// <summary>Composes lines of /proc/PID/stat.</summary>
internal static class TaskStat
{
    /// <summary>One line; every tick, fault and page count that is not given is 0.</summary>
    public static string Line(int pid, string comm, char state = 'S', ulong start = 1000, ulong user = 0, ulong system = 0, ulong minorFaults = 0, ulong majorFaults = 0, ulong childUser = 0, int threads = 1, ulong virtualBytes = 8192, ulong residentPages = 2, ulong guest = 0) =>
        FormattableString.Invariant($"{pid} ({comm}) {state} 1 {pid} {pid} 0 -1 4194304 {minorFaults} 0 {majorFaults} 0 {user} {system} {childUser} 0 20 0 {threads} 0 {start} ")
        + FormattableString.Invariant($"{virtualBytes} {residentPages} 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 3 0 0 0 {guest} 0 0 0 0 0 0 0 0 0\n");
}
