using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Proc.Kernel;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>TCP as a whole is near its memory limit and shrinks buffers.</summary>
internal sealed class TcpMemoryRule : Rule
{
    private const double PageBytes = 4096;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Net.TcpMemoryPressure];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double pages = observation.Last.Sockets.IsAvailable ? observation.Last.Sockets.TcpMemoryPages ?? double.NaN : double.NaN;
        ProtocolMemoryLimits? limits = new Sysctl(observation.Root).TcpMemoryLimits;
        double ofPressure = pages * 100 / (limits?.PressurePages ?? double.NaN);
        double ofMaximum = pages * 100 / (limits?.MaximumPages ?? double.NaN);
        double aborted = observation.ProtocolGrowth("TcpExtTCPAbortOnMemory");
        if (!(ofPressure >= Thresholds.Net.TcpMemoryOfPressurePercent) && !(aborted > 0))
            return;
        List<Party> culprits = [.. observation.Sockets.LongestQueues.Where(q => q.Owner is not null).Select(q => NetworkFacts.Holder(q.Owner!, null, $"{UnitText.Bytes(q.ReceiveBytes)} unread and {UnitText.Bytes(q.SendBytes)} unsent with {q.Peer}"))];
        string who = culprits.Count > 0 ? $"; {Wording.Task(culprits[0].Name, culprits[0].Pid ?? 0)} holds the fullest connection" : "";
        judgement.Report(new Finding
        {
            Id = FindingIds.Net.TcpMemoryPressure,
            Severity = aborted > 0 || ofMaximum >= Thresholds.Net.TcpMemoryOfMaximumPercent ? Severity.Critical : Severity.Warning,
            Confidence = 0.9,
            Title = $"TCP buffers use {UnitText.Bytes(pages * PageBytes)}, {UnitText.Percent(ofMaximum)} of what TCP may have{(aborted > 0 ? ", and connections are aborted for it" : "")}{who}",
            Why = "Above net.ipv4.tcp_mem's second value windows stop growing and queues are pruned; above the third new data is refused and connections are aborted. Programs that do not read, or peers that do not take data, fill the buffers.",
            Evidence = Proof.Of(
                new("TCP memory of the pressure value", ofPressure, "percent", Thresholds.Net.TcpMemoryOfPressurePercent, "/proc/net/sockstat TCP mem, net.ipv4.tcp_mem"),
                new("TCP memory of the maximum", ofMaximum, "percent", Thresholds.Net.TcpMemoryOfMaximumPercent, "/proc/net/sockstat TCP mem, net.ipv4.tcp_mem"),
                new("connections aborted for lack of memory", aborted, "connections", 1, "/proc/net/netstat TCPAbortOnMemory"),
                new("queues pruned", observation.ProtocolRate("TcpExtPruneCalled"), "times/s", null, "/proc/net/netstat PruneCalled")),
            Culprits = culprits,
            Next = [new("ss -tanmp | grep -B1 'skmem:(r[1-9][0-9]\\{5,\\}'", "which connections hold the memory"), new("cat /proc/net/sockstat /proc/sys/net/ipv4/tcp_mem", "use and limits, in pages")],
            Fix =
            [
                new("Close what is dead: time-outs in the program, tcp_user_timeout; make slow readers read", "none"),
                new("A larger budget, at most a quarter of memory", "less for everything else", $"sysctl net.ipv4.tcp_mem='{limits?.LowPages * 2} {limits?.PressurePages * 2} {limits?.MaximumPages * 2}'", $"sysctl net.ipv4.tcp_mem='{limits?.LowPages} {limits?.PressurePages} {limits?.MaximumPages}'"),
            ],
        });
    }
}
