using System.Globalization;
using System.Text;
using Sonde.Proc.Memory;

namespace Sonde.Proc.Tests.Memory;

public class VirtualMemoryStatisticsTests
{
    [Theory]
    [InlineData(Recorded.Linux618)]
    [InlineData(Recorded.Linux612)]
    [InlineData(Recorded.Linux61)]
    public void Every_line_is_kept_under_the_kernels_name(string machine)
    {
        byte[] text = Recorded.Text(machine, VirtualMemoryStatistics.Path);
        VirtualMemoryStatistics statistics = new();
        statistics.Parse(text);
        string[] lines = Encoding.ASCII.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines.Length, statistics.Values.Count);
        foreach (string line in lines)
        {
            string[] parts = line.Split(' ');
            Assert.Equal(ulong.Parse(parts[1], CultureInfo.InvariantCulture), statistics.Values[parts[0]]);
        }
    }

    [Fact]
    public void Typed_properties_are_the_fields_of_their_names()
    {
        VirtualMemoryStatistics statistics = Recorded.Parse<VirtualMemoryStatistics>(
            "pswpin 1\npswpout 2\npgpgin 3\npgpgout 4\npgfault 5\npgmajfault 6\npgfree 7\ncompact_stall 8\noom_kill 9\nworkingset_refault_anon 10\n" +
            "workingset_refault_file 11\nnuma_hit 12\nnuma_miss 13\nnuma_foreign 14\nnuma_local 15\nnuma_other 16\nthp_fault_alloc 17\n" +
            "thp_fault_fallback 18\nnr_dirty 19\nnr_writeback 20\nnr_dirty_threshold 21\nnr_dirty_background_threshold 22\nnuma_interleave 99\n");
        ulong?[] values =
        [
            statistics.PagesSwappedIn, statistics.PagesSwappedOut, statistics.KibibytesPagedIn, statistics.KibibytesPagedOut, statistics.PageFaults,
            statistics.MajorPageFaults, statistics.PagesFreed, statistics.CompactionStalls, statistics.OutOfMemoryKills, statistics.RefaultsAnon,
            statistics.RefaultsFile, statistics.NumaHit, statistics.NumaMiss, statistics.NumaForeign, statistics.NumaLocal, statistics.NumaOther,
            statistics.ThpFaultAllocations, statistics.ThpFaultFallbacks, statistics.DirtyPages, statistics.WritebackPages, statistics.DirtyThreshold,
            statistics.DirtyBackgroundThreshold,
        ];
        Assert.Equal(Enumerable.Range(1, 22).Select(value => (ulong?)value), values);
    }

    [Fact]
    public void Reclaim_of_a_new_kernel_counts_each_page_once()
    {
        VirtualMemoryStatistics statistics = Recorded.Parse<VirtualMemoryStatistics>(
            "allocstall_dma 1\nallocstall_dma32 0\nallocstall_normal 2\nallocstall_movable 3\npgsteal_kswapd 100\npgsteal_direct 20\npgsteal_khugepaged 3\n" +
            "pgscan_kswapd 200\npgscan_direct 40\npgscan_khugepaged 5\npgscan_direct_throttle 7\npgscan_anon 5\npgscan_file 9\npgsteal_anon 23\npgsteal_file 100\n");
        Assert.Equal(6UL, statistics.AllocationStalls);
        Assert.Equal(200UL, statistics.PagesScannedByKswapd);
        Assert.Equal(40UL, statistics.PagesScannedDirect);
        Assert.Equal(123UL, statistics.PagesStolenTotal);
    }

    [Fact]
    public void Reclaim_of_an_old_kernel_is_the_sum_over_zones()
    {
        VirtualMemoryStatistics statistics = Recorded.Parse<VirtualMemoryStatistics>(
            "allocstall 4\npgsteal_kswapd_dma 1\npgsteal_kswapd_normal 2\npgsteal_direct_dma 3\npgsteal_direct_normal 4\npgscan_kswapd_dma 5\n" +
            "pgscan_kswapd_normal 6\npgscan_direct_dma 7\npgscan_direct_normal 8\npgscan_direct_throttle 100\nworkingset_refault 9\n");
        Assert.Equal(4UL, statistics.AllocationStalls);
        Assert.Equal(11UL, statistics.PagesScannedByKswapd);
        Assert.Equal(15UL, statistics.PagesScannedDirect);
        Assert.Equal(10UL, statistics.PagesStolenTotal);
        Assert.Equal(9UL, statistics.RefaultsFile);
        Assert.Null(statistics.RefaultsAnon);
    }

    [Fact]
    public void Sum_follows_names_that_appear_and_vanish()
    {
        VirtualMemoryStatistics statistics = new();
        statistics.Parse("allocstall_dma 1\n"u8);
        Assert.Equal(1UL, statistics.AllocationStalls);
        statistics.Parse("allocstall_dma 1\nallocstall_normal 5\n"u8);
        Assert.Equal(6UL, statistics.AllocationStalls);
        statistics.Parse("allocstall_normal 7\n"u8);
        Assert.Equal(7UL, statistics.AllocationStalls);
        statistics.Parse("nr_dirty 7\n"u8);
        Assert.Null(statistics.AllocationStalls);
        Assert.Null(statistics.PagesStolenTotal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("name\n")]
    [InlineData("name x\n")]
    public void Text_without_any_counter_is_refused(string text) => Recorded.Refusal<VirtualMemoryStatistics>(text);
}
