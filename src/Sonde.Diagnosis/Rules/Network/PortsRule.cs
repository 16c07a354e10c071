using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>Local ports towards one destination run out, or sockets in TIME_WAIT hold a large part of them.</summary>
internal sealed class PortsRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.PortExhaustion, FindingIds.Net.TimeWaitBuildup];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        SocketSurvey sockets = observation.Sockets;
        double percent = sockets.EphemeralPortsUsed * 100 / sockets.EphemeralPorts;
        if (percent >= Thresholds.Net.PortsUsedPercent && sockets.EphemeralByDestination.Count > 0)
            judgement.Report(Exhausted(observation, sockets, percent));
        double waiting = sockets.MostTimeWait?.Count ?? double.NaN;
        double ofPorts = waiting * 100 / sockets.EphemeralPorts;
        double ofBuckets = sockets.TimeWait * 100 / (observation.Root.ReadNumber("/proc/sys/net/ipv4/tcp_max_tw_buckets") ?? double.NaN);
        bool isMany = sockets.TimeWait >= Thresholds.Net.TimeWaitMinimum;
        if (isMany && (ofPorts >= Thresholds.Net.TimeWaitOfPortsPercent || ofBuckets >= Thresholds.Net.TimeWaitOfBucketsPercent))
            judgement.Report(TimeWait(observation, sockets, ofPorts, ofBuckets));
    }

    private static Finding Exhausted(Observation observation, SocketSurvey sockets, double percent)
    {
        SocketGroup destination = sockets.EphemeralByDestination[0];
        SocketGroup? holder = sockets.EphemeralByProcess.FirstOrDefault(p => p.Owner is not null);
        bool isCritical = percent >= Thresholds.Net.PortsUsedPercentCritical;
        double inTimeWait = sockets.MostTimeWait is { } waiting && waiting.Name == destination.Name ? waiting.Count : 0;
        string who = holder?.Owner is { } owner ? NetworkFacts.Text(owner) : "Connections";
        return new Finding
        {
            Id = FindingIds.Net.PortExhaustion,
            Severity = isCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.95,
            Title = $"{who} {(holder is null ? "use" : "uses")} up the local ports towards {destination.Name}: {UnitText.Number(sockets.EphemeralPortsUsed)} of {UnitText.Number(sockets.EphemeralPorts)}",
            Why = $"Each connection to the same address and port needs a local port of its own out of net.ipv4.ip_local_port_range; {UnitText.Percent(percent)} are taken{(inTimeWait > 0 ? $", {UnitText.Number(inTimeWait)} by closed connections in TIME_WAIT" : "")}. "
                + (isCritical ? "connect() searches long for a free one and then fails with EADDRNOTAVAIL, which no counter shows." : "At 100 % connect() fails with EADDRNOTAVAIL."),
            Evidence = Proof.Of(
                new("local ports in use towards one destination", percent, "percent", Thresholds.Net.PortsUsedPercent, "sock_diag, net.ipv4.ip_local_port_range"),
                new("ports in use", sockets.EphemeralPortsUsed, "ports", sockets.EphemeralPorts, "sock_diag"),
                new("of them in TIME_WAIT", inTimeWait, "sockets", null, "sock_diag"),
                new("connections opened", observation.ProtocolRate("TcpActiveOpens"), "connections/s", null, "/proc/net/snmp TcpActiveOpens")),
            Culprits =
            [
                .. sockets.EphemeralByProcess.Where(p => p.Owner is not null).Select(p => NetworkFacts.Holder(p.Owner!, p.Count / sockets.EphemeralPortsUsed, $"{UnitText.Number(p.Count)} connections to {destination.Name}")),
                new Party(PartyKind.Peer, destination.Name) { Detail = $"{UnitText.Number(destination.Count)} local ports lead there" },
            ],
            Next =
            [
                new($"ss -Hant dst {destination.Name} | awk '{{print $1}}' | sort | uniq -c", "in which states the connections are"),
                new("sysctl net.ipv4.ip_local_port_range net.ipv4.ip_local_reserved_ports", "the range"),
            ],
            Fix =
            [
                new("Reuse connections: keep-alive, a pool, HTTP/2; close what is not needed. The rest buys time", "none"),
                new("A wider range", "collides with listeners above its start", "sysctl net.ipv4.ip_local_port_range='10240 65535'", $"sysctl net.ipv4.ip_local_port_range='{Range(observation)}'"),
                new("More destination or source addresses", "configuration"),
            ],
        };
    }

    private static Finding TimeWait(Observation observation, SocketSurvey sockets, double ofPorts, double ofBuckets)
    {
        SocketGroup? most = ofPorts >= Thresholds.Net.TimeWaitOfPortsPercent ? sockets.MostTimeWait : null;
        List<Party> culprits = [];
        SocketGroup? client = sockets.EphemeralByProcess.FirstOrDefault(p => p.Owner is not null);
        if (most is not null && client is not null && sockets.EphemeralByDestination[0].Name == most.Name)
            culprits.Add(NetworkFacts.Holder(client.Owner!, null, $"has connections to {most.Name}"));
        if (most?.Owner is { } server && culprits.TrueForAll(c => c.Pid != server.Pid))
            culprits.Add(NetworkFacts.Holder(server, null, $"serves {most.Name}"));
        if (most is not null)
            culprits.Add(new Party(PartyKind.Peer, most.Name) { Share = most.Count / sockets.TimeWait, Detail = $"{UnitText.Number(most.Count)} closed connections to it" });
        string owner = most?.Owner is { } o ? $", served by {NetworkFacts.Text(o)}," : "";
        return new Finding
        {
            Id = FindingIds.Net.TimeWaitBuildup,
            Severity = Severity.Warning,
            Confidence = 0.9,
            Title = most is null
                ? $"{UnitText.Number(sockets.TimeWait)} closed connections in TIME_WAIT fill {UnitText.Percent(ofBuckets)} of their table"
                : $"{UnitText.Number(most.Count)} closed connections to {most.Name}{owner} wait in TIME_WAIT and hold {UnitText.Percent(ofPorts)} of the local ports",
            Why = $"The side that closes first keeps the address pair for 60 seconds; here connections are opened and closed {UnitText.Number(observation.ProtocolRate("TcpActiveOpens"))} times a second. When the ports towards a destination are used up, connect() fails. A connection for each request is the usual cause.",
            Evidence = Proof.Of(
                new("sockets in TIME_WAIT", sockets.TimeWait, "sockets", Thresholds.Net.TimeWaitMinimum, "/proc/net/sockstat TCP tw"),
                new("local ports that they hold towards one destination", ofPorts, "percent", Thresholds.Net.TimeWaitOfPortsPercent, "sock_diag, net.ipv4.ip_local_port_range"),
                new("of net.ipv4.tcp_max_tw_buckets", ofBuckets, "percent", Thresholds.Net.TimeWaitOfBucketsPercent, "/proc/sys/net/ipv4/tcp_max_tw_buckets"),
                new("connections opened", observation.ProtocolRate("TcpActiveOpens"), "connections/s", null, "/proc/net/snmp TcpActiveOpens")),
            Culprits = culprits,
            Next =
            [
                new("ss -Hant state time-wait | awk '{print $4}' | sort | uniq -c | sort -rn | head", "towards which destinations"),
                new("tcplife-bpfcc", "which process opens such short connections (a client leaves no owner in TIME_WAIT)"),
            ],
            Fix =
            [
                new("Keep connections: pools, HTTP keep-alive, a local multiplexer", "none"),
                new("Outgoing connections may take over ports in TIME_WAIT", "needs TCP time stamps", "sysctl net.ipv4.tcp_tw_reuse=1", $"sysctl net.ipv4.tcp_tw_reuse={observation.Root.ReadText("/proc/sys/net/ipv4/tcp_tw_reuse") ?? "2"}"),
                new("A wider port range", "collides with listeners above its start", "sysctl net.ipv4.ip_local_port_range='10240 65535'", $"sysctl net.ipv4.ip_local_port_range='{Range(observation)}'"),
            ],
        };
    }

    private static string Range(Observation observation) => observation.Root.ReadText("/proc/sys/net/ipv4/ip_local_port_range")?.Replace('\t', ' ') ?? "32768 60999";
}
