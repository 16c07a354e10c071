using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>An interface drops packets, received ones or those to be sent; on the way out its queueing discipline counts too.</summary>
internal sealed class InterfaceDropsRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.ReceiveDrops, FindingIds.Net.TransmitDrops];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        foreach (InterfaceRates rates in NetworkFacts.Interfaces(observation))
        {
            InterfaceBursts bursts = NetworkFacts.BurstsOf(observation, rates);
            double percent = NetworkFacts.LossPercent(rates.ReceiveDropsPerSecond, rates.ReceivePacketsPerSecond);
            if (IsLoss(rates.ReceiveDropsPerSecond, percent) && Lasts(bursts.ReceiveDropsPerSecond))
                judgement.Report(Received(rates, percent));
            QueueDisciplineUsage? queue = NetworkFacts.QueueOf(observation, rates);
            double queued = queue?.DropsPerSecond ?? 0;
            double sent = rates.TransmitDropsPerSecond + queued;
            double sentPercent = NetworkFacts.LossPercent(sent, rates.TransmitPacketsPerSecond);
            if (IsLoss(sent, sentPercent) && (queued >= Thresholds.Net.DropsPerSecond || Lasts(bursts.TransmitDropsPerSecond)))
                judgement.Report(Sent(rates, queue, sent, sentPercent));
        }
    }

    private static bool IsLoss(double perSecond, double percent) => perSecond >= Thresholds.Net.DropsPerSecond && percent >= Thresholds.Net.DropPercent;

    private static bool Lasts(Series drops) => Proof.Sustained(drops, double.Epsilon);

    private static Severity Weigh(double percent) => percent >= Thresholds.Net.DropPercentCritical ? Severity.Critical : Severity.Warning;

    private static Finding Received(InterfaceRates rates, double percent) => new()
    {
        Id = FindingIds.Net.ReceiveDrops,
        Severity = Weigh(percent),
        Confidence = 0.9,
        Title = $"{rates.Name} drops {UnitText.Number(rates.ReceiveDropsPerSecond)} received packets a second, {UnitText.Percent(percent)} of what arrives",
        Why = "The packets reached this machine and were thrown away before a socket saw them: the ring was full, or nobody takes their protocol. TCP sends what it lost again, later; datagrams are gone.",
        Evidence = Proof.Of(
            new("received packets dropped", rates.ReceiveDropsPerSecond, "packets/s", Thresholds.Net.DropsPerSecond, "/proc/net/dev drop"),
            new("share of the received packets", percent, "percent", Thresholds.Net.DropPercent, "/proc/net/dev"),
            new("FIFO overruns", rates.ReceiveFifoPerSecond, "packets/s", null, "/proc/net/dev fifo"),
            new("packets received", rates.ReceivePacketsPerSecond, "packets/s", null, "/proc/net/dev packets")),
        Culprits = [new Party(PartyKind.Interface, rates.Name) { Share = 1 }],
        Next =
        [
            NetworkFacts.Look(rates.Name)[0],
            new($"ethtool -S {Wording.Quote(rates.Name)} | grep -iE 'drop|miss|discard' | grep -v ': 0$'", "which counter of the driver rises"),
            new("sonde mpstat -P ALL 1 5", "whether one CPU has no time left for packets (%soft)"),
        ],
        Fix =
        [
            new("See what these packets are; filter unwanted multicast, broadcast or foreign protocols at the sender or the switch", "none"),
            new("Spread receiving over more queues and CPUs if one CPU is full", "link pauses for a moment", $"ethtool -L {Wording.Quote(rates.Name)} combined 4", $"ethtool -L {Wording.Quote(rates.Name)} combined 1"),
            new("A larger ring against bursts", "latency under load", $"ethtool -G {Wording.Quote(rates.Name)} rx 4096", $"ethtool -G {Wording.Quote(rates.Name)} rx 256"),
        ],
    };

    private static Finding Sent(InterfaceRates rates, QueueDisciplineUsage? queue, double drops, double percent)
    {
        bool isQueue = queue?.DropsPerSecond > rates.TransmitDropsPerSecond;
        bool isShaper = isQueue && queue!.OverlimitsPerSecond > 0;
        string where = isQueue ? $"The queue ({queue!.Kind}) of {rates.Name}" : rates.Name;
        string name = Wording.Quote(rates.Name);
        return new Finding
        {
            Id = FindingIds.Net.TransmitDrops,
            Severity = Weigh(percent),
            Confidence = 0.95,
            Title = $"{where} drops {UnitText.Number(drops)} packets a second that programs send, {UnitText.Percent(percent)} of them{(isShaper ? ": its rate limit is too low for them" : "")}",
            Why = isQueue
                ? $"More is sent than the queueing discipline passes on: it dropped {UnitText.Number(queue!.DropsPerSecond)} packets a second{(isShaper ? $" and held packets back for its rate limit {UnitText.Number(queue.OverlimitsPerSecond)} times a second" : "")}. These drops are not in /proc/net/dev."
                : "The driver or the device behind the interface takes packets more slowly than they are sent, and drops the rest. TCP sends them again, later; datagrams are gone.",
            Evidence = Proof.Of(
                new("packets dropped by the queueing discipline", queue?.DropsPerSecond ?? double.NaN, "packets/s", Thresholds.Net.DropsPerSecond, "rtnetlink RTM_GETQDISC"),
                new("packets dropped by the interface", rates.TransmitDropsPerSecond, "packets/s", Thresholds.Net.DropsPerSecond, "/proc/net/dev drop"),
                new("share of the packets to be sent", percent, "percent", Thresholds.Net.DropPercent, "/proc/net/dev, RTM_GETQDISC"),
                new("held back by a rate limit", queue?.OverlimitsPerSecond ?? double.NaN, "times/s", null, "RTM_GETQDISC overlimits"),
                new("waiting in the queue", queue?.BacklogBytes ?? double.NaN, "bytes", null, "RTM_GETQDISC backlog")),
            Culprits = [new Party(PartyKind.Interface, rates.Name) { Share = 1, Detail = queue is null ? null : $"queueing discipline {queue.Kind}" }],
            Next = [.. NetworkFacts.Look(rates.Name), new("ss -tinp | grep -B1 notsent", "which connections have unsent data")],
            Fix =
            [
                new("Send less, or more evenly: pacing, batch limits in the program", "none"),
                isShaper
                    ? new("Raise the shaper's rate or buffer if it is smaller than what was bought", "the next queue fills instead", $"tc qdisc change dev {name} root {queue!.Kind} rate 200mbit burst 256kb latency 50ms", $"the same command with the values that 'tc qdisc show dev {name}' prints now")
                    : new("Fair queueing with short queues, where the device itself is fast enough", "low", $"tc qdisc replace dev {name} root fq_codel", $"tc qdisc del dev {name} root"),
            ],
        };
    }
}
