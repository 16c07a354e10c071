using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>Memory that is set aside or promised by configuration: idle huge pages, the limit of strict accounting.</summary>
internal sealed class PolicyRule : Rule
{
    private const long StrictAccounting = 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => [FindingIds.Memory.HugePagesIdle, FindingIds.Memory.OvercommitLimit];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        JudgeHugePages(observation, judgement);
        JudgeCommit(observation, judgement);
    }

    private static void JudgeHugePages(Observation o, Judgement judgement)
    {
        double total = o.MemoryKibibytes("HugePages_Total");
        double idle = o.MemoryKibibytes("HugePages_Free") - o.MemoryKibibytes("HugePages_Rsvd");
        double share = idle * 100 / total;
        double bytes = idle * o.MemoryKibibytes("Hugepagesize") * 1024;
        if (!(share >= Thresholds.Memory.HugePagesIdlePercent) || !(bytes >= Thresholds.Memory.HugePagesIdleBytes))
            return;
        double available = MemoryFacts.AvailablePercent(o);
        judgement.Report(new Finding
        {
            Id = FindingIds.Memory.HugePagesIdle,
            Severity = available <= Thresholds.Memory.HugePagesIdleAvailablePercent ? Severity.Warning : Severity.Info,
            Confidence = 0.9,
            Title = $"{bytes / MemoryFacts.Mebibyte:N0} MiB are set aside as huge pages that nobody uses",
            Why = "Pages of the huge page pool can be used for nothing else, not even when the machine is out of memory. Often a service that asked for them was resized, or fell back to small pages.",
            Evidence = Proof.Of(
                new("idle huge pages", bytes, "bytes", Thresholds.Memory.HugePagesIdleBytes, "/proc/meminfo HugePages_Free-HugePages_Rsvd"),
                new("idle share of the pool", share, "percent", Thresholds.Memory.HugePagesIdlePercent, "/proc/meminfo HugePages_Total"),
                MemoryFacts.Available(o, Thresholds.Memory.HugePagesIdleAvailablePercent)),
            Next = [new("grep -i huge /proc/meminfo", "the pool"), new("grep -l hugetlbfs /proc/[0-9]*/mounts | head", "who has it mounted")],
            Fix = [new("Size the pool to what is used", "a service that starts later may find too few", $"sysctl vm.nr_hugepages={total - idle:0}", $"sysctl vm.nr_hugepages={total:0}")],
        });
    }

    private static void JudgeCommit(Observation o, Judgement judgement)
    {
        double share = o.MemoryKibibytes("Committed_AS") * 100 / o.MemoryKibibytes("CommitLimit");
        if (o.Root.ReadNumber("/proc/sys/vm/overcommit_memory") != StrictAccounting || !(share >= Thresholds.Memory.CommittedPercent))
            return;
        judgement.Report(new Finding
        {
            Id = FindingIds.Memory.OvercommitLimit,
            Severity = share >= Thresholds.Memory.CommittedPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.95,
            Title = $"Programs have reserved {Wording.Percent(share)} of the memory that may be promised; soon malloc and fork fail",
            Why = "vm.overcommit_memory is 2: the kernel promises no more memory than the commit limit, whether it is used or not. At the limit allocations fail with ENOMEM although memory is free.",
            Evidence = Proof.Of(
                new("committed memory", share, "percent", Thresholds.Memory.CommittedPercent, "/proc/meminfo Committed_AS of CommitLimit"),
                MemoryFacts.Available(o, null)),
            Culprits = Parties.Top(o.Tasks.Processes.Where(t => !t.HasExited), t => t.VirtualKibibytes, t => $"{t.VirtualKibibytes / 1024 / 1024:0.#} GiB of address space"),
            Next = [new("grep -E 'Commit' /proc/meminfo", "limit and use"), new("sonde free -v", "the same in a view")],
            Fix =
            [
                new("Reduce reservations: thread stacks, heaps, shared memory", "none"),
                RaiseLimit(o),
            ],
        });
    }

    // The limit is a share of memory, or a fixed size where that is set.
    private static Fix RaiseLimit(Observation o)
    {
        const string Action = "Raise the limit";
        const string Risk = "the OOM killer becomes possible";
        if (MemoryFacts.Setting(o, "overcommit_kbytes") is > 0 and { } kibibytes)
            return new(Action, Risk, $"sysctl vm.overcommit_kbytes={kibibytes + (kibibytes / 4)}", $"sysctl vm.overcommit_kbytes={kibibytes}");
        long ratio = MemoryFacts.Setting(o, "overcommit_ratio") ?? 50;
        return new(Action, Risk, $"sysctl vm.overcommit_ratio={ratio + 20}", $"sysctl vm.overcommit_ratio={ratio}");
    }
}
