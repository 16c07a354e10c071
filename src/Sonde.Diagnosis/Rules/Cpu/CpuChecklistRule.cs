using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>Answers the checklist's questions about CPUs where no rule found anything. Stands after the rules that it asks about.</summary>
public sealed class CpuChecklistRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        // The difference of one sample with itself looks like an idle machine.
        if (!(observation.Seconds > 0))
            return;
        if (!judgement.HasFound(FindingIds.Cpu.Saturated, FindingIds.Cpu.RealtimeStarvation))
            AskSaturation(observation, judgement);
        if (!judgement.HasFound(FindingIds.Cpu.SingleThreadBound, FindingIds.Cpu.HotCpuImbalance, FindingIds.Cpu.IrqImbalance, FindingIds.Cpu.SoftirqLoad))
            AskImbalance(observation, judgement);
        if (!judgement.HasFound(FindingIds.Cpu.Steal, FindingIds.Cpu.CgroupThrottled))
            AskTakenTime(observation, judgement);
    }

    private static void AskSaturation(Observation observation, Judgement judgement)
    {
        double busy = observation.Cpu.All.Busy;
        double waiting = CpuSaturatedRule.WaitingPerCpu(observation);
        double pressure = observation.Bursts.CpuSome.Percent;
        bool hasNoQueue = waiting < Thresholds.Cpu.SaturatedWaitingPerCpu || pressure < Thresholds.Cpu.PressureSomePercent;
        if (double.IsNaN(busy) || double.IsNaN(waiting) || (busy >= Thresholds.Cpu.SaturatedBusyPercent && !hasNoQueue))
            return;
        string stall = double.IsNaN(pressure) ? "" : $", somebody waited {Wording.Percent(pressure)} of the time";
        judgement.RuleOut(
            "Are the CPUs saturated?",
            $"no: {Wording.Percent(busy)} busy, {Wording.Count(waiting * observation.CpuCount, "task")} waiting on average{stall}",
            Proof.Of(
                new("CPU busy", busy, "percent", Thresholds.Cpu.SaturatedBusyPercent, "/proc/stat cpu"),
                new("tasks waiting for each CPU", waiting, "tasks", Thresholds.Cpu.SaturatedWaitingPerCpu, "/proc/stat procs_running"),
                new("CPU pressure, some", pressure, "percent", Thresholds.Cpu.PressureSomePercent, "/proc/pressure/cpu")));
    }

    private static void AskImbalance(Observation observation, Judgement judgement)
    {
        double hottest = observation.Cpu.Cpus.Where(c => c.IsKnown).Select(c => c.Busy).DefaultIfEmpty(double.NaN).Max();
        double thread = observation.HotThreads.Select(t => t.CpuPercent)
            .Concat(observation.Tasks.Processes.Where(t => t.Process.Stat.ThreadCount == 1).Select(t => t.CpuPercent))
            .Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();
        bool isEven = hottest < Thresholds.Cpu.HotCpuBusyPercent || 100 - observation.Cpu.All.Busy < Thresholds.Cpu.SingleThreadMachineIdlePercent;
        if (observation.CpuCount < 2 || !isEven || double.IsNaN(thread))
            return;
        judgement.RuleOut(
            "Is one CPU or one thread the bottleneck?",
            $"no: the busiest CPU is {Wording.Percent(hottest)} busy, all together {Wording.Percent(observation.Cpu.All.Busy)}; the busiest thread uses {Wording.Percent(thread)} of one",
            Proof.Of(
                new("busiest CPU", hottest, "percent", Thresholds.Cpu.HotCpuBusyPercent, "/proc/stat"),
                new("busiest thread", thread, "percent of one CPU", Thresholds.Cpu.SingleThreadBusyPercent, "/proc/PID/task/TID/stat")));
    }

    private static void AskTakenTime(Observation observation, Judgement judgement)
    {
        double steal = observation.Cpu.All.Steal;
        bool isSmall = steal < Thresholds.Cpu.StealPercent || observation.Cpu.All.Busy < Thresholds.Cpu.StealMinimumDemandPercent;
        if (!isSmall || observation.Cgroups.Unavailability is not null)
            return;
        double throttled = observation.Cgroups.Groups.Select(g => g.ThrottledPercent).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        int limited = observation.Cgroups.Groups.Count(g => g.CpuLimit > 0);
        // A hypervisor that does not tell leaves the column at 0 for ever; that is no proof of health.
        bool isGuest = observation.Host.Virtualization is { } kind && kind != "none";
        bool mayBeHidden = isGuest && observation.Last.Cpu.Total.Steal == 0;
        string stolen = mayBeHidden ? "no stolen time since boot, which this hypervisor may simply not report" : $"{Wording.Percent(steal)} stolen";
        string quotas = limited == 0 ? "no group has a CPU quota" : $"of {Wording.Count(limited, "group")} with a quota the worst was stopped in {Wording.Percent(throttled)} of its periods";
        judgement.RuleOut(
            "Does a hypervisor or a CPU quota take time away?",
            $"no: {stolen}; {quotas}",
            Proof.Of(
                new("stolen time", steal, "percent", Thresholds.Cpu.StealPercent, "/proc/stat cpu steal"),
                new("throttled periods of the worst group", limited > 0 ? throttled : double.NaN, "percent", Thresholds.Cpu.ThrottledPeriodsPercent, "cpu.stat")));
    }
}
