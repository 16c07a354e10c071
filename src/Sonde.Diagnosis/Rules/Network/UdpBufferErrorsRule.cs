using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>Datagrams are dropped because a socket's buffer is full.</summary>
internal sealed class UdpBufferErrorsRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.UdpBufferErrors];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double received = Both(observation, "RcvbufErrors");
        double sent = Both(observation, "SndbufErrors");
        double memory = Both(observation, "MemErrors");
        double errors = received + sent + memory;
        if (!(errors >= Thresholds.Net.UdpBufferErrorsPerSecond))
            return;
        double percent = NetworkFacts.LossPercent(received + memory, Both(observation, "InDatagrams"));
        IReadOnlyList<SocketGroup> sockets = observation.Sockets.UdpDrops;
        double drops = sockets.Sum(s => s.Drops);
        SocketGroup? most = sockets.Count > 0 ? sockets[0] : null;
        bool isSending = sent > received + memory;
        if (isSending)
        {
            judgement.Report(Sending(observation, sent));
            return;
        }

        judgement.Report(new Finding
        {
            Id = FindingIds.Net.UdpBufferErrors,
            Severity = percent >= Thresholds.Net.UdpBufferErrorPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = most is null ? 0.8 : 0.95,
            Title = Title(most, received + memory, percent),
            Why = "The datagrams arrived whole and found the buffer of their socket full, because the program does not read as fast as they come. UDP does not repeat them: they are lost, and the network is innocent.",
            Evidence = Proof.Of(
                new("datagrams dropped for a full buffer", errors, "datagrams/s", Thresholds.Net.UdpBufferErrorsPerSecond, "/proc/net/snmp, snmp6 RcvbufErrors+SndbufErrors+MemErrors"),
                new("share of the datagrams received", percent, "percent", Thresholds.Net.UdpBufferErrorPercentCritical, "/proc/net/snmp, snmp6"),
                new("dropped on this socket", most?.Drops ?? double.NaN, "datagrams", null, "sock_diag SK_MEMINFO_DROPS"),
                new("largest buffer a program may ask for", observation.Root.ReadNumber("/proc/sys/net/core/rmem_max") ?? double.NaN, "bytes", null, "net.core.rmem_max")),
            Culprits = [.. sockets.SelectMany(s => Culprits(s, drops > 0 ? s.Drops / drops : null))],
            Next = Next(most),
            Fix =
            [
                new("Make the reader faster: a thread that only receives, recvmmsg(), no parsing or logging in its loop", "none"),
                new("Several readers by SO_REUSEPORT; send less: sample, batch several records in a datagram", "none"),
                new("A larger buffer against bursts; the program must ask for it with SO_RCVBUF", "memory for each socket", "sysctl net.core.rmem_max=8388608", $"sysctl net.core.rmem_max={observation.Root.ReadText("/proc/sys/net/core/rmem_max") ?? "212992"}"),
            ],
        });
    }

    private static Finding Sending(Observation observation, double sent)
    {
        double percent = NetworkFacts.LossPercent(sent, Both(observation, "OutDatagrams"));
        return new Finding
        {
            Id = FindingIds.Net.UdpBufferErrors,
            Severity = Severity.Warning,
            Confidence = 0.75,
            Title = $"{UnitText.Number(sent)} datagrams a second that programs send find no room, {UnitText.Percent(percent)} of all",
            Why = "A program sends faster than the interface takes it: the send buffer of its socket or the interface's queue was full, and the datagram was dropped (the program may have seen ENOBUFS).",
            Evidence = Proof.Of(
                new(Ranking.CausalConditions.RefusedSends, sent, "datagrams/s", Thresholds.Net.UdpBufferErrorsPerSecond, "/proc/net/snmp, snmp6 SndbufErrors"),
                new("share of the datagrams sent", percent, "percent", null, "/proc/net/snmp, snmp6")),
            Next = [new("ss -uanpm", "unsent data (Send-Q) and send buffers by process"), new("tc -s qdisc", "whether an interface's queue drops")],
            Fix = [new("Send less, or more evenly: pacing, several records in a datagram", "none")],
        };
    }

    // A kernel without IPv6 has no Udp6 counters; one of the two must be there.
    private static double Both(Observation observation, string name)
    {
        double four = observation.ProtocolRate("Udp" + name);
        double six = observation.ProtocolRate("Udp6" + name);
        return double.IsNaN(four) ? six : four + (double.IsNaN(six) ? 0 : six);
    }

    private static string Title(SocketGroup? most, double errors, double percent)
    {
        string loss = $"{UnitText.Number(errors)} datagrams a second are lost, {UnitText.Percent(percent)} of all";
        return most switch
        {
            { Owner: { } owner } => $"{NetworkFacts.Text(owner)} does not read its UDP socket {most.Name} fast enough: {loss}",
            { } => $"The reader of UDP socket {most.Name} is too slow: {loss}",
            _ => $"A UDP socket's receive buffer is full: {loss}",
        };
    }

    private static IEnumerable<Party> Culprits(SocketGroup socket, double? share)
    {
        string detail = $"{UnitText.Number(socket.Drops)} datagrams dropped in the window";
        if (socket.Owner is { } owner)
            yield return NetworkFacts.Holder(owner, share, $"reads {socket.Name}: {detail}");
        yield return new Party(PartyKind.Socket, socket.Name) { Share = socket.Owner is null ? share : null, Detail = detail };
    }

    private static IReadOnlyList<NextStep> Next(SocketGroup? most)
    {
        List<NextStep> steps = [new("ss -uanpm", "buffers of all UDP sockets; d in skmem is drops")];
        if (most?.Owner is { } owner)
            steps.Add(new($"sonde pidstat -t -u -p {owner.Pid} 1 5", "whether its reading thread is out of CPU"));
        return steps;
    }
}
