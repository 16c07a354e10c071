using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Proc.Processes;

namespace Sonde.Diagnosis.Rules.Tasks;

/// <summary>A process has nearly as many open descriptors as it may have.</summary>
public sealed class DescriptorLimitRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Task.FdLimit];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<DescriptorUsage> near = [.. observation.Descriptors.Where(d => d.Limit > 0 && d.UsedPercent >= Thresholds.Task.DescriptorsPercent).OrderByDescending(d => d.UsedPercent)];
        if (near.Count == 0)
            return;
        DescriptorUsage worst = near[0];
        string? kind = MainKind(observation, worst.Pid);
        double hard = HardLimit(observation, worst.Pid);
        string mostly = kind is null ? "" : $", mostly {kind}";
        judgement.Report(new Finding
        {
            Id = FindingIds.Task.FdLimit,
            Severity = worst.UsedPercent >= Thresholds.Task.DescriptorsPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = worst.UsedPercent >= 100 ? 1 : 0.95,
            Title = $"{Wording.Task(worst.Comm, worst.Pid)} has {Wording.Number(worst.Open)} of {Wording.Number(worst.Limit)} descriptors open{mostly}{Also(near)}",
            Why = "At the limit every open, accept and socket call of the process fails with EMFILE: servers stop taking connections and often spin in the attempt. "
                + (hard > worst.Limit ? $"The limit is the soft one; the process itself may raise it up to {Wording.Number(hard)}." : "The soft limit is the hard one as well, so the process cannot raise it itself."),
            Evidence = Proof.Of(
                new("descriptors open", worst.UsedPercent, "percent of the limit", Thresholds.Task.DescriptorsPercent, $"/proc/{worst.Pid}/fd of /proc/{worst.Pid}/limits"),
                new("descriptors open", worst.Open, "descriptors", null, $"/proc/{worst.Pid}/fd"),
                new("hard limit", hard, "descriptors", null, $"/proc/{worst.Pid}/limits")),
            Culprits = [.. near.Take(Parties.LargestCount).Select(d => new Party(PartyKind.Process, d.Comm) { Pid = d.Pid, Detail = $"{Wording.Number(d.Open)} of {Wording.Number(d.Limit)}" })],
            Next =
            [
                new($"ls -l /proc/{worst.Pid}/fd | awk '{{print $NF}}' | sed 's/[0-9][0-9]*/N/g' | sort | uniq -c | sort -rn | head", "what is open, by kind"),
                new($"ls /proc/{worst.Pid}/fd | wc -l", "whether it still grows: a leak"),
            ],
            Fix =
            [
                new("Fix what is not closed, if the number only ever grows; a restart buys the time that the last run took.", "the service is away for a moment"),
                new(
                    "Raise the limit of the running process.",
                    "a program that uses select() with numbers above 1023 corrupts its memory",
                    $"prlimit --pid {worst.Pid} --nofile={Math.Max(worst.Limit * 4, 65_536):0}:{Math.Max(Math.Max(worst.Limit * 4, 65_536), double.IsNaN(hard) ? 0 : hard):0}",
                    $"prlimit --pid {worst.Pid} --nofile={worst.Limit:0}{(double.IsFinite(hard) ? $":{hard:0}" : ":")}"),
                new("Keep it: LimitNOFILE= in the unit, --ulimit nofile= for a container.", "none"),
            ],
        });
    }

    private static string Also(List<DescriptorUsage> near) => near.Count > 1 ? $"; {Wording.Count(near.Count - 1, "other process", "other processes")} near the limit too" : "";

    private static double HardLimit(Observation observation, int pid)
    {
        ProcessLimits limits = new();
        return limits.Load(observation.Root, pid) && limits.OpenFiles is { } files ? files.Hard ?? double.PositiveInfinity : double.NaN;
    }

    private static string? MainKind(Observation observation, int pid)
    {
        ProcessDescriptors descriptors = new();
        if (!descriptors.Load(observation.Root, pid) || descriptors.Descriptors.Count == 0)
            return null;
        IGrouping<DescriptorKind, OpenDescriptor> most = descriptors.Descriptors.GroupBy(d => d.Kind).MaxBy(g => g.Count())!;
        return most.Key switch
        {
            DescriptorKind.Socket => "sockets",
            DescriptorKind.Pipe => "pipes",
            DescriptorKind.Path => "files",
            DescriptorKind.DeletedFile => "deleted files",
            DescriptorKind.KernelObject => "epoll, eventfd and the like",
            _ => null,
        };
    }
}
