using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>The hypervisor ran something else while this guest wanted to run.</summary>
public sealed class StealRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Cpu.Steal];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        CpuShares all = observation.Cpu.All;
        // Busy includes stolen time: what the guest wanted.
        if (!(all.Steal >= Thresholds.Cpu.StealPercent) || !(all.Busy >= Thresholds.Cpu.StealMinimumDemandPercent))
            return;
        CpuShares worst = observation.Cpu.Cpus.Where(c => c.IsKnown).MaxBy(c => c.Steal) ?? all;
        double wanted = all.Steal * 100 / all.Busy;
        judgement.Report(new Finding
        {
            Id = FindingIds.Cpu.Steal,
            Severity = all.Steal >= Thresholds.Cpu.StealPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.95,
            Title = $"The hypervisor takes {Wording.Percent(all.Steal)} of this machine's CPU time for others",
            Why = $"Of the {Wording.Percent(all.Busy)} of the time that this machine wanted its CPUs, it did not get {Wording.Percent(wanted)}: the host ran another guest, or the instance's CPU credits are used up. "
                + "Everything inside takes longer by that, and no process of this machine is to blame.",
            Evidence = Proof.Of(
                new("stolen time", all.Steal, "percent", Thresholds.Cpu.StealPercent, "/proc/stat cpu steal"),
                new($"stolen time of CPU {worst.Cpu}", worst.Steal, "percent", null, $"/proc/stat cpu{worst.Cpu} steal"),
                new("busy and stolen time", all.Busy, "percent", Thresholds.Cpu.StealMinimumDemandPercent, "/proc/stat cpu")),
            Victims = Parties.Top(observation.Tasks.Processes, t => t.CpuPercent, t => $"{Wording.Percent(t.CpuPercent)} of one CPU"),
            Next =
            [
                new("sonde mpstat -P ALL 1 5", "whether it lasts, and on which CPUs (%steal)"),
                new("systemd-detect-virt", "which hypervisor; then the provider's metrics: CPU credits, CPU ready time"),
            ],
            Fix =
            [
                new("Use less CPU here: a guest that is capped recovers only by doing less.", "none"),
                new("Move the guest: stop and start often lands on another host; or take an instance type with dedicated CPUs.", "downtime, ephemeral disks are lost; price"),
            ],
        });
    }
}
