using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>The connection tracking table is nearly full: new connections are dropped.</summary>
internal sealed class ConntrackFullRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.ConntrackFull];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        NetworkSurvey network = observation.Network;
        double percent = network.ConntrackCount * 100 / network.ConntrackMaximum;
        List<KernelEvent> messages = [.. observation.KernelLog.Of(KernelEventKind.TableFull).Where(m => m.Text.Contains("conntrack", StringComparison.Ordinal) && Proof.IsRecent(observation, m))];
        bool isLosing = network.ConntrackDrops > 0 || messages.Exists(m => m.IsInWindow);
        if (!(percent >= Thresholds.Net.ConntrackPercent) && !isLosing && messages.Count == 0)
            return;
        judgement.Report(new Finding
        {
            Id = FindingIds.Net.ConntrackFull,
            Severity = isLosing || percent >= Thresholds.Net.ConntrackPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.95,
            Title = $"The connection tracking table is {UnitText.Percent(percent)} full ({UnitText.Number(network.ConntrackCount)} of {UnitText.Number(network.ConntrackMaximum)}){(isLosing ? ": new connections are dropped" : "")}",
            Why = "The firewall keeps an entry for each connection, also some time after its end. A packet of a new connection that gets no entry is dropped without an answer, so clients see time-outs at random.",
            Evidence = Proof.Of(
                new("entries of nf_conntrack_max", percent, "percent", Thresholds.Net.ConntrackPercent, "/proc/sys/net/netfilter/nf_conntrack_count"),
                new("drops and early drops in the window", network.ConntrackDrops, "packets", 1, "/proc/net/stat/nf_conntrack"),
                new("messages in the kernel log", messages.Count, "messages", null, "/dev/kmsg")),
            Next = [new("conntrack -L 2>/dev/null | awk '{print $1, $4}' | sort | uniq -c | sort -rn | head", "protocols and states that fill it"), new("cat /proc/net/stat/nf_conntrack", "drop, early_drop and insert_failed for each CPU, hexadecimal")],
            Fix =
            [
                new("Do not track what needs none (notrack for DNS or a load balancer's port); keep connections", "stateful rules stop matching for it"),
                new("A larger table", "some 400 bytes of memory an entry", $"sysctl net.netfilter.nf_conntrack_max={Math.Max(262_144, double.IsNaN(network.ConntrackMaximum) ? 0 : (long)network.ConntrackMaximum * 2)}", $"sysctl net.netfilter.nf_conntrack_max={(double.IsNaN(network.ConntrackMaximum) ? 65_536 : (long)network.ConntrackMaximum)}"),
            ],
        });
    }
}
