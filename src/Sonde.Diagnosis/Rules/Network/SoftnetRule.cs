using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>Receive processing loses packets in a CPU's backlog, or runs out of its budget with packets left.</summary>
internal sealed class SoftnetRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.SoftnetDrops, FindingIds.Net.SoftnetSqueeze];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<(int Cpu, double Growth)> dropped = NetworkFacts.Softnet(observation, c => c.Dropped);
        List<(int Cpu, double Growth)> squeezed = NetworkFacts.Softnet(observation, c => c.TimeSqueezed);
        List<(int Cpu, double Growth)> processed = NetworkFacts.Softnet(observation, c => c.Processed);
        if (dropped.Count == 0)
            return;
        double drops = dropped.Sum(d => d.Growth) / observation.Seconds;
        double packets = processed.Sum(p => p.Growth) / observation.Seconds;
        bool isLosing = drops >= Thresholds.Net.SoftnetDropsPerSecond;
        if (isLosing)
            judgement.Report(Dropped(observation, dropped, drops, packets));
        (int cpu, double most) = squeezed.MaxBy(s => s.Growth);
        double rate = most / observation.Seconds;
        if (rate >= Thresholds.Net.SoftnetSqueezesPerCpuPerSecond)
        {
            bool hurts = isLosing || judgement.Findings.Any(f => f.Id == FindingIds.Net.ReceiveDrops) || SoftirqPercent(observation, cpu) >= Thresholds.Cpu.SoftirqOneCpuPercent;
            judgement.Report(Squeezed(cpu, rate, packets, hurts));
        }
    }

    private static Finding Dropped(Observation observation, List<(int Cpu, double Growth)> dropped, double drops, double packets)
    {
        double percent = NetworkFacts.LossPercent(drops, packets);
        double sum = dropped.Sum(d => d.Growth);
        (int cpu, double most) = dropped.MaxBy(d => d.Growth);
        return new Finding
        {
            Id = FindingIds.Net.SoftnetDrops,
            Severity = percent >= Thresholds.Net.DropPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.9,
            Title = $"The receive backlog of CPU {cpu} overflows: {UnitText.Number(drops)} packets a second are dropped",
            Why = $"Packets wait for each CPU in a queue of net.core.netdev_max_backlog places. CPU {cpu} takes them out more slowly than they come in ({UnitText.Percent(most * 100 / sum)} of the drops are its), so the rest is thrown away before any socket sees it.",
            Evidence = Proof.Of(
                new("backlog drops", drops, "packets/s", Thresholds.Net.SoftnetDropsPerSecond, "/proc/net/softnet_stat column 2"),
                new("share of the packets", percent, "percent", Thresholds.Net.DropPercentCritical, "/proc/net/softnet_stat"),
                new("softirq time of that CPU", SoftirqPercent(observation, cpu), "percent", null, "/proc/stat softirq")),
            Culprits = [.. dropped.Where(d => d.Growth > 0).OrderByDescending(d => d.Growth).Take(Parties.LargestCount).Select(d => new Party(PartyKind.Device, $"cpu{d.Cpu}") { Share = d.Growth / sum, Detail = "its receive backlog" })],
            Next = [new("sonde mpstat -P ALL 1 5", "which CPU has no time left for packets (%soft)"), new("cat /proc/net/softnet_stat", "a line for each CPU, hexadecimal: processed, dropped, squeezed")],
            Fix =
            [
                new("Give that CPU time, or spread receiving over more of them (RPS, more queues)", "more wake-ups", "echo f > /sys/class/net/IF/queues/rx-0/rps_cpus", "echo 0 > /sys/class/net/IF/queues/rx-0/rps_cpus"),
                new("A longer backlog against bursts", "latency and memory under overload", "sysctl net.core.netdev_max_backlog=5000", $"sysctl net.core.netdev_max_backlog={observation.Root.ReadText("/proc/sys/net/core/netdev_max_backlog") ?? "1000"}"),
            ],
        };
    }

    private static Finding Squeezed(int cpu, double rate, double packets, bool hurts) => new()
    {
        Id = FindingIds.Net.SoftnetSqueeze,
        Severity = hurts ? Severity.Warning : Severity.Info,
        Confidence = 0.8,
        Title = $"Receive processing on CPU {cpu} runs out of its budget {UnitText.Number(rate)} times a second{(hurts ? " while packets are lost or the CPU is full" : "; nothing is lost")}",
        Why = "A round of receiving ends after net.core.netdev_budget packets or netdev_budget_usecs, whichever is first; what is left waits for the next round. Without loss this is merely work put off.",
        Evidence = Proof.Of(
            new("rounds cut short", rate, "squeezes/s", Thresholds.Net.SoftnetSqueezesPerCpuPerSecond, "/proc/net/softnet_stat column 3"),
            new("packets processed", packets, "packets/s", null, "/proc/net/softnet_stat column 1")),
        Culprits = [new Party(PartyKind.Device, $"cpu{cpu}") { Share = 1, Detail = "its receive processing" }],
        Next = [new("sonde mpstat -P ALL 1 5", "how much of that CPU goes into softirqs (%soft)")],
        Fix =
        [
            new("Without loss: leave it. With loss: spread the load over more queues, or make packets cheaper (GRO, fewer firewall rules)", "none"),
            new("A larger budget, both values", "programs on that CPU wait longer at a time", "sysctl net.core.netdev_budget=600 net.core.netdev_budget_usecs=8000", "sysctl net.core.netdev_budget=300 net.core.netdev_budget_usecs=2000"),
        ],
    };

    private static double SoftirqPercent(Observation observation, int cpu)
    {
        IEnumerable<double> shares = observation.Cpu.Cpus.Where((c, i) => i == cpu && c.IsKnown).Select(c => c.SoftIrq);
        return shares.DefaultIfEmpty(double.NaN).First();
    }
}
