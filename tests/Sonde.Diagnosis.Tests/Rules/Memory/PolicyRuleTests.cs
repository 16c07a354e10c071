using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Memory;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Memory;

public class PolicyRuleTests
{
    private static readonly PolicyRule Rule = new();

    [Theory]
    [InlineData(1_000, 499, 0, false)]
    [InlineData(1_000, 501, 0, true)]
    [InlineData(1_000, 900, 401, false)]
    [InlineData(127, 127, 0, false)]
    [InlineData(128, 128, 0, true)]
    public void Huge_pages_count_as_idle_where_neither_used_nor_reserved_and_many(double total, double free, double reserved, bool isFound)
    {
        using TestMachine machine = Pool(total, free, reserved);
        Assert.Equal(isFound ? [(FindingIds.Memory.HugePagesIdle, Severity.Info)] : [], machine.Observe().Judge(Rule).Findings.Select(f => (f.Id, f.Severity)));
    }

    [Theory]
    [InlineData(1_700_000, Severity.Info)]
    [InlineData(1_500_000, Severity.Warning)]
    public void Idle_huge_pages_are_a_warning_where_memory_is_short(double availableKibibytes, Severity severity)
    {
        using TestMachine machine = Pool(1_000, 1_000, 0).Memory("MemAvailable", availableKibibytes);
        Finding finding = Rule.Find(machine.Observe());
        Assert.Equal((severity, "2,000 MiB are set aside as huge pages that nobody uses"), (finding.Severity, finding.Title));
        Assert.Equal(("sysctl vm.nr_hugepages=0", "sysctl vm.nr_hugepages=1000"), (finding.Fix[0].Command, finding.Fix[0].Undo));
    }

    [Theory]
    [InlineData("2", 89.9, null)]
    [InlineData("2", 90.1, Severity.Warning)]
    [InlineData("2", 96.9, Severity.Warning)]
    [InlineData("2", 97.1, Severity.Critical)]
    [InlineData("0", 150, null)]
    [InlineData("1", 150, null)]
    public void Reservations_count_only_under_strict_accounting(string mode, double percent, Severity? severity)
    {
        using TestMachine machine = Committed(mode, percent);
        Assert.Equal(severity, machine.Observe().Judge(Rule).Findings.SingleOrDefault()?.Severity);
    }

    [Theory]
    [InlineData(null, null, "sysctl vm.overcommit_ratio=70", "sysctl vm.overcommit_ratio=50")]
    [InlineData("0", "80", "sysctl vm.overcommit_ratio=100", "sysctl vm.overcommit_ratio=80")]
    [InlineData("4000000", "0", "sysctl vm.overcommit_kbytes=5000000", "sysctl vm.overcommit_kbytes=4000000")]
    public void The_limit_can_be_raised_and_put_back(string? kibibytes, string? ratio, string command, string undo)
    {
        using TestMachine machine = Committed("2", 99);
        if (kibibytes is not null)
            machine.File("/proc/sys/vm/overcommit_kbytes", kibibytes);
        if (ratio is not null)
            machine.File("/proc/sys/vm/overcommit_ratio", ratio);
        Fix fix = Rule.Find(machine.Observe()).Fix[^1];
        Assert.Equal((command, undo), (fix.Command, fix.Undo));
    }

    [Fact]
    public void A_kernel_without_these_lines_gives_no_finding()
    {
        using TestMachine machine = Committed("2", 99);
        machine.File("/proc/meminfo", "MemTotal: 8000000 kB\n");
        Rule.IsSilent(machine.Observe());
        using TestMachine none = new();
        none.Without("/proc/meminfo");
        Rule.IsSilent(none.Observe());
        using TestMachine empty = Pool(0, 0, 0);
        Rule.IsSilent(empty.Observe());
    }

    private static TestMachine Pool(double total, double free, double reserved) => new TestMachine()
        .Memory("HugePages_Total", total).Memory("HugePages_Free", free).Memory("HugePages_Rsvd", reserved).Memory("Hugepagesize", 2048);

    private static TestMachine Committed(string mode, double percent) => new TestMachine()
        .File("/proc/sys/vm/overcommit_memory", mode).Memory("CommitLimit", 4_000_000).Memory("Committed_AS", 40_000 * percent);
}
