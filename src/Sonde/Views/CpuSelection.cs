using Sonde.CommandLine;

namespace Sonde.Views;

/// <summary>Which CPUs a view shows: mpstat's -P.</summary>
internal sealed class CpuSelection
{
    private readonly HashSet<int>? _cpus;
    private readonly bool _every;

    private CpuSelection(bool includesAll, bool every, HashSet<int>? cpus)
    {
        IncludesAll = includesAll;
        _every = every;
        _cpus = cpus;
    }

    /// <summary>True where the sum of all CPUs has a row.</summary>
    public bool IncludesAll { get; }

    /// <summary>True where CPU <paramref name="cpu"/> has a row.</summary>
    public bool Includes(int cpu) => _every || _cpus?.Contains(cpu) == true;

    /// <summary>Parses -P: ALL, all, and numbers or ranges such as 0,2-5; null is the sum alone.</summary>
    /// <exception cref="CommandFailure">It is none of these.</exception>
    public static CpuSelection Parse(string? text)
    {
        if (text is null)
            return new CpuSelection(includesAll: true, every: false, null);
        bool all = false;
        bool every = false;
        HashSet<int> cpus = [];
        foreach (string part in text.Split(','))
        {
            switch (part)
            {
                case "ALL" or "ON":
                    all = every = true;
                    break;
                case "all":
                    all = true;
                    break;
                default:
                    AddRange(part, cpus);
                    break;
            }
        }

        return new CpuSelection(all, every, cpus);
    }

    private static void AddRange(string part, HashSet<int> cpus)
    {
        string[] ends = part.Split('-');
        if (ends.Length > 2 || !int.TryParse(ends[0], out int first) || !int.TryParse(ends[^1], out int last) || first < 0 || last < first || last > 8191)
            throw new CommandFailure(ExitCode.Usage, $"'{part}' names no CPU", "-P takes ALL, all, and numbers or ranges such as 0,2-5");
        for (int cpu = first; cpu <= last; cpu++)
            cpus.Add(cpu);
    }
}
