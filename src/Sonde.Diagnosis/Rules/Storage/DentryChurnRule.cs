using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>Names are looked up, created and dropped so fast that the kernel's name cache costs.</summary>
internal sealed class DentryChurnRule : Rule
{
    private const double LittleSystemPercent = 10;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.FileSystem.DentryChurn];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double perCpu = observation.DentryChangesPerSecond / observation.CpuCount;
        double system = observation.Cpu.All.System;
        if (!(perCpu >= Thresholds.FileSystem.DentriesPerCpuPerSecond) || !(system >= Thresholds.Cpu.StormSystemPercent))
            return;
        IReadOnlyList<Party> suspects = Parties.Top(
            observation.Tasks.Processes.Where(t => t.SystemPercent >= LittleSystemPercent), t => t.SystemPercent, t => $"{UnitText.Percent(t.SystemPercent)} of one CPU in the kernel");
        string main = suspects.Count > 0 ? $"; {Wording.Task(suspects[0].Name, suspects[0].Pid ?? 0)} is the suspect" : "";
        judgement.Report(new Finding
        {
            Id = FindingIds.FileSystem.DentryChurn,
            Severity = Severity.Warning,
            Confidence = 0.6,
            Title = $"The kernel's cache of file names changes by {UnitText.Number(observation.DentryChangesPerSecond)} names a second{main}",
            Why = $"Every new or missing name that is looked up makes an entry, about 2 µs each with its lock traffic; the machine spends {UnitText.Percent(system)} of its CPUs in the kernel. Counters do not name the program: the suspects are those with most kernel time.",
            Evidence = Proof.Of(
                new("names made or dropped for each CPU", perCpu, "names/s", Thresholds.FileSystem.DentriesPerCpuPerSecond, "/proc/sys/fs/dentry-state"),
                new("system time", system, "percent", Thresholds.Cpu.StormSystemPercent, "/proc/stat")),
            Culprits = suspects,
            Next =
            [
                new("perf top -g", "whether d_alloc, lookup_slow or __d_lookup lead"),
                new("opensnoop-bpfcc -x", "which names are looked up in vain, and by whom"),
            ],
            Fix =
            [
                new("Remove the probing: absolute paths, shorter search lists, a cache of what does not exist, inotify instead of polling", "none"),
                new("Fewer small temporary files", "none"),
            ],
        });
    }
}
