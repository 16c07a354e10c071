namespace Sonde.Incidents.Tests.Machine;

/// <summary>Lets what the last incident left behind die away: running tasks, and file data on its way to the disk.</summary>
internal static class CalmMachine
{
    private const double LeastIdleShare = 0.8;
    private const long MostDirtyKibibytes = 64 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits for it, with a bound: a machine that others use may never be calm.</summary>
    public static void Wait()
    {
        DateTime end = DateTime.UtcNow + Longest;
        CpuTicks earlier = CpuTicks.Read();
        while (DateTime.UtcNow < end)
        {
            Thread.Sleep(Step);
            CpuTicks now = CpuTicks.Read();
            if (now.IdleShareSince(earlier) >= LeastIdleShare && DirtyKibibytes() <= MostDirtyKibibytes)
                return;
            earlier = now;
        }
    }

    private static long DirtyKibibytes() => File.ReadLines("/proc/meminfo")
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words[0] is "Dirty:" or "Writeback:")
        .Sum(words => long.Parse(words[1]));
}
