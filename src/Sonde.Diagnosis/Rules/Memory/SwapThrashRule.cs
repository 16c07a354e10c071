using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>Pages go out to swap and come back: the working sets do not fit.</summary>
internal sealed class SwapThrashRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => [FindingIds.Memory.SwapThrash];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double swapIn = MemoryFacts.SwapInRate(observation);
        double swapOut = MemoryFacts.SwapOutRate(observation);
        double lesser = Math.Min(swapIn, swapOut);
        bool sustained = Proof.Sustained(observation.Bursts.SwapPagesPerSecond, Thresholds.Memory.SwapPagesPerSecond);
        if (lesser >= Thresholds.Memory.SwapPagesPerSecond && sustained && MemoryFacts.IsStalling(observation))
            judgement.Report(Describe(observation, swapIn, swapOut, lesser));
        else if (swapIn < Thresholds.Memory.SwapPagesPerSecond && swapOut < Thresholds.Memory.SwapPagesPerSecond)
            judgement.RuleOut("Does the machine swap?", Answer(observation, swapIn, swapOut), SwapEvidence("pages swapped in", swapIn, "pswpin"), SwapEvidence("pages swapped out", swapOut, "pswpout"));
    }

    private static string Answer(Observation observation, double swapIn, double swapOut)
    {
        if (observation.MemoryKibibytes("SwapTotal") == 0)
            return "no: it has no swap space";
        return $"{(swapIn + swapOut > 0 ? "hardly" : "no")}: {Wording.Number(swapIn)} pages/s in, {Wording.Number(swapOut)} out";
    }

    private static Finding Describe(Observation observation, double swapIn, double swapOut, double lesser)
    {
        IReadOnlyList<Party> culprits = [.. MemoryFacts.Faulting(observation).Select(p => p with { Cgroup = CgroupMemory.LimitedGroupOf(observation, p.Pid)?.Path })];
        CgroupUsage? group = culprits.Count > 0 ? CgroupMemory.LimitedGroupOf(observation, culprits[0].Pid) : null;
        string who = culprits.Count > 0 ? $": {Wording.Task(culprits[0].Name, culprits[0].Pid ?? 0)} waits for its pages" : "";
        string where = group is null ? "" : $", in group {group.Path} limited to {group.MemoryLimitBytes / MemoryFacts.Mebibyte:N0} MiB";
        return new Finding
        {
            Id = FindingIds.Memory.SwapThrash,
            Severity = lesser >= Thresholds.Memory.SwapPagesPerSecondCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.9,
            Title = $"Memory is swapped out and in again, {MemoryFacts.Mebibytes(observation, lesser):0.#} MiB/s each way{who}{where}",
            Why = $"{swapOut:N0} pages a second went out to swap and {swapIn:N0} came back while tasks stalled {observation.Bursts.MemorySome.Percent:0} % of the time. "
                + "Pages that come back at once were in use: the working sets are larger than the memory, or than the limit of their control group.",
            Evidence =
            [
                SwapEvidence("pages swapped in", swapIn, "pswpin"),
                SwapEvidence("pages swapped out", swapOut, "pswpout"),
                MemoryFacts.Pressure(observation, Thresholds.Memory.PressureBackingPercent),
            ],
            Culprits = culprits,
            Next =
            [
                new("sonde pidstat -r 1 5", "whose pages come from swap (majflt/s)"),
                new("grep -H VmSwap /proc/[0-9]*/status | sort -k2 -n | tail", "whose pages are in swap"),
            ],
            Fix =
            [
                new("Make the working set fit: fewer workers, smaller caches, or raise the group's limit", "less parallel work"),
                new("Keep the important process out of swap", "others are swapped instead", "systemctl set-property --runtime UNIT MemorySwapMax=0", "systemctl set-property --runtime UNIT MemorySwapMax=infinity"),
            ],
        };
    }

    private static Evidence SwapEvidence(string metric, double value, string name) => new(metric, value, "pages/s", Thresholds.Memory.SwapPagesPerSecond, $"/proc/vmstat {name}");
}
