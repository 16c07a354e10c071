using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>A process does not close sockets whose peer has closed.</summary>
internal sealed class CloseWaitLeakRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.CloseWaitLeak];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        SocketSurvey sockets = observation.Sockets;
        // Those that come and go are normal: as many must have been there at the start.
        if (!(sockets.CloseWait >= Thresholds.Net.CloseWaitSockets) || !(sockets.CloseWaitAtStart >= Thresholds.Net.CloseWaitSockets))
            return;
        SocketGroup? most = sockets.CloseWaitByProcess.FirstOrDefault();
        if (most is not null && most.Count < Thresholds.Net.CloseWaitSockets)
            return;
        double count = most?.Count ?? sockets.CloseWait;
        double growth = (sockets.CloseWait - sockets.CloseWaitAtStart) / observation.Seconds;
        DescriptorUsage? descriptors = most?.Owner is { } o ? observation.Descriptors.FirstOrDefault(d => d.Pid == o.Pid) : null;
        string who = most?.Owner is { } owner ? NetworkFacts.Text(owner) : "A process";
        judgement.Report(new Finding
        {
            Id = FindingIds.Net.CloseWaitLeak,
            Severity = count >= Thresholds.Net.CloseWaitSocketsCritical ? Severity.Critical : Severity.Warning,
            Confidence = growth > 0 ? 0.95 : 0.8,
            Title = $"{who} does not close {UnitText.Number(count)} connections that their peers have closed{(growth >= 1 ? $", {UnitText.Number(growth)} more each second" : "")}",
            Why = "A socket in CLOSE_WAIT waits for its own program to call close(); no time-out ends it. Each holds a descriptor, so in the end accept(), open() and connect() fail. The program forgot them, or the thread that should close them is stuck.",
            Evidence = Proof.Of(
                new("sockets in CLOSE_WAIT of this process", count, "sockets", Thresholds.Net.CloseWaitSockets, "sock_diag, /proc/PID/fd"),
                new("sockets in CLOSE_WAIT at the start", sockets.CloseWaitAtStart, "sockets", Thresholds.Net.CloseWaitSockets, "sock_diag"),
                new("growth", growth, "sockets/s", null, "sock_diag at both ends of the window"),
                new("open descriptors of the limit", descriptors?.UsedPercent ?? double.NaN, "percent", null, "/proc/PID/fd, /proc/PID/limits")),
            Culprits = [.. sockets.CloseWaitByProcess.Where(g => g.Owner is not null).Select(g => NetworkFacts.Holder(g.Owner!, g.Count / sockets.CloseWait, $"{UnitText.Number(g.Count)} sockets, such as the one at {g.Name}"))],
            Next = most?.Owner is { } holder
                ?
                [
                    new($"ss -tnp state close-wait | grep pid={holder.Pid},", "which peers have closed"),
                    new($"cat /proc/{holder.Pid}/task/*/wchan", "whether its threads are stuck"),
                ]
                : [new("ss -tnp state close-wait", "whose they are")],
            Fix =
            [
                new("Close on every path: when read() returns 0, on errors, when a pool throws a connection out", "none"),
                new("Set the pool's idle time below the peer's", "none"),
                new("Restart the process before it reaches its descriptor limit; a higher limit only buys time", "its usual one"),
            ],
        });
    }
}
