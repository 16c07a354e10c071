using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;
using Sonde.Proc.Cpu;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>Deferred interrupt work, mostly packets, takes a large part of the CPU time.</summary>
public sealed class SoftirqRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Cpu.SoftirqLoad];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        CpuShares? one = observation.Cpu.Cpus.Where(c => c.IsKnown).MaxBy(c => c.SoftIrq);
        double all = observation.Cpu.All.SoftIrq;
        if (one is null || !(all >= Thresholds.Cpu.SoftirqPercent || one.SoftIrq >= Thresholds.Cpu.SoftirqOneCpuPercent))
            return;
        bool isWhole = all >= Thresholds.Cpu.SoftirqPercent;
        List<(string Kind, double PerSecond)> kinds = Kinds(observation);
        (string device, double packets) = BusiestInterface(observation);
        string mostly = kinds.Count > 0 ? $", mostly {kinds[0].Kind} ({Wording.Number(kinds[0].PerSecond)}/s)," : "";
        string where = isWhole ? $"{Wording.Percent(all)} of the CPU time" : $"{Wording.Percent(one.SoftIrq)} of CPU {one.Cpu}";
        List<Party> culprits = [];
        if (packets > 0 && kinds.Count > 0 && kinds[0].Kind.StartsWith("NET_", StringComparison.Ordinal))
            culprits.Add(new Party(PartyKind.Interface, device) { Detail = $"{Wording.Number(packets)} packets/s" });
        culprits.AddRange(kinds.Take(2).Select(k => new Party(PartyKind.Irq, k.Kind) { Detail = $"{Wording.Number(k.PerSecond)}/s" }));
        judgement.Report(new Finding
        {
            Id = FindingIds.Cpu.SoftirqLoad,
            Severity = Severity.Warning,
            Confidence = 0.85,
            Title = $"Soft interrupts{mostly} take {where}",
            Why = $"The kernel spent {Wording.Percent(all)} of all CPU time, and {Wording.Percent(one.SoftIrq)} of CPU {one.Cpu}'s, on work that devices left behind: packets, timers, block completions. "
                + "It runs before every task and belongs to no process, so top shows busy CPUs without an owner.",
            Evidence = Proof.Of(
                new("softirq time of the machine", all, "percent", Thresholds.Cpu.SoftirqPercent, "/proc/stat cpu softirq"),
                new($"softirq time of CPU {one.Cpu}", one.SoftIrq, "percent", Thresholds.Cpu.SoftirqOneCpuPercent, $"/proc/stat cpu{one.Cpu} softirq"),
                new(kinds.Count > 0 ? $"soft interrupts {kinds[0].Kind}" : "soft interrupts", kinds.Count > 0 ? kinds[0].PerSecond : double.NaN, "per second", null, "/proc/softirqs"),
                new($"packets on {device}", packets > 0 ? packets : double.NaN, "packets/s", null, "/proc/net/dev")),
            Culprits = culprits,
            Next =
            [
                new("sonde mpstat -P ALL 1 5", "which CPUs (%soft)"),
                new("perf record -a -g -e cpu-clock -- sleep 5 && perf report --no-children", "what runs below net_rx_action and its like"),
                new("watch -d cat /proc/softirqs", "which kind grows, and where"),
            ],
            Fix =
            [
                new("Fewer packets: keep-alive, batching, larger messages; stop packet captures that were left running.", "none"),
                new("Spread receiving over CPUs: more queues (ethtool -L), or RPS by a CPU mask in /sys/class/net/IF/queues/rx-0/rps_cpus.", "more cache misses; undo by the former number, or 0"),
            ],
        });
    }

    private static List<(string Kind, double PerSecond)> Kinds(Observation observation)
    {
        InterruptTable earlier = observation.First.SoftInterrupts;
        InterruptTable later = observation.Last.SoftInterrupts;
        List<(string Kind, double PerSecond)> kinds = [];
        if (!earlier.IsAvailable || !later.IsAvailable)
            return kinds;
        foreach (ref readonly InterruptRow row in later.Rows)
        {
            foreach (ref readonly InterruptRow before in earlier.Rows)
            {
                if (before.Name == row.Name)
                    kinds.Add((row.Name, Counter.Growth(earlier.Total(before), later.Total(row)) / observation.Seconds));
            }
        }

        // Every tick raises these on every CPU; they are many and cheap.
        kinds.RemoveAll(k => k.Kind is "TIMER" or "SCHED" or "RCU" or "HRTIMER" || !(k.PerSecond > 0));
        kinds.Sort((a, b) => b.PerSecond.CompareTo(a.PerSecond));
        return kinds;
    }

    private static (string Name, double PacketsPerSecond) BusiestInterface(Observation observation)
    {
        (string Name, double PacketsPerSecond) busiest = ("", double.NaN);
        for (int i = 0; i < observation.Interfaces.Count; i++)
        {
            InterfaceRates rates = observation.Interfaces[i];
            double packets = rates.ReceivePacketsPerSecond + rates.TransmitPacketsPerSecond;
            if (packets > 0 && !(packets <= busiest.PacketsPerSecond))
                busiest = (rates.Name, packets);
        }

        return busiest;
    }
}
