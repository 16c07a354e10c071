using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Ranking;
using Sonde.Diagnosis.Reports;
using Xunit;
using Ids = Sonde.Diagnosis.Findings.FindingIds;

namespace Sonde.Diagnosis.Tests.Ranking;

public class FindingRankingTests
{
    [Fact]
    public void Nothing_found_is_nothing_ranked() => Assert.Empty(FindingRanking.Rank([]));

    [Fact]
    public void Ranks_count_from_one()
    {
        IReadOnlyList<Finding> ranked = FindingRanking.Rank([SampleFinding.Of(Ids.Cpu.Steal), SampleFinding.Of(Ids.FileSystem.Full)]);

        Assert.Equal([1, 2], ranked.Select(f => f.Rank));
    }

    [Fact]
    public void A_symptom_follows_its_cause_although_it_is_more_severe()
    {
        IReadOnlyList<Finding> ranked = FindingRanking.Rank(
        [
            SampleFinding.Of(Ids.FileSystem.Full, Severity.Warning),
            SampleFinding.Of(Ids.Disk.Saturated, Severity.Critical).On(PartyKind.Device, "zram0"),
            SampleFinding.Of(Ids.Memory.SwapThrash, Severity.Warning).On(PartyKind.Device, "/dev/zram0"),
        ]);

        Assert.Equal([Ids.Memory.SwapThrash, Ids.Disk.Saturated, Ids.FileSystem.Full], ranked.Select(f => f.Id));
        Assert.Empty(ranked[0].Causes);
        Assert.Equal([Ids.Memory.SwapThrash], ranked[1].Causes);
    }

    [Fact]
    public void A_symptom_of_two_causes_follows_the_later_one_and_names_both()
    {
        IReadOnlyList<Finding> ranked = FindingRanking.Rank(
        [
            SampleFinding.Of(Ids.Memory.Pressure),
            SampleFinding.Of(Ids.Memory.ShmGrowth, Severity.Warning),
            SampleFinding.Of(Ids.Memory.Leak, Severity.Critical),
        ]);

        Assert.Equal([Ids.Memory.Leak, Ids.Memory.ShmGrowth, Ids.Memory.Pressure], ranked.Select(f => f.Id));
        Assert.Equal([Ids.Memory.Leak, Ids.Memory.ShmGrowth], ranked[2].Causes);
    }

    [Fact]
    public void Information_explains_no_trouble()
    {
        IReadOnlyList<Finding> ranked = FindingRanking.Rank(
        [
            SampleFinding.Of(Ids.Disk.SmallRandomIo, Severity.Info),
            SampleFinding.Of(Ids.Disk.Saturated, Severity.Critical),
        ]);

        Assert.Equal(Ids.Disk.Saturated, ranked[0].Id);
        Assert.Empty(ranked[0].Causes);
    }

    [Fact]
    public void Severity_decides_between_roots_then_confidence_then_how_much_they_explain()
    {
        IReadOnlyList<Finding> ranked = FindingRanking.Rank(
        [
            SampleFinding.Of(Ids.Net.Retransmits, Severity.Warning, 0.9),
            SampleFinding.Of(Ids.FileSystem.Full, Severity.Warning, 0.7),
            SampleFinding.Of(Ids.Memory.Leak, Severity.Warning, 0.7),
            SampleFinding.Of(Ids.Memory.OvercommitLimit, Severity.Warning, 0.7),
            SampleFinding.Of(Ids.System.HardwareErrors, Severity.Critical, 0.5),
        ]);

        Assert.Equal(
            [Ids.System.HardwareErrors, Ids.Net.Retransmits, Ids.Memory.Leak, Ids.Memory.OvercommitLimit, Ids.FileSystem.Full],
            ranked.Select(f => f.Id));
    }

    [Fact]
    public void Trouble_on_two_devices_is_two_stories()
    {
        IReadOnlyList<Finding> ranked = FindingRanking.Rank(
        [
            SampleFinding.Of(Ids.Disk.SlowDevice, Severity.Critical).On(PartyKind.Device, "sdb"),
            SampleFinding.Of(Ids.Disk.Saturated).On(PartyKind.Device, "sda"),
        ]);

        Assert.All(ranked, f => Assert.Empty(f.Causes));
    }

    [Theory]
    [InlineData("sda2", "sda", true)]
    [InlineData("/dev/nvme0n1p2", "nvme0n1", true)]
    [InlineData("sdaa", "sda", false)]
    [InlineData("nvme0n12", "nvme0n1", false)]
    public void A_partition_counts_as_its_disk(string part, string disk, bool expected)
    {
        Finding cause = SampleFinding.Of(Ids.Memory.SwapThrash).On(PartyKind.Device, part);
        Finding symptom = SampleFinding.Of(Ids.Disk.Saturated).On(PartyKind.Device, disk);

        Assert.Equal(expected, CausalLinks.Explains(cause, symptom));
    }

    [Fact]
    public void A_full_accept_queue_is_explained_by_saturated_cpus_only_where_its_owner_waits_for_them()
    {
        Finding saturated = SampleFinding.Of(Ids.Cpu.Saturated).By(10).Hurting(20);

        Assert.True(CausalLinks.Explains(saturated, SampleFinding.Of(Ids.Net.ListenOverflow).By(20)));
        Assert.False(CausalLinks.Explains(saturated, SampleFinding.Of(Ids.Net.ListenOverflow).By(30)));
        Assert.False(CausalLinks.Explains(saturated, SampleFinding.Of(Ids.Net.ListenOverflow)));
    }

    [Fact]
    public void A_fork_storm_explains_saturated_cpus_where_it_is_costly_or_its_parent_uses_them()
    {
        Finding saturated = SampleFinding.Of(Ids.Cpu.Saturated).By(10);

        Assert.True(CausalLinks.Explains(SampleFinding.Of(Ids.Cpu.ForkStorm, Severity.Critical).By(20), saturated));
        Assert.True(CausalLinks.Explains(SampleFinding.Of(Ids.Cpu.ForkStorm).By(10), saturated));
        Assert.False(CausalLinks.Explains(SampleFinding.Of(Ids.Cpu.ForkStorm).By(20), saturated));
    }

    [Fact]
    public void Tasks_blocked_by_something_else_than_storage_are_not_explained_by_a_busy_disk()
    {
        Finding blocked = SampleFinding.Of(Ids.Task.Blocked) with { Evidence = [new(CausalConditions.StorageWaits, 0, "tasks", null, "/proc/PID/wchan")] };

        Assert.False(CausalLinks.Explains(SampleFinding.Of(Ids.Disk.Saturated), blocked));
        Assert.True(CausalLinks.Explains(SampleFinding.Of(Ids.Disk.Saturated), SampleFinding.Of(Ids.Task.Blocked)));
    }

    [Fact]
    public void Any_findings_in_any_order_keep_each_cause_above_its_symptoms_and_lose_none()
    {
        Random random = new(20);
        for (int round = 0; round < 300; round++)
        {
            Finding[] findings =
            [
                .. random.GetItems([.. FindingCatalogue.All], 12).Select(id =>
                    SampleFinding.Of(id, (Severity)random.Next(3), random.NextDouble()).By(random.Next(3)).On(PartyKind.Device, $"sd{(char)('a' + random.Next(2))}")),
            ];

            IReadOnlyList<Finding> ranked = FindingRanking.Rank(findings);

            Assert.Equal(findings.Select(f => f.Title).Order(), ranked.Select(f => f.Title).Order());
            for (int later = 0; later < ranked.Count; later++)
            {
                for (int earlier = 0; earlier < later; earlier++)
                    Assert.False(CausalLinks.Explains(ranked[later], ranked[earlier]), $"{ranked[later].Id} explains {ranked[earlier].Id} above it");
            }
        }
    }
}
