using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>Round trips take far longer than the path's shortest: something queues.</summary>
internal sealed class RttInflationRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.RttInflation];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        IReadOnlyList<InflatedPath> paths = observation.Sockets.InflatedPaths;
        int connections = paths.Sum(p => p.Connections);
        if (connections < Thresholds.Net.RttInflationMinimumSockets)
            return;
        InflatedPath most = paths[0];
        double factor = most.RoundTripMilliseconds / most.MinimumMilliseconds;
        judgement.Report(new Finding
        {
            Id = FindingIds.Net.RttInflation,
            Severity = Severity.Warning,
            Confidence = 0.6,
            Title = $"Round trips to {most.Peer}{(paths.Count > 1 ? $" and {Wording.Count(paths.Count - 1, "other peer")}" : "")} take {UnitText.Milliseconds(most.RoundTripMilliseconds)} instead of {UnitText.Milliseconds(most.MinimumMilliseconds)}",
            Why = $"{Wording.Count(connections, "active connection")} measure round trips far above the shortest they had: packets wait in a queue on the way. {(paths.Count > 1 ? "Several peers show it, so the queue is near this machine." : "One peer shows it, so the queue may be at its end.")}",
            Evidence = Proof.Of(
                new("round trip over the shortest", factor, "factor", Thresholds.Net.RttInflationFactor, "sock_diag tcp_info rtt, min_rtt"),
                new("round trip above the shortest", most.RoundTripMilliseconds - most.MinimumMilliseconds, "ms", Thresholds.Net.RttInflationMilliseconds, "sock_diag tcp_info"),
                new("connections that show it", connections, "connections", Thresholds.Net.RttInflationMinimumSockets, "sock_diag")),
            Culprits = [.. paths.Select(p => new Party(PartyKind.Peer, p.Peer) { Share = (double)p.Connections / connections, Detail = $"{UnitText.Milliseconds(p.RoundTripMilliseconds)}, shortest {UnitText.Milliseconds(p.MinimumMilliseconds)}" })],
            Next = [new("ss -tin state established", "rtt and minrtt of each connection"), new($"mtr -n {most.Peer}", "at which hop times rise and stay high")],
            Fix = [new("Own uplink full: bound bulk transfers, fair queueing with short queues (fq_codel, cake)", "a rate set too low wastes the line")],
        });
    }
}
