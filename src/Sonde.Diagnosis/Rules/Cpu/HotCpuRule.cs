using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Use;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>Tasks queue on one CPU while others have nothing to do.</summary>
public sealed class HotCpuRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Cpu.HotCpuImbalance];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<CpuShares> known = [.. observation.Cpu.Cpus.Where(c => c.IsKnown)];
        List<CpuShares> hot = [.. known.Where(c => c.Busy >= Thresholds.Cpu.HotCpuBusyPercent)];
        if (hot.Count == 0 || hot.Count == known.Count || !Proof.Sustained(observation.Bursts.BusiestCpuPercent, Thresholds.Cpu.HotCpuBusyPercent))
            return;
        double others = known.Except(hot).Average(c => c.Busy);
        if (!(others <= Thresholds.Cpu.HotCpuOthersBusyPercent))
            return;
        IReadOnlyList<CpuWaiters.Task> tasks = CpuWaiters.All(observation);
        CpuShares hottest = hot.MaxBy(c => DelayPercent(observation, tasks, c.Cpu))!;
        double delay = DelayPercent(observation, tasks, hottest.Cpu);
        if (!(delay >= Thresholds.Cpu.HotCpuRunDelayPercent))
            return;
        List<CpuWaiters.Task> there = [.. tasks.Where(t => t.Processor == hottest.Cpu).OrderByDescending(t => t.RunPercent)];
        IReadOnlyList<Party> culprits = Culprits(observation, there);
        string who = culprits.Count > 0 ? $"{Name(culprits[0])}{(culprits.Count > 1 ? $" and {Wording.Count(culprits.Count - 1, "other")}" : "")} queue" : "Tasks queue";
        judgement.Report(new Finding
        {
            Id = FindingIds.Cpu.HotCpuImbalance,
            Severity = Severity.Warning,
            Confidence = 0.85,
            Title = $"{who} on CPU {hottest.Cpu}, while the other CPUs are {Wording.Percent(100 - others)} idle",
            Why = $"CPU {hottest.Cpu} was busy {Wording.Percent(hottest.Busy)} of the time and tasks on it waited {Wording.Percent(delay)} of the window in sum, while the others were busy "
                + $"{Wording.Percent(others)}. The scheduler moves waiting tasks to idle CPUs unless an affinity mask, a cpuset or an isolated CPU forbids it, so look for one.",
            Evidence = Proof.Of(
                new($"CPU {hottest.Cpu} busy", hottest.Busy, "percent", Thresholds.Cpu.HotCpuBusyPercent, $"/proc/stat cpu{hottest.Cpu}"),
                new("the other CPUs busy", others, "percent", Thresholds.Cpu.HotCpuOthersBusyPercent, "/proc/stat"),
                new($"tasks waiting for CPU {hottest.Cpu}", delay, "percent of the window, summed", Thresholds.Cpu.HotCpuRunDelayPercent, "/proc/PID/task/TID/schedstat")),
            Culprits = culprits,
            Victims = [.. CpuWaiters.Victims(observation, there, [])],
            Next = Next(hottest.Cpu, culprits),
            Fix = Fixes(observation, culprits),
        });
    }

    private static double DelayPercent(Observation observation, IReadOnlyList<CpuWaiters.Task> tasks, int cpu)
    {
        double ofCpu = RunDelay.MillisecondsPerSecond(observation, cpu) / 10;
        return double.IsNaN(ofCpu) ? tasks.Where(t => t.Processor == cpu).Sum(t => t.WaitPercent) : ofCpu;
    }

    private static IReadOnlyList<Party> Culprits(Observation observation, List<CpuWaiters.Task> there)
    {
        double all = there.Sum(t => t.RunPercent);
        return
        [
            .. there.Where(t => t.RunPercent >= all * 0.05 && t.RunPercent > 0).Take(Parties.LargestCount).Select(t =>
            {
                bool isPinned = CpuAffinity.IsPinned(observation, t.Pid, t.Tid);
                string detail = $"{Wording.Percent(t.RunPercent)} of the CPU, waited {Wording.Percent(t.WaitPercent)}{(isPinned ? ", may use this CPU only" : "")}";
                return t.Tid == t.Pid
                    ? new Party(PartyKind.Process, t.Comm) { Pid = t.Pid, Share = Math.Clamp(t.RunPercent / all, 0, 1), Detail = detail }
                    : Parties.Thread(t.Comm, t.Pid, t.Tid, t.RunPercent / all, detail);
            }),
        ];
    }

    private static string Name(Party party) => party.Tid is { } tid && tid != party.Pid ? $"{party.Name} (tid {tid})" : Wording.Task(party.Name, party.Pid ?? 0);

    private static List<NextStep> Next(int cpu, IReadOnlyList<Party> culprits)
    {
        List<NextStep> steps = [new($"ps -eLo psr,pcpu,pid,tid,comm --sort=-pcpu | awk '$1=={cpu}' | head", $"who runs on CPU {cpu}")];
        if (culprits.Count > 0)
            steps.Add(new($"taskset -apc {culprits[0].Pid}", "which CPUs its threads may use"));
        steps.Add(new("sonde mpstat -P ALL 1 5", "whether the imbalance lasts"));
        return steps;
    }

    private static List<Fix> Fixes(Observation observation, IReadOnlyList<Party> culprits)
    {
        List<Fix> fixes = [];
        if (culprits.FirstOrDefault(c => CpuAffinity.IsPinned(observation, c.Pid ?? 0, c.Tid ?? c.Pid ?? 0)) is { } pinned)
        {
            int tid = pinned.Tid ?? pinned.Pid ?? 0;
            fixes.Add(new(
                $"Let {pinned.Name} run on any CPU, if the pin is not intended.",
                "it now disturbs the others",
                $"taskset -pc 0-{observation.Cpu.Cpus.Count - 1} {tid}",
                $"taskset -pc {CpuAffinity.Of(observation, pinned.Pid ?? 0, tid)} {tid}"));
        }

        fixes.Add(new("Find the mask: a wrapper script with taskset or numactl, CPUAffinity= of a unit, the cpuset of a container.", "none"));
        return fixes;
    }
}
