using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>A notable part of the TCP segments had to be sent again.</summary>
internal sealed class RetransmitsRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.Retransmits];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double again = observation.ProtocolGrowth("TcpRetransSegs");
        double sent = observation.ProtocolGrowth("TcpOutSegs");
        double percent = again * 100 / sent;
        double rate = again / observation.Seconds;
        double handshakes = observation.ProtocolGrowth("TcpExtTCPSynRetrans");
        if (!(sent >= Thresholds.Net.RetransmitMinimumSegments) || !(percent >= Thresholds.Net.RetransmitPercent) || !(rate >= Thresholds.Net.RetransmitMinimumPerSecond))
            return;
        bool isHandshakes = handshakes * 2 >= again;
        double known = observation.Sockets.RetransmitPeers.Sum(p => p.Count);
        List<Party> peers = [.. observation.Sockets.RetransmitPeers.Select(p => new Party(PartyKind.Peer, p.Name) { Share = p.Count / Math.Max(1, known), Detail = $"{UnitText.Number(p.Count)} segments sent again since its connections were made" })];
        string whom = peers.Count > 0 && peers[0].Share >= 0.5 ? $", mostly to {peers[0].Name}" : "";
        judgement.Report(new Finding
        {
            Id = FindingIds.Net.Retransmits,
            Severity = percent >= Thresholds.Net.RetransmitPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.85,
            Title = isHandshakes
                ? $"{UnitText.Percent(percent)} of TCP segments are sent again, most of them connection requests that get no answer"
                : $"{UnitText.Percent(percent)} of TCP segments are sent again{whom}",
            Why = isHandshakes
                ? $"{UnitText.Number(handshakes)} of the {UnitText.Number(again)} repeated segments are handshakes: somebody does not answer, or drops what arrives. Each costs its client a second or more."
                : "Segments, or the answers to them, were lost on the way. Each loss halves the speed of its connection or more, and the last segment of a reply waits 200 ms for its repetition.",
            Evidence = Proof.Of(
                new("segments sent again", percent, "percent", Thresholds.Net.RetransmitPercent, "/proc/net/snmp TcpRetransSegs of TcpOutSegs"),
                new("rate", rate, "segments/s", Thresholds.Net.RetransmitMinimumPerSecond, "/proc/net/snmp TcpRetransSegs"),
                new("segments sent", sent, "segments", Thresholds.Net.RetransmitMinimumSegments, "/proc/net/snmp TcpOutSegs"),
                new("of them handshakes", handshakes, "segments", null, "/proc/net/netstat TCPSynRetrans"),
                new("time-outs", observation.ProtocolRate("TcpExtTCPTimeouts"), "events/s", null, "/proc/net/netstat TCPTimeouts")),
            Culprits = peers,
            Next =
            [
                new("ss -tinp state established | grep -B1 retrans", "which connections, and which processes have them"),
                new("nstat -az | grep -iE 'retrans|timeout|lost'", "of which kind they are"),
            ],
            Fix =
            [
                new("Look for own drops first: the findings about drops in this report explain their part", "none"),
                new("One peer: its path (mtr -n PEER); all peers of an interface: cable, port, duplex, shaper", "none"),
            ],
        });
    }
}
