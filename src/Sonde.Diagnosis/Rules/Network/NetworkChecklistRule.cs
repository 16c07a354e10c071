using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Metrics.Rates;
using Sonde.Proc.Kernel;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>Answers the questions about the network that nothing worse than information was found for. Runs after the area's other rules.</summary>
internal sealed class NetworkChecklistRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        if (!NetworkFacts.Accuses(judgement, FindingIds.Net.Retransmits, FindingIds.Net.ListenOverflow, FindingIds.Net.SynBacklog, FindingIds.Net.ReceiveDrops, FindingIds.Net.TransmitDrops, FindingIds.Net.SoftnetDrops, FindingIds.Net.UdpBufferErrors, FindingIds.Net.InterfaceErrors, FindingIds.Net.ConntrackFull, FindingIds.Net.ConnectionRefused))
            RuleOutLoss(observation, judgement);
        if (!NetworkFacts.Accuses(judgement, FindingIds.Net.InterfaceSaturated, FindingIds.Net.TransmitDrops, FindingIds.Net.SoftnetSqueeze))
            RuleOutSaturation(observation, judgement);
        if (!NetworkFacts.Accuses(judgement, FindingIds.Net.PortExhaustion, FindingIds.Net.TimeWaitBuildup, FindingIds.Net.CloseWaitLeak, FindingIds.Net.ListenOverflow, FindingIds.Net.SynBacklog, FindingIds.Net.TcpMemoryPressure, FindingIds.Net.ConntrackFull))
            RuleOutShortage(observation, judgement);
    }

    private static void RuleOutLoss(Observation observation, Judgement judgement)
    {
        double sent = observation.ProtocolGrowth("TcpOutSegs");
        double again = observation.ProtocolGrowth("TcpRetransSegs");
        double percent = sent > 0 ? again * 100 / sent : again;
        double overflows = observation.ProtocolRate("TcpExtListenOverflows");
        double drops = NetworkFacts.Interfaces(observation).Sum(i => i.ReceiveDropsPerSecond + i.TransmitDropsPerSecond) + observation.Network.QueueDisciplines.Sum(q => q.DropsPerSecond);
        if (!(percent >= 0) || !(overflows >= 0) || !(drops >= 0))
            return;
        // A few lost among few sent is not a rate.
        string retransmits = sent >= Thresholds.Net.RetransmitMinimumSegments
            ? $"{UnitText.Percent(percent)} of {UnitText.Number(sent)} TCP segments were sent again"
            : $"{UnitText.Number(again)} of only {UnitText.Number(sent)} TCP segments were sent again";
        judgement.RuleOut(
            "Is the network losing packets or connections?",
            $"no: {retransmits}, {UnitText.Number(drops)} packets a second were dropped, {UnitText.Number(overflows)} connections a second refused for a full queue",
            Proof.Of(
                new("segments sent again", percent, "percent", Thresholds.Net.RetransmitPercent, "/proc/net/snmp"),
                new("interface and queue drops", drops, "packets/s", Thresholds.Net.DropsPerSecond, "/proc/net/dev, RTM_GETQDISC"),
                new("accept queue overflows", overflows, "overflows/s", Thresholds.Net.ListenOverflowsPerSecond, "/proc/net/netstat")));
    }

    private static void RuleOutSaturation(Observation observation, Judgement judgement)
    {
        List<InterfaceRates> all = [.. NetworkFacts.Interfaces(observation).Where(i => i.ReceiveKibibytesPerSecond >= 0 && i.TransmitKibibytesPerSecond >= 0)];
        if (all.Count == 0)
            return;
        InterfaceRates busiest = all.MaxBy(Throughput)!;
        var known = all.Select(i => (Rates: i, Percent: Throughput(i) * 1024 * 100 / NetworkFacts.LineBytesPerSecond(observation, i))).Where(x => x.Percent >= 0).OrderByDescending(x => x.Percent).ToList();
        double waiting = observation.Network.QueueDisciplines.Select(q => q.BacklogBytes).DefaultIfEmpty(0).Max();
        if (known.Count == 0 && Throughput(busiest) > 0 && observation.Network.QueueDisciplines.Count == 0)
            return;
        string answer = known.Count > 0
            ? $"no: {known[0].Rates.Name} carries {UnitText.Percent(known[0].Percent)} of its line rate"
            : $"no sign of it: {busiest.Name}, the busiest, carries {UnitText.KibibytesPerSecond(Throughput(busiest))}; no driver tells its line rate";
        judgement.RuleOut(
            "Are network interfaces at their limit?",
            $"{answer}, and {UnitText.Bytes(waiting)} wait in the fullest send queue",
            Proof.Of(
                new("throughput of the line rate", known.Count > 0 ? known[0].Percent : double.NaN, "percent", Thresholds.Net.InterfaceUtilizationPercent, "/proc/net/dev, /sys/class/net/*/speed"),
                new("throughput", Throughput(busiest) * 1024, "bytes/s", null, "/proc/net/dev"),
                new("waiting to be sent", waiting, "bytes", null, "RTM_GETQDISC backlog")));
    }

    private static void RuleOutShortage(Observation observation, Judgement judgement)
    {
        SocketSurvey sockets = observation.Sockets;
        // Ports are counted by destination only where all sockets together could matter.
        double used = double.IsNaN(sockets.EphemeralPortsUsed) ? (observation.Last.Sockets.TcpInUse ?? double.NaN) + sockets.TimeWait : sockets.EphemeralPortsUsed;
        double ports = used * 100 / sockets.EphemeralPorts;
        double memory = (observation.Last.Sockets.TcpMemoryPages ?? double.NaN) * 100 / (new Sysctl(observation.Root).TcpMemoryLimits?.PressurePages ?? double.NaN);
        if (!(ports >= 0) || !(memory >= 0) || sockets.Unavailability is not null)
            return;
        judgement.RuleOut(
            "Do connections run out of ports, queues or memory?",
            $"no: at most {UnitText.Percent(ports)} of the local ports are in use, {UnitText.Number(sockets.CloseWait)} sockets wait to be closed, buffers hold {UnitText.Percent(memory)} of the memory from which TCP shrinks them",
            Proof.Of(
                new("local ports in use", ports, "percent", Thresholds.Net.PortsUsedPercent, "sock_diag, net.ipv4.ip_local_port_range"),
                new("sockets in CLOSE_WAIT", sockets.CloseWait, "sockets", Thresholds.Net.CloseWaitSockets, "sock_diag"),
                new("TCP memory of the pressure value", memory, "percent", Thresholds.Net.TcpMemoryOfPressurePercent, "/proc/net/sockstat, net.ipv4.tcp_mem")));
    }

    private static double Throughput(InterfaceRates rates) => Math.Max(rates.ReceiveKibibytesPerSecond, rates.TransmitKibibytesPerSecond);
}
