using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Memory;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Memory;

public class ReclaimRuleTests
{
    private static readonly ReclaimRule Rule = new();

    [Theory]
    [InlineData(1_023, 11, null)]
    [InlineData(1_025, 9, null)]
    [InlineData(1_025, 11, Severity.Warning)]
    public void Allocations_that_reclaim_need_both_scans_and_stalls(double scanned, double stalls, Severity? severity)
    {
        using TestMachine machine = Stalled().VirtualMemory("pgscan_direct", 0, scanned).VirtualMemory("allocstall_normal", 0, stalls / 2).VirtualMemory("allocstall_movable", 0, stalls / 2);
        Finding? finding = machine.Observe().Judge(Rule).Findings.SingleOrDefault();
        Assert.Equal((severity is null ? null : FindingIds.Memory.DirectReclaim, severity), (finding?.Id, finding?.Severity));
    }

    [Fact]
    public void A_burst_of_reclaim_is_no_state()
    {
        using TestMachine machine = Stalled();
        machine.File("/proc/vmstat", second => $"pgscan_direct {(second < 1 ? 0 : 100_000)}\nallocstall_normal {(second < 1 ? 0 : 1_000)}\n");
        Rule.IsSilent(machine.Observe());
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(11, true)]
    public void Waiting_for_compaction_is_found(double stalls, bool isFound)
    {
        using TestMachine machine = Stalled().VirtualMemory("compact_stall", 0, stalls);
        Assert.Equal(isFound ? [FindingIds.Memory.CompactionStall] : [], machine.Observe().Judge(Rule).Findings.Select(f => f.Id));
    }

    [Fact]
    public void File_pages_that_come_back_name_who_reads()
    {
        using TestMachine machine = Stalled().VirtualMemory("workingset_refault_file", 0, 2_560).VirtualMemory("pgpgin", 0, 5_120 * 4);
        TestProcess reader = machine.Process(50, "reader");
        reader.ReadKibibytesPerSecond = 20 * 1024;
        reader.SystemPercent = 5;

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal((FindingIds.Memory.PageCacheThrash, "File pages are read again right after they were dropped, 10 MiB/s: reader (pid 50) takes in most"), (finding.Id, finding.Title));
        Assert.Equal(50, finding.Culprits[0].Pid);
        Assert.Equal(50, finding.Evidence[1].Value, 6);
    }

    [Theory]
    [InlineData(1_023, 2_000, false)]
    [InlineData(1_200, 5_900, true)]
    [InlineData(1_200, 6_100, false)]
    [InlineData(1_200, 0, true)]
    public void Pages_that_come_back_must_be_a_good_part_of_what_is_read(double refaults, double readPages, bool isFound)
    {
        using TestMachine machine = Stalled().VirtualMemory("workingset_refault_file", 0, refaults).VirtualMemory("pgpgin", 0, readPages * 4);
        IReadOnlyList<Finding> findings = machine.Observe().Judge(Rule).Findings;
        Assert.Equal(isFound ? [FindingIds.Memory.PageCacheThrash] : [], findings.Select(f => f.Id));
        Assert.All(findings, f => Assert.InRange(f.Evidence[1].Value, 20, 100));
    }

    [Fact]
    public void The_share_is_taken_in_pages_of_the_machines_size()
    {
        // 64,000 KiB/s are 1,000 pages of 64 KiB.
        using TestMachine machine = Stalled().VirtualMemory("nr_free_pages", 5e6 / 64, 0).VirtualMemory("workingset_refault_file", 0, 1_100).VirtualMemory("pgpgin", 0, 128_000);
        Assert.Equal(55, Rule.Find(machine.Observe()).Evidence[1].Value, 6);
    }

    [Fact]
    public void Pages_from_storage_name_who_waits()
    {
        using TestMachine machine = Stalled().VirtualMemory("pgmajfault", 0, 600);
        machine.Process(50, "cold").MajorFaultsPerSecond = 500;
        Finding finding = Rule.Find(machine.Observe());
        Assert.Equal((FindingIds.Memory.MajorFaults, "cold (pid 50) waits for pages from storage: 600 major faults/s"), (finding.Id, finding.Title));
    }

    [Theory]
    [InlineData(499, 400, 5, 0, false)]
    [InlineData(501, 99, 5, 0, false)]
    [InlineData(501, 101, 1.9, 19, false)]
    [InlineData(501, 101, 1.9, 21, true)]
    [InlineData(501, 101, 2.1, 0, true)]
    public void Faults_count_where_one_process_has_many_and_somebody_waits(double machineFaults, double processFaults, double memoryPressure, double ioPressure, bool isFound)
    {
        using TestMachine machine = new() { MemoryPressure = memoryPressure, IoPressure = ioPressure };
        machine.VirtualMemory("pgmajfault", 0, machineFaults);
        machine.Process(50, "cold").MajorFaultsPerSecond = processFaults;
        Assert.Equal(isFound, machine.Observe().Judge(Rule).Findings.Count == 1);
    }

    [Theory]
    [InlineData(1.9, 0)]
    [InlineData(2.1, 3)]
    [InlineData(double.NaN, 0)]
    public void Reclaim_that_stalls_nobody_is_housekeeping(double pressure, int findings)
    {
        using TestMachine machine = Everything();
        machine.MemoryPressure = pressure;
        Assert.Equal(findings, machine.Observe().Judge(Rule).Findings.Count);
    }

    [Theory]
    [InlineData(39, Severity.Warning)]
    [InlineData(41, Severity.Critical)]
    public void Severity_follows_the_pressure(double pressure, Severity severity)
    {
        using TestMachine machine = Everything();
        machine.MemoryPressure = pressure;
        Assert.All(machine.Observe().Judge(Rule).Findings, f => Assert.Equal(severity, f.Severity));
    }

    [Fact]
    public void Unknown_counters_are_no_finding()
    {
        using TestMachine machine = Stalled();
        machine.Without("/proc/vmstat");
        Rule.IsSilent(machine.Observe());
        using TestMachine single = new(samples: 1) { MemoryPressure = 50 };
        single.VirtualMemory("pgscan_direct", 1e6, 0);
        Rule.IsSilent(single.Observe());
    }

    private static TestMachine Stalled() => new() { MemoryPressure = 10 };

    private static TestMachine Everything() => Stalled().VirtualMemory("pgscan_direct", 0, 9_000).VirtualMemory("allocstall", 0, 900)
        .VirtualMemory("compact_stall", 0, 900).VirtualMemory("workingset_refault_file", 0, 9_000).VirtualMemory("pgpgin", 0, 40_000);
}
