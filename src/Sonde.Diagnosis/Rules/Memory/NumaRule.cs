using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>On a machine with several memory nodes: memory comes from the wrong node, or one node is full while another is not.</summary>
internal sealed class NumaRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => [FindingIds.Memory.NumaRemote, FindingIds.Memory.NumaImbalance];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        // A node without memory has only CPUs.
        List<NumaNodeUsage> nodes = [.. observation.Hardware.Nodes.Where(n => n.TotalKibibytes > 0)];
        if (nodes.Count < 2)
            return;
        double missed = nodes.Sum(n => n.MissPagesPerSecond);
        double all = missed + nodes.Sum(n => n.HitPagesPerSecond);
        double share = missed * 100 / all;
        if (all >= Thresholds.Memory.NumaMinimumPagesPerSecond && share >= Thresholds.Memory.NumaMissPercent)
            judgement.Report(DescribeRemote(observation, missed, share));
        List<NumaNodeUsage> known = [.. nodes.Where(n => double.IsFinite(n.FreeKibibytes)).OrderBy(FreePercent)];
        if (known.Count > 1 && FreePercent(known[0]) <= Thresholds.Memory.NumaNodeFreePercent && FreePercent(known[^1]) >= Thresholds.Memory.NumaOtherNodeFreePercent)
            judgement.Report(DescribeImbalance(observation, known[0], known[^1], all >= Thresholds.Memory.NumaMinimumPagesPerSecond ? share : double.NaN));
    }

    private static double FreePercent(NumaNodeUsage node) => node.FreeKibibytes * 100 / node.TotalKibibytes;

    private static Finding DescribeRemote(Observation observation, double missed, double share)
    {
        IReadOnlyList<Party> culprits = MemoryFacts.Growing(observation);
        return new Finding
        {
            Id = FindingIds.Memory.NumaRemote,
            Severity = Severity.Warning,
            Confidence = 0.7,
            Title = $"{Wording.Percent(share)} of new memory comes from another node than the task wanted{(culprits.Count > 0 ? $"; {Wording.Task(culprits[0].Name, culprits[0].Pid ?? 0)} grows most" : "")}",
            Why = "Memory on another node is reached through the interconnect, with longer latency and less bandwidth. The kernel goes there when the wanted node is full.",
            Evidence = Proof.Of(
                new("pages from another node", share, "percent", Thresholds.Memory.NumaMissPercent, "/sys/devices/system/node/*/numastat numa_miss"),
                new("pages from another node", missed, "pages/s", null, "/sys/devices/system/node/*/numastat numa_miss")),
            Culprits = culprits,
            Next = Next(culprits),
            Fix = [new("Run one instance for each node, bound to its CPUs and memory", "an instance cannot use the other node", "numactl --cpunodebind=0 --membind=0 COMMAND")],
        };
    }

    private static Finding DescribeImbalance(Observation observation, NumaNodeUsage fullest, NumaNodeUsage emptiest, double share)
    {
        IReadOnlyList<Party> culprits = MemoryFacts.Largest(observation);
        return new Finding
        {
            Id = FindingIds.Memory.NumaImbalance,
            Severity = share >= Thresholds.Memory.NumaMissPercent || MemoryFacts.IsStalling(observation) ? Severity.Warning : Severity.Info,
            Confidence = 0.75,
            Title = $"Node {fullest.Node} has {Wording.Percent(FreePercent(fullest))} of its memory free, node {emptiest.Node} {Wording.Percent(FreePercent(emptiest))}",
            Why = "Tasks that run on the full node reclaim, or get memory of the other node, although the machine as a whole has room.",
            Evidence = Proof.Of(
                new($"free memory of node {fullest.Node}", FreePercent(fullest), "percent", Thresholds.Memory.NumaNodeFreePercent, $"/sys/devices/system/node/node{fullest.Node}/meminfo"),
                new($"free memory of node {emptiest.Node}", FreePercent(emptiest), "percent", Thresholds.Memory.NumaOtherNodeFreePercent, $"/sys/devices/system/node/node{emptiest.Node}/meminfo"),
                new("pages from another node", share, "percent", Thresholds.Memory.NumaMissPercent, "/sys/devices/system/node/*/numastat numa_miss")),
            Culprits = culprits,
            Next = Next(culprits),
            Fix = [new("Spread a process that is larger than a node over all nodes", "mean latency instead of the best one", "numactl --interleave=all COMMAND")],
        };
    }

    private static IReadOnlyList<NextStep> Next(IReadOnlyList<Party> culprits) =>
    [
        new("numastat -m", "how full each node is, and of what"),
        .. culprits.Take(1).Select(c => new NextStep($"numastat -p {c.Pid}", $"on which nodes {c.Name} has its memory")),
    ];
}
