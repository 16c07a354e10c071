using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>Frames arrive damaged or cannot be sent, or the kernel log reports a device that hung.</summary>
internal sealed class InterfaceErrorsRule : Rule
{
    private const int SeveralSamples = 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.InterfaceErrors];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        foreach (InterfaceRates rates in NetworkFacts.Interfaces(observation))
        {
            double errors = rates.ReceiveErrorsPerSecond + rates.TransmitErrorsPerSecond;
            double percent = NetworkFacts.LossPercent(errors, rates.ReceivePacketsPerSecond + rates.TransmitPacketsPerSecond);
            Series course = NetworkFacts.BurstsOf(observation, rates).ErrorsPerSecond;
            List<KernelEvent> messages = [.. observation.KernelLog.Of(KernelEventKind.NetworkDevice).Where(m => m.Subject == rates.Name && Proof.IsRecent(observation, m))];
            bool hasErrors = errors >= Thresholds.Net.InterfaceErrorsPerSecond && (course.IsEmpty || course.Values.Count(v => v > 0) >= SeveralSamples);
            if (hasErrors || messages.Count > 0)
                judgement.Report(Describe(rates, errors, percent, hasErrors, messages));
        }
    }

    private static Finding Describe(InterfaceRates rates, double errors, double percent, bool hasErrors, List<KernelEvent> messages) => new()
    {
        Id = FindingIds.Net.InterfaceErrors,
        Severity = hasErrors && percent >= Thresholds.Net.InterfaceErrorPercentCritical ? Severity.Critical : Severity.Warning,
        Confidence = 0.9,
        Title = hasErrors
            ? $"{rates.Name} counts {UnitText.Number(errors)} damaged or failed frames a second, {UnitText.Percent(percent)} of all"
            : $"{rates.Name} hung or lost its link: {Wording.Count(messages.Count, "recent kernel message")}",
        Why = "A stream of errors is a fault of cable, optic, port, duplex setting or driver, not of load; every damaged frame is lost and must be sent again."
            + (messages.Count > 0 ? $" The kernel log says: \"{messages[^1].Text}\"." : ""),
        Evidence = Proof.Of(
            new("errors", errors, "frames/s", Thresholds.Net.InterfaceErrorsPerSecond, "/proc/net/dev errs"),
            new("share of all packets", percent, "percent", Thresholds.Net.InterfaceErrorPercentCritical, "/proc/net/dev"),
            new("receive errors", rates.ReceiveErrorsPerSecond, "frames/s", null, "/proc/net/dev"),
            new("messages about the device", messages.Count, "messages", null, "/dev/kmsg")),
        Culprits = [new Party(PartyKind.Interface, rates.Name) { Share = 1 }],
        Next =
        [
            NetworkFacts.Look(rates.Name)[0],
            new($"ethtool -S {Wording.Quote(rates.Name)} | grep -iE 'crc|align|symbol|length|fcs' | grep -v ': 0$'", "which kind of error"),
            new($"ethtool {Wording.Quote(rates.Name)}", "speed, duplex and link"),
        ],
        Fix =
        [
            new("Exchange cable, then optic, port and card, one at a time, watching the counter", "link down meanwhile"),
            new("Take the link out of its bond until it is repaired", "less bandwidth", $"ip link set {Wording.Quote(rates.Name)} nomaster", $"ip link set {Wording.Quote(rates.Name)} master BOND"),
        ],
    };
}
