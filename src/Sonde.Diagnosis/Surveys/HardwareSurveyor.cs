using Sonde.Diagnosis.Observations;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Proc.Cpu;
using Sonde.Proc.Devices;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Reads what sysfs says of the hardware at both ends of the window.</summary>
internal sealed class HardwareSurveyor
{
    private const int LargestInterruptCount = 16;
    private const double BusyPercent = 50;
    private readonly IReadOnlyList<MemoryController> _memory;
    private readonly IReadOnlyList<PciDevice> _pci;
    private readonly NumaNodes _nodes;
    private readonly CpuTopology _cpus;

    /// <summary>Reads the state at the start.</summary>
    public HardwareSurveyor(LinuxRoot root)
    {
        _memory = MemoryErrors.Read(root, out _);
        _pci = PciErrors.Read(root, out _);
        _nodes = NumaNodes.Read(root);
        _cpus = CpuTopology.Read(root);
    }

    /// <summary>The state at the end, with what happened in between.</summary>
    public HardwareSurvey End(LinuxRoot root, in SystemInterval interval, CpuUsage usage)
    {
        IReadOnlyList<MemoryController> memory = MemoryErrors.Read(root, out _);
        CpuTopology cpus = CpuTopology.Read(root);
        ClockSource? clock = ClockSource.Read(root, out _);
        KernelTaint? taint = KernelTaint.Read(root, out _);
        bool hasControllers = memory.Count > 0;
        return new HardwareSurvey
        {
            CorrectedMemoryErrors = hasControllers ? Growth(Sum(_memory, m => m.CorrectedErrors), Sum(memory, m => m.CorrectedErrors)) : double.NaN,
            UncorrectedMemoryErrors = hasControllers ? Growth(Sum(_memory, m => m.UncorrectedErrors), Sum(memory, m => m.UncorrectedErrors)) : double.NaN,
            MemoryErrorsSinceBoot = hasControllers ? Sum(memory, m => m.CorrectedErrors + m.UncorrectedErrors) : double.NaN,
            PcieErrors = CountPcieErrors(root),
            ThermalThrottles = CountThrottles(cpus),
            FrequencyPercentOfMaximum = Mean(cpus, usage, c => Share(c.CurrentKilohertz, c.HardwareMaximumKilohertz)),
            FrequencyLimitPercent = Mean(cpus, usage, c => Share(c.MaximumKilohertz, c.HardwareMaximumKilohertz)),
            Governors = [.. cpus.Cpus.Select(c => c.Governor).OfType<string>().Distinct()],
            ClockSource = clock?.Current,
            ClockSources = clock?.Available ?? [],
            Taint = taint?.Mask,
            TaintMeanings = taint is null ? [] : [.. taint.Flags.Select(f => f.Meaning)],
            Nodes = DescribeNodes(NumaNodes.Read(root), interval.Seconds),
            Interrupts = DescribeInterrupts(interval),
        };
    }

    private double CountPcieErrors(LinuxRoot root)
    {
        IReadOnlyList<PciDevice> now = PciErrors.Read(root, out _);
        List<PciDevice> reporting = [.. now.Where(d => d.Errors is not null)];
        if (reporting.Count == 0)
            return double.NaN;
        double errors = 0;
        foreach (PciDevice device in reporting)
        {
            ulong? before = _pci.FirstOrDefault(d => d.Address == device.Address)?.Errors;
            errors += Counter.Growth(before ?? 0, device.Errors!.Value);
        }

        return errors;
    }

    private double CountThrottles(CpuTopology cpus)
    {
        if (!cpus.Cpus.Any(c => c.CoreThrottleCount is not null))
            return double.NaN;
        return Growth(Sum(_cpus.Cpus, c => c.CoreThrottleCount ?? 0), Sum(cpus.Cpus, c => c.CoreThrottleCount ?? 0));
    }

    private List<NumaNodeUsage> DescribeNodes(NumaNodes later, double seconds)
    {
        List<NumaNodeUsage> nodes = [];
        foreach (NumaNode node in later.Nodes)
        {
            NumaNode? before = _nodes.Nodes.FirstOrDefault(n => n.Number == node.Number);
            double Rate(string name) => Counter.Growth(before?.Statistics[name], node.Statistics[name]) / seconds;
            nodes.Add(new NumaNodeUsage(
                node.Number, node.MemTotalKibibytes ?? double.NaN, (double?)(node.MemFreeKibibytes + (node.Memory["Inactive(file)"] ?? 0)) ?? double.NaN, Rate("numa_hit"), Rate("numa_miss"), Rate("other_node")));
        }

        return nodes;
    }

    private static List<InterruptUsage> DescribeInterrupts(in SystemInterval interval)
    {
        InterruptTable earlier = interval.Earlier.Interrupts;
        InterruptTable later = interval.Later.Interrupts;
        List<InterruptUsage> usage = [];
        // A CPU that came or went moved the columns.
        if (!earlier.IsAvailable || !later.IsAvailable || !earlier.Cpus.SequenceEqual(later.Cpus))
            return usage;
        Dictionary<string, int> rows = new(StringComparer.Ordinal);
        for (int i = 0; i < earlier.Rows.Length; i++)
            rows.TryAdd(earlier.Rows[i].Name, i);
        foreach (ref readonly InterruptRow row in later.Rows)
        {
            if (!later.IsPerCpu(row))
                continue;
            ReadOnlySpan<ulong> before = rows.TryGetValue(row.Name, out int index) ? earlier.Counts(earlier.Rows[index]) : [];
            if (Describe(row, before, later, interval.Seconds) is { } described)
                usage.Add(described);
        }

        usage.Sort((a, b) => b.PerSecond.CompareTo(a.PerSecond));
        return usage.Count > LargestInterruptCount ? usage[..LargestInterruptCount] : usage;
    }

    private static InterruptUsage? Describe(in InterruptRow row, ReadOnlySpan<ulong> before, InterruptTable later, double seconds)
    {
        ReadOnlySpan<ulong> counts = later.Counts(row);
        double sum = 0;
        double most = 0;
        int busiest = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            double growth = Counter.GrowthOfPrinted32(i < before.Length ? before[i] : 0, counts[i]);
            sum += growth;
            if (growth > most)
                (most, busiest) = (growth, i);
        }

        return sum > 0
            ? new InterruptUsage(row.Name, row.Description, sum / seconds, later.Cpus[busiest], most * 100 / sum, row.IsNumbered)
            : null;
    }

    private static double Mean(CpuTopology cpus, CpuUsage usage, Func<CpuDescription, double> share)
    {
        double[] shares = [.. cpus.Cpus.Where(c => c.Number < usage.Cpus.Count && usage.Cpus[c.Number].Busy >= BusyPercent).Select(share).Where(double.IsFinite)];
        return shares.Length == 0 ? double.NaN : shares.Average();
    }

    private static double Share(ulong? part, ulong? whole) => part is { } p && whole is > 0 ? p * 100.0 / whole.Value : double.NaN;

    private static double Sum<T>(IEnumerable<T> items, Func<T, ulong> value) => items.Sum(i => (double)value(i));

    private static double Growth(double earlier, double later) => Math.Max(0, later - earlier);
}
