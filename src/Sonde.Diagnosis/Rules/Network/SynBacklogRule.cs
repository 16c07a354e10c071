using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>Half-open connections exceed a listener's limit: requests are dropped or answered with cookies.</summary>
internal sealed class SynBacklogRule : Rule
{
    private const int CookiesAlways = 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.SynBacklog];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double dropped = Known(observation.ProtocolRate("TcpExtTCPReqQFullDrop"));
        // A machine told to send cookies always counts each of them, full or not.
        double cookies = observation.Root.ReadNumber("/proc/sys/net/ipv4/tcp_syncookies") == CookiesAlways ? 0 : Known(observation.ProtocolRate("TcpExtTCPReqQFullDoCookies"));
        double rate = dropped + cookies;
        if (!(rate >= Thresholds.Net.SynBacklogPerSecond))
            return;
        SocketGroup? most = observation.Sockets.SynReceivedByListener.FirstOrDefault();
        double sum = observation.Sockets.SynReceived;
        double returned = observation.ProtocolRate("TcpExtSyncookiesRecv");
        string? logged = observation.KernelLog.Of(KernelEventKind.SynFlooding).LastOrDefault(m => m.IsInWindow)?.Subject;
        string place = most?.Name ?? logged ?? "a listening socket";
        string who = most?.Owner is { } owner ? $"{NetworkFacts.Text(owner)} on {place}" : place;
        bool isDropping = dropped >= Thresholds.Net.SynDropsPerSecondCritical;
        judgement.Report(new Finding
        {
            Id = FindingIds.Net.SynBacklog,
            Severity = isDropping ? Severity.Critical : Severity.Warning,
            Confidence = most is null ? 0.8 : 0.9,
            Title = $"{UnitText.Number(rate)} connection requests a second find the SYN queue of {who} full: they are {(isDropping ? "dropped" : "answered with cookies")}",
            Why = $"{UnitText.Number(sum)} handshakes wait for the client's last packet and fill the queue. "
                + (returned < rate / 10
                    ? "Hardly any client comes back with its cookie: the addresses are forged (a SYN flood), or the answers get lost on their way."
                    : $"{UnitText.Number(returned)} cookies a second come back, so real clients are among them."),
            Evidence = Proof.Of(
                new("full SYN queue events", rate, "requests/s", Thresholds.Net.SynBacklogPerSecond, "/proc/net/netstat TCPReqQFullDrop+TCPReqQFullDoCookies"),
                new("requests dropped", dropped, "requests/s", Thresholds.Net.SynDropsPerSecondCritical, "/proc/net/netstat TCPReqQFullDrop"),
                new("cookies that came back", returned, "cookies/s", null, "/proc/net/netstat SyncookiesRecv"),
                new("half-open connections", sum, "sockets", null, "sock_diag, state SYN-RECV")),
            Culprits =
            [
                .. observation.Sockets.SynReceivedByListener.SelectMany(g => Culprits(g, g.Count / sum)),
            ],
            Next =
            [
                new("ss -nt state syn-recv | awk 'NR>1{print $4}' | sort | uniq -c | sort -rn | head", "from where: many sources with one request each are forged"),
                new("nstat -az | grep -iE 'cookie|ReqQFull'", "cookies sent, received, failed"),
            ],
            Fix =
            [
                new("Attack: filter before the stack (provider, XDP, nftables synproxy); keep cookies on", "synproxy costs options and care", "sysctl net.ipv4.tcp_syncookies=1"),
                new("Real load: a longer backlog in the program and net.core.somaxconn", "memory", "sysctl net.core.somaxconn=8192", $"sysctl net.core.somaxconn={observation.Root.ReadText("/proc/sys/net/core/somaxconn") ?? "4096"}"),
            ],
        });
    }

    // The kernel prints all of these counters or none.
    private static double Known(double value) => double.IsNaN(value) ? 0 : value;

    private static IEnumerable<Party> Culprits(SocketGroup group, double share)
    {
        if (group.Owner is { } owner)
            yield return NetworkFacts.Holder(owner, share, $"listens on {group.Name}");
        yield return new Party(PartyKind.Socket, group.Name) { Share = group.Owner is null ? share : null, Detail = Wording.Count(group.Count, "half-open connection") };
    }
}
