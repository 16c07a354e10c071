using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>Tasks stall because memory is short, whatever the reason; the more precise rules explain this one.</summary>
internal sealed class PressureRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => [FindingIds.Memory.Pressure];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double some = observation.Bursts.MemorySome.Percent;
        double full = observation.Bursts.MemoryFull.Percent;
        double available = MemoryFacts.AvailablePercent(observation);
        if (some >= Thresholds.Memory.PressureSomePercent || full >= Thresholds.Memory.PressureFullPercent)
        {
            bool critical = some >= Thresholds.Memory.PressureSomePercentCritical || full >= Thresholds.Memory.PressureFullPercentCritical
                || available <= Thresholds.Memory.AvailablePercentCritical;
            judgement.Report(Describe(observation, critical ? Severity.Critical : Severity.Warning, $"Tasks stall {Wording.Percent(some)} of the time for lack of memory"));
        }
        else if (available <= Thresholds.Memory.AvailablePercent)
        {
            string waits = double.IsNaN(some) ? "whether somebody waits for it, this kernel does not tell" : "nobody waits for it yet";
            judgement.Report(Describe(observation, Severity.Info, $"Only {Wording.Percent(available)} of the memory is available; {waits}"));
        }
        else if (available > Thresholds.Memory.AvailablePercent)
        {
            string pressure = double.IsNaN(some) ? "" : $", tasks stalled {Wording.Percent(some)} of the time";
            judgement.RuleOut("Is the machine out of memory?", $"no: {Wording.Percent(available)} available{pressure}", MemoryFacts.Available(observation, Thresholds.Memory.AvailablePercent));
        }
    }

    private static Finding Describe(Observation observation, Severity severity, string title) => new()
    {
        Id = FindingIds.Memory.Pressure,
        Severity = severity,
        Confidence = severity == Severity.Info ? 0.6 : 0.85,
        Title = title,
        Why = "The kernel measures how long tasks wait for memory: for reclaim, for pages on their way from swap or storage, for compaction. "
            + "On a machine with enough memory this is 0.",
        Evidence = Proof.Of(
            MemoryFacts.Pressure(observation, Thresholds.Memory.PressureSomePercent),
            new("memory pressure, full", observation.Bursts.MemoryFull.Percent, "percent", Thresholds.Memory.PressureFullPercent, "/proc/pressure/memory"),
            MemoryFacts.Available(observation, Thresholds.Memory.AvailablePercent)),
        Culprits = MemoryFacts.Largest(observation),
        Next =
        [
            new("sonde vmstat 1 5", "si and so tell whether pages go through swap"),
            new("sonde pidstat -r 1 5", "who faults and who grows"),
        ],
        Fix =
        [
            new("Stop or shrink what does not need to run on this machine; the largest processes are named above", "the work that they do stops"),
            new("Give the process that must not suffer a protected share", "others get less", "systemctl set-property --runtime UNIT MemoryLow=2G", "systemctl set-property --runtime UNIT MemoryLow=0"),
        ],
    };
}
