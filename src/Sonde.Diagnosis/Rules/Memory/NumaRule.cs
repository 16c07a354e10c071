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
        IReadOnlyList<NumaNodeUsage> nodes = observation.Hardware.Nodes;
        if (nodes.Count < 2)
            return;
        double missed = nodes.Sum(n => n.MissPagesPerSecond);
        double all = missed + nodes.Sum(n => n.HitPagesPerSecond);
        double share = missed * 100 / all;
        if (all >= Thresholds.Memory.NumaMinimumPagesPerSecond && share >= Thresholds.Memory.NumaMissPercent)
            judgement.Report(DescribeRemote(observation, missed, share));
        NumaNodeUsage fullest = nodes.MinBy(FreePercent)!;
        NumaNodeUsage emptiest = nodes.MaxBy(FreePercent)!;
        if (FreePercent(fullest) <= Thresholds.Memory.NumaNodeFreePercent && FreePercent(emptiest) >= Thresholds.Memory.NumaOtherNodeFreePercent)
            judgement.Report(DescribeImbalance(observation, fullest, emptiest, share));
    }

    private static double FreePercent(NumaNodeUsage node) => node.FreeKibibytes * 100 / node.TotalKibibytes;

    private static Finding DescribeRemote(Observation observation, double missed, double share) => new()
    {
        Id = FindingIds.Memory.NumaRemote,
        Severity = Severity.Warning,
        Confidence = 0.7,
        Title = $"{share:0} % of new memory comes from another node than the task wanted",
        Why = "Memory on another node is reached through the interconnect, with longer latency and less bandwidth. The kernel goes there when the wanted node is full.",
        Evidence =
        [
            new("pages from another node", share, "percent", Thresholds.Memory.NumaMissPercent, "/sys/devices/system/node/*/numastat numa_miss"),
            new("pages from another node", missed, "pages/s", null, "/sys/devices/system/node/*/numastat numa_miss"),
        ],
        Culprits = Parties.Top(observation.Tasks.Processes.Where(t => t.ResidentGrowthKibibytes > 0), t => t.ResidentGrowthKibibytes, t => $"{t.ResidentGrowthKibibytes / 1024:N0} MiB more resident"),
        Next = [new("numastat -m", "how full each node is"), new("numastat -p PID", "on which nodes a process has its memory")],
        Fix = [new("Run one instance for each node, bound to its CPUs and memory", "an instance cannot use the other node", "numactl --cpunodebind=0 --membind=0 COMMAND")],
    };

    private static Finding DescribeImbalance(Observation observation, NumaNodeUsage fullest, NumaNodeUsage emptiest, double share) => new()
    {
        Id = FindingIds.Memory.NumaImbalance,
        Severity = share >= Thresholds.Memory.NumaMissPercent || MemoryFacts.IsStalling(observation) ? Severity.Warning : Severity.Info,
        Confidence = 0.75,
        Title = $"Node {fullest.Node} has {FreePercent(fullest):0} % of its memory free, node {emptiest.Node} {FreePercent(emptiest):0} %",
        Why = "Tasks that run on the full node reclaim, or get memory of the other node, although the machine as a whole has room.",
        Evidence =
        [
            new($"free memory of node {fullest.Node}", FreePercent(fullest), "percent", Thresholds.Memory.NumaNodeFreePercent, $"/sys/devices/system/node/node{fullest.Node}/meminfo"),
            new($"free memory of node {emptiest.Node}", FreePercent(emptiest), "percent", Thresholds.Memory.NumaOtherNodeFreePercent, $"/sys/devices/system/node/node{emptiest.Node}/meminfo"),
        ],
        Culprits = MemoryFacts.Largest(observation),
        Next = [new("numastat -m", "what fills each node"), new("numastat -p PID", "on which nodes a process has its memory")],
        Fix = [new("Spread a process that is larger than a node over all nodes", "mean latency instead of the best one", "numactl --interleave=all COMMAND")],
    };
}
