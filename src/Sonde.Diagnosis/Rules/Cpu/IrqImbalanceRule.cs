using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>One CPU serves nearly all device interrupts and has little time for anything else.</summary>
public sealed class IrqImbalanceRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Cpu.IrqImbalance];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<InterruptUsage> lines = [.. observation.Hardware.Interrupts.Where(i => i.IsDevice && i.PerSecond > 0)];
        double all = lines.Sum(i => i.PerSecond);
        if (observation.CpuCount < Thresholds.Cpu.IrqImbalanceMinimumCpus || !(all >= Thresholds.Cpu.IrqImbalanceMinimumPerSecond))
            return;
        IGrouping<int, InterruptUsage> there = lines.GroupBy(i => i.BusiestCpu).MaxBy(g => g.Sum(OnBusiest))!;
        double share = there.Sum(OnBusiest) * 100 / all;
        CpuShares? cpu = observation.Cpu.Cpus.FirstOrDefault(c => c.Cpu == there.Key && c.IsKnown);
        double time = cpu is null ? double.NaN : cpu.Irq + cpu.SoftIrq;
        if (!(share >= Thresholds.Cpu.IrqImbalanceSharePercent) || !(time >= Thresholds.Cpu.IrqImbalanceCpuPercent))
            return;
        InterruptUsage worst = there.MaxBy(i => i.PerSecond)!;
        string mask = observation.Root.ReadText($"/proc/irq/{worst.Name}/smp_affinity_list") ?? "";
        judgement.Report(new Finding
        {
            Id = FindingIds.Cpu.IrqImbalance,
            Severity = Severity.Warning,
            Confidence = 0.85,
            Title = $"CPU {there.Key} serves {Wording.Percent(share)} of the device interrupts, mostly {worst.Description} (irq {worst.Name}), and spends {Wording.Percent(time)} of its time on them",
            Why = $"{Wording.Number(all)} device interrupts came each second, and CPU {there.Key} took {Wording.Percent(share)} of them; the protocol work follows the interrupt. "
                + "Tasks on that CPU get what is left, and the other CPUs cannot help.",
            Evidence = Proof.Of(
                new("device interrupts on one CPU", share, "percent", Thresholds.Cpu.IrqImbalanceSharePercent, "/proc/interrupts"),
                new("device interrupts", all, "per second", Thresholds.Cpu.IrqImbalanceMinimumPerSecond, "/proc/interrupts"),
                new($"interrupt time of CPU {there.Key}", time, "percent", Thresholds.Cpu.IrqImbalanceCpuPercent, $"/proc/stat cpu{there.Key} irq + softirq")),
            Culprits =
            [
                .. there.OrderByDescending(OnBusiest).Take(Parties.LargestCount).Select(i =>
                    new Party(PartyKind.Irq, i.Description) { Share = Math.Clamp(OnBusiest(i) / all, 0, 1), Detail = $"irq {i.Name}, {Wording.Number(i.PerSecond)}/s{(i == worst && mask.Length > 0 ? $", allowed CPUs {mask}" : "")}" }),
            ],
            Next =
            [
                new($"cat /proc/irq/{worst.Name}/smp_affinity_list /proc/irq/{worst.Name}/effective_affinity_list", "where it may go and where it goes"),
                new("sonde mpstat -P ALL 1 5", "the time it takes (%irq, %soft)"),
            ],
            Fix =
            [
                new("Fewer interrupts first: interrupt coalescing (ethtool -C IF adaptive-rx on), larger messages.", "some microseconds of latency"),
                new(
                    "Let it go to the other CPUs; managed interrupts refuse this with EIO and are spread by the driver's queues.",
                    "irqbalance undoes it",
                    $"echo 0-{observation.Cpu.Cpus.Count - 1} > /proc/irq/{worst.Name}/smp_affinity_list",
                    mask.Length > 0 ? $"echo {mask} > /proc/irq/{worst.Name}/smp_affinity_list" : null),
            ],
        });
    }

    private static double OnBusiest(InterruptUsage line) => line.PerSecond * line.BusiestSharePercent / 100;
}
