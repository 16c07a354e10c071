using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>An interface runs near its line rate, and packets queue or are lost for it.</summary>
internal sealed class InterfaceSaturatedRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.InterfaceSaturated];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        foreach (InterfaceRates rates in NetworkFacts.Interfaces(observation))
        {
            double line = NetworkFacts.LineBytesPerSecond(observation, rates);
            InterfaceBursts bursts = NetworkFacts.BurstsOf(observation, rates);
            bool sends = rates.TransmitKibibytesPerSecond >= rates.ReceiveKibibytesPerSecond;
            double bytes = Math.Max(rates.TransmitKibibytesPerSecond, rates.ReceiveKibibytesPerSecond) * 1024;
            double percent = bytes * 100 / line;
            Series course = sends ? bursts.TransmitKibibytesPerSecond : bursts.ReceiveKibibytesPerSecond;
            bool isFull = percent >= Thresholds.Net.InterfaceUtilizationPercent && Proof.Sustained(course, line / 1024 * Thresholds.Net.InterfaceUtilizationPercent / 100);
            if (!isFull)
                continue;
            QueueDisciplineUsage? queue = NetworkFacts.QueueOf(observation, rates);
            double waiting = (queue?.BacklogBytes ?? 0) * 1000 / line;
            double drops = rates.TransmitDropsPerSecond + rates.ReceiveDropsPerSecond + (queue?.DropsPerSecond ?? 0);
            double retransmits = NetworkFacts.LossPercent(observation.ProtocolGrowth("TcpRetransSegs"), observation.ProtocolGrowth("TcpOutSegs"));
            bool hurts = waiting >= Thresholds.Net.InterfaceQueueMilliseconds || drops >= Thresholds.Net.DropsPerSecond || retransmits >= Thresholds.Net.RetransmitPercent;
            judgement.Report(Describe(rates, sends, bytes, line, percent, waiting, drops, retransmits, hurts));
        }
    }

    private static Finding Describe(InterfaceRates rates, bool sends, double bytes, double line, double percent, double waiting, double drops, double retransmits, bool hurts) => new()
    {
        Id = FindingIds.Net.InterfaceSaturated,
        Severity = hurts ? Severity.Warning : Severity.Info,
        Confidence = 0.9,
        Title = $"{rates.Name} {(sends ? "sends" : "receives")} {UnitText.Bytes(bytes)}/s, {UnitText.Percent(percent)} of its line rate{(hurts ? ", and packets queue or are lost" : "; nothing queues yet")}",
        Why = $"The link carries {UnitText.Bytes(line)}/s each way. What exceeds it waits in front of it ({UnitText.Milliseconds(waiting)} of line time) or is dropped ({UnitText.Number(drops)} a second).",
        Evidence = Proof.Of(
            new("throughput of the line rate", percent, "percent", Thresholds.Net.InterfaceUtilizationPercent, "/proc/net/dev, /sys/class/net/*/speed"),
            new("queue in front of the line", waiting, "ms", Thresholds.Net.InterfaceQueueMilliseconds, "rtnetlink RTM_GETQDISC backlog"),
            new("drops", drops, "packets/s", Thresholds.Net.DropsPerSecond, "/proc/net/dev, RTM_GETQDISC"),
            new("segments sent again", retransmits, "percent", Thresholds.Net.RetransmitPercent, "/proc/net/snmp")),
        Culprits = [new Party(PartyKind.Interface, rates.Name) { Share = 1 }],
        Next = [.. NetworkFacts.Look(rates.Name), new("ss -tinp state established | grep -B1 delivery_rate", "which connections carry most")],
        Fix =
        [
            new("Stop or bound what need not run now: backups, copies, replication (rsync --bwlimit); compress", "it takes longer"),
            new("Fair queueing keeps small flows quick on a full link", "low", $"tc qdisc replace dev {Wording.Quote(rates.Name)} root fq_codel", $"tc qdisc del dev {Wording.Quote(rates.Name)} root"),
            new("A faster port, a second link, a larger instance", "cost"),
        ],
    };
}
