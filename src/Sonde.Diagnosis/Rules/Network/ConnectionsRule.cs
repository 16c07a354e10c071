using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>Connection attempts fail at a notable rate, or connections are opened at a rate that costs more than what they carry.</summary>
internal sealed class ConnectionsRule : Rule
{
    /// <summary>What an attempt to connect costs the caller at the least, in the kernel.</summary>
    private const double LeastMicroseconds = 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.ConnectionRefused, FindingIds.Net.ConnectionStorm];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double active = observation.ProtocolRate("TcpActiveOpens");
        double passive = observation.ProtocolRate("TcpPassiveOpens");
        double failed = observation.ProtocolRate("TcpAttemptFails");
        double opened = active + passive;
        double percent = failed * 100 / opened;
        if (failed >= Thresholds.Net.ConnectionFailuresPerSecond && percent >= Thresholds.Net.ConnectionFailurePercent)
            judgement.Report(Refused(observation, failed, percent, active));
        double perCpu = opened / observation.CpuCount;
        double segments = (observation.ProtocolRate("TcpInSegs") + observation.ProtocolRate("TcpOutSegs")) / opened;
        double system = observation.Cpu.All.System + observation.Cpu.All.SoftIrq;
        if (perCpu >= Thresholds.Net.ConnectionsPerCpuPerSecond && segments <= Thresholds.Net.ConnectionStormSegments && system >= Thresholds.Cpu.StormSystemPercent)
            judgement.Report(Storm(observation, opened, perCpu, segments, system));
    }

    private static Finding Refused(Observation observation, double failed, double percent, double active)
    {
        double resets = observation.ProtocolRate("TcpOutRsts");
        // Who is refused on this very machine shows on both sides.
        bool weRefuse = resets >= failed / 2;
        bool isOurs = active >= failed / 2;
        string place = (isOurs, weRefuse) switch
        {
            (true, true) => "programs of this machine connect to a port of this machine where nobody listens",
            (true, false) => "programs of this machine connect where nobody listens or answers",
            _ => "clients connect to a port of this machine where nobody listens, or give up",
        };
        IReadOnlyList<Party> suspects = isOurs ? Suspects(observation, failed) : [];
        return new Finding
        {
            Id = FindingIds.Net.ConnectionRefused,
            Severity = Severity.Warning,
            Confidence = 0.7,
            Title = $"{UnitText.Number(failed)} connection attempts a second fail, {UnitText.Percent(percent)} of all: {place}",
            Why = $"{UnitText.Number(active)} connections a second are tried from here and {UnitText.Number(resets)} resets a second are sent. A service that is down, a wrong port or address, or a firewall that rejects is the usual cause. Counters do not name the program that tries{(suspects.Count > 0 ? "; suspects are those that work in the kernel most" : "")}.",
            Evidence = Proof.Of(
                new("failed attempts", failed, "connections/s", Thresholds.Net.ConnectionFailuresPerSecond, "/proc/net/snmp TcpAttemptFails"),
                new("share of the attempts", percent, "percent", Thresholds.Net.ConnectionFailurePercent, "/proc/net/snmp TcpActiveOpens+TcpPassiveOpens"),
                new("resets sent", resets, "segments/s", null, "/proc/net/snmp TcpOutRsts"),
                new("waiting for an answer", observation.Sockets.SynSent, "sockets", null, "sock_diag, state SYN-SENT")),
            Culprits = suspects,
            Next =
            [
                new("perf trace -e connect --failure -a -- sleep 5", "which program tries, and where"),
                new("ss -tn state syn-sent", "attempts without an answer yet"),
                new("ss -lntp", "what listens here, on which addresses"),
            ],
            Fix =
            [
                new("Start the service, or correct the port or address; 127.0.0.1 instead of 0.0.0.0 is the usual mistake", "none"),
                new("Let clients back off with jitter, so that the service is not met by a storm when it returns", "none"),
            ],
        };
    }

    // Whoever tried so often spent at least this much time, most of it in the kernel. The kernel splits a task's time by what its ticks met: of little time
    // only the sum is exact.
    private static IReadOnlyList<Party> Suspects(Observation observation, double failed) => Parties.Top(
        observation.Tasks.Processes.Where(t => !t.IsKernelThread && t.CpuPercent >= failed * LeastMicroseconds / 1e4
            && (t.SystemPercent > t.UserPercent || t.CpuPercent < Thresholds.Cpu.LeastPercentForSplit)),
        t => t.CpuPercent,
        t => $"suspect: {UnitText.Percent(t.CpuPercent)} of one CPU");

    private static Finding Storm(Observation observation, double opened, double perCpu, double segments, double system) => new()
    {
        Id = FindingIds.Net.ConnectionStorm,
        Severity = Severity.Warning,
        Confidence = 0.75,
        Title = $"{UnitText.Number(opened)} connections a second are opened and carry {UnitText.Number(segments)} packets each: setting them up is the work",
        Why = $"Opening and closing a connection costs 50 to 100 µs of CPU on each side; at {UnitText.Number(perCpu)} a second on each CPU that is much of the {UnitText.Percent(system)} of system time. A connection within this machine counts on both ends.",
        Evidence = Proof.Of(
            new("connections opened for each CPU", perCpu, "connections/s", Thresholds.Net.ConnectionsPerCpuPerSecond, "/proc/net/snmp TcpActiveOpens+TcpPassiveOpens"),
            new("segments for each connection", segments, "segments", Thresholds.Net.ConnectionStormSegments, "/proc/net/snmp TcpInSegs+TcpOutSegs"),
            new("system time", system, "percent", Thresholds.Cpu.StormSystemPercent, "/proc/stat")),
        Culprits = [.. observation.Sockets.EphemeralByProcess.Where(p => p.Owner is not null).Select(p => NetworkFacts.Holder(p.Owner!, null, $"{UnitText.Number(p.Count)} connections to one destination"))],
        Next = [new("ss -s", "sockets by state"), new("tcplife-bpfcc", "which process opens such short connections")],
        Fix = [new("Keep-alive on both sides, pools of the right size, HTTP/2", "none"), new("Let clients back off with jitter after a restart", "none")],
    };
}
