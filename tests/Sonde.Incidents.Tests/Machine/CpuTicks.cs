namespace Sonde.Incidents.Tests.Machine;

/// <summary>CPU time since boot in clock ticks, told apart by who used it. Sources: /proc/stat and /proc/PID/stat, proc(5).</summary>
/// <param name="All">Of all CPUs, idle or not.</param>
/// <param name="Idle">Idle, or waiting for I/O.</param>
/// <param name="Others">In ordinary processes that are neither the test's nor the fault's, interrupts and kernel threads left out.</param>
internal sealed record CpuTicks(long All, long Idle, long Others)
{
    private const int KernelThreadFlag = 0x00200000;

    /// <summary>Reads it now.</summary>
    /// <param name="session">The session of the fault program, or 0.</param>
    public static CpuTicks Read(int session = 0)
    {
        long[] machine = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(long.Parse)];
        long own = 0;
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), out int pid))
                own += OwnTicks(pid, session);
        }

        return new CpuTicks(machine.Sum(), machine[3] + machine[4], machine[0] + machine[1] + machine[2] - own);
    }

    /// <summary>Idle time of all, 0 to 1.</summary>
    public double IdleShareSince(CpuTicks earlier) => Share(Idle - earlier.Idle, earlier);

    /// <summary>Other people's time of all, 0 to 1.</summary>
    public double OthersShareSince(CpuTicks earlier) => Share(Others - earlier.Others, earlier);

    private double Share(long ticks, CpuTicks earlier) => All > earlier.All ? Math.Clamp((double)ticks / (All - earlier.All), 0, 1) : 0;

    // With the children that were waited for: most of a storm of short processes is there.
    private static long OwnTicks(int pid, int session)
    {
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }

        // The name may hold anything; what follows its last parenthesis is fields 3 and up.
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        bool own = pid == Environment.ProcessId || (session != 0 && int.Parse(fields[6 - 3]) == session);
        bool kernel = (long.Parse(fields[9 - 3]) & KernelThreadFlag) != 0;
        return own || kernel ? fields[(14 - 3)..(18 - 3)].Sum(long.Parse) : 0;
    }
}
