using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>Programs here do not read what they receive, so their peers may not send.</summary>
internal sealed class ZeroWindowRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.ZeroWindow];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double closed = observation.ProtocolRate("TcpExtTCPToZeroWindowAdv");
        double wanted = observation.ProtocolRate("TcpExtTCPWantZeroWindowAdv");
        double rate = closed + (double.IsNaN(wanted) ? 0 : wanted);
        if (!(rate >= Thresholds.Net.ZeroWindowsPerSecond))
            return;
        List<SocketQueue> full = [.. observation.Sockets.LongestQueues.Where(q => q.ReceiveBytes > q.SendBytes)];
        double sum = full.Sum(q => q.ReceiveBytes);
        SocketQueue? most = full.FirstOrDefault();
        string who = most?.Owner is { } owner ? $"{NetworkFacts.Text(owner)} does not read" : "Programs do not read";
        judgement.Report(new Finding
        {
            Id = FindingIds.Net.ZeroWindow,
            Severity = Severity.Warning,
            Confidence = most is null ? 0.6 : 0.8,
            Title = $"{who} what it receives fast enough: senders are stopped {UnitText.Number(rate)} times a second",
            Why = "The receive buffer filled up and TCP told the peer to stop. The network is not the limit: the reading program is, or what it waits for.",
            Evidence = Proof.Of(
                new("windows closed", rate, "times/s", Thresholds.Net.ZeroWindowsPerSecond, "/proc/net/netstat TCPToZeroWindowAdv+TCPWantZeroWindowAdv"),
                new("received and not read", most?.ReceiveBytes ?? double.NaN, "bytes", null, "sock_diag")),
            Culprits = [.. full.Where(q => q.Owner is not null).Select(q => NetworkFacts.Holder(q.Owner!, q.ReceiveBytes / sum, $"{UnitText.Bytes(q.ReceiveBytes)} unread from {q.Peer}"))],
            Next =
            [
                new("ss -tanp | awk '$2 > 100000'", "connections with unread data (Recv-Q)"),
                .. most?.Owner is { } reader ? new NextStep[] { new($"sonde pidstat -t -u -p {reader.Pid} 1 5", "whether the reader is out of CPU") } : [],
            ],
            Fix = [new("Look at the reading program: out of CPU, waiting for disk, a lock or a backend; read in a thread of its own", "none"), new("Remove small fixed buffers (SO_RCVBUF), so that the window can grow", "memory")],
        });
    }
}
