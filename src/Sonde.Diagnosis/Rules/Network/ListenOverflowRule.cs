using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>A listening socket's accept queue is full, so connections are dropped.</summary>
internal sealed class ListenOverflowRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.ListenOverflow];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double rate = observation.ProtocolRate("TcpExtListenOverflows");
        if (!(rate >= Thresholds.Net.ListenOverflowsPerSecond))
            return;
        List<ListenSocket> full = [.. observation.Sockets.Listeners.Where(l => l.DropsInWindow > 0 || l.AcceptQueue > l.Backlog).Take(Parties.LargestCount)];
        double drops = full.Sum(l => Known(l.DropsInWindow));
        ListenSocket? worst = full.FirstOrDefault();
        judgement.Report(new Finding
        {
            Id = FindingIds.Net.ListenOverflow,
            Severity = rate >= Thresholds.Net.ListenOverflowsPerSecondCritical ? Severity.Critical : Severity.Warning,
            Confidence = worst is null ? 0.8 : 0.95,
            Title = Title(worst, rate),
            Why = $"{UnitText.Number(rate)} times a second a finished handshake found no place in the accept queue and was dropped; the client waits a second or more and tries again. "
                + "The server accepts more slowly than clients connect, or not at all; a longer queue only helps against short bursts.",
            Evidence = Proof.Of(
                new("accept queue overflows", rate, "overflows/s", Thresholds.Net.ListenOverflowsPerSecond, "/proc/net/netstat TcpExtListenOverflows"),
                new("connections waiting to be accepted", worst?.AcceptQueue ?? double.NaN, "connections", worst?.Backlog, "sock_diag, state LISTEN"),
                new("dropped on this listener", worst?.DropsInWindow ?? double.NaN, "packets", null, "sock_diag SK_MEMINFO_DROPS"),
                new("connection requests dropped in all", observation.ProtocolRate("TcpExtListenDrops"), "packets/s", null, "/proc/net/netstat TcpExtListenDrops"),
                new("connections accepted", observation.ProtocolRate("TcpPassiveOpens"), "connections/s", null, "/proc/net/snmp TcpPassiveOpens")),
            Culprits = [.. full.SelectMany(l => Culprits(l, drops > 0 ? Known(l.DropsInWindow) / drops : null))],
            Next = Next(worst),
            Fix =
            [
                new("Find out what the server does instead of accepting: a lock, a slow backend, no CPU, no free descriptor", "none"),
                new("Fewer connections: keep-alive and pools at the clients; more acceptors: workers, SO_REUSEPORT", "none"),
                new("A longer queue against bursts: the program's backlog as well, which takes a restart", "longer waits instead of quick failure", "sysctl net.core.somaxconn=8192", $"sysctl net.core.somaxconn={observation.Root.ReadText("/proc/sys/net/core/somaxconn") ?? "4096"}"),
            ],
        });
    }

    private static string Title(ListenSocket? worst, double rate)
    {
        string drops = $"{UnitText.Number(rate)} connections a second are dropped";
        if (worst is null)
            return $"A listening socket's accept queue is full: {drops}";
        string queue = worst.AcceptQueue > worst.Backlog ? $"its accept queue is full ({worst.AcceptQueue} of {worst.Backlog})" : $"its accept queue ran full (backlog {worst.Backlog})";
        return worst.Owner is { } owner
            ? $"{NetworkFacts.Text(owner)} does not accept fast enough on {worst.Address}: {queue}, {drops}"
            : $"The server on {worst.Address} does not accept fast enough: {queue}, {drops}";
    }

    private static IEnumerable<Party> Culprits(ListenSocket listener, double? share)
    {
        string detail = $"{listener.AcceptQueue} of {listener.Backlog} places taken, {UnitText.Number(Known(listener.DropsInWindow))} dropped";
        if (listener.Owner is { } owner)
            yield return NetworkFacts.Holder(owner, share, $"listens on {listener.Address}");
        yield return new Party(PartyKind.Socket, listener.Address) { Detail = detail, Share = listener.Owner is null ? share : null };
    }

    private static IReadOnlyList<NextStep> Next(ListenSocket? worst)
    {
        List<NextStep> steps = [new($"ss -ltnp{(worst is null ? "" : $" 'sport = :{worst.Port}'")}", "the queue: Recv-Q waits, Send-Q may wait")];
        if (worst?.Owner is { } owner)
        {
            steps.Add(new($"cat /proc/{owner.Pid}/wchan; cat /proc/{owner.Pid}/task/*/wchan", "where its threads sleep"));
            steps.Add(new($"sonde pidstat -t -u -w -p {owner.Pid} 1 5", "whether it is out of CPU or waits"));
        }

        return steps;
    }

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;
}
