using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;

namespace Sonde.Metrics.Tests.Rates;

/// <summary>The formulas of iostat over counters chosen so that each result can be worked out by hand. Every interval is 2 s.</summary>
public sealed class DiskActivityTests
{
    private readonly DiskActivity _activity = new();

    [Fact]
    public void Rates_means_and_utilization_follow_from_the_counters()
    {
        DiskRates disk = Single(
            "254 0 vda 100 10 2000 500 200 20 8000 900 0 700 1400 10 1 80 30 5 50",
            "254 0 vda 140 30 3600 900 260 60 12800 1200 3 2300 5400 14 2 112 46 9 58");
        Assert.Equal((20, 30, 2, 2), (disk.ReadsPerSecond, disk.WritesPerSecond, disk.DiscardsPerSecond, disk.FlushesPerSecond));
        Assert.Equal((400, 1200, 8), (disk.ReadKibibytesPerSecond, disk.WriteKibibytesPerSecond, disk.DiscardKibibytesPerSecond));
        Assert.Equal((10, 20, 0.5), (disk.ReadMergesPerSecond, disk.WriteMergesPerSecond, disk.DiscardMergesPerSecond));
        Assert.Equal(100.0 * 20 / 60, disk.ReadMergePercent, 10);
        Assert.Equal((10, 5, 4, 2), (disk.ReadAwaitMilliseconds, disk.WriteAwaitMilliseconds, disk.DiscardAwaitMilliseconds, disk.FlushAwaitMilliseconds));
        Assert.Equal((20, 40), (disk.ReadRequestKibibytes, disk.WriteRequestKibibytes));
        Assert.Equal((2, 80), (disk.QueueSize, disk.UtilizationPercent));
        Assert.Equal((52, 3u), (disk.RequestsPerSecond, disk.InFlight));
        Assert.True(disk.IsActive);
    }

    [Fact]
    public void Mean_over_no_requests_is_unknown()
    {
        DiskRates disk = Single("8 0 sda 5 0 80 9 5 0 80 9 0 9 18 0 0 0 0", "8 0 sda 5 0 80 9 6 0 88 12 0 12 21 0 0 0 0");
        Assert.Equal((0, double.NaN), (disk.ReadsPerSecond, disk.ReadAwaitMilliseconds));
        Assert.Equal((0.5, 3), (disk.WritesPerSecond, disk.WriteAwaitMilliseconds));
        Assert.Equal(double.NaN, disk.ReadRequestKibibytes);
    }

    [Fact]
    public void Milliseconds_that_wrapped_at_32_bits_go_on_counting()
    {
        DiskRates disk = Single(
            "8 0 sda 100 0 800 4294967290 0 0 0 0 0 4294967000 4294966296 0 0 0 0",
            "8 0 sda 110 0 880 94 0 0 0 0 0 704 1000 0 0 0 0");
        Assert.Equal(10, disk.ReadAwaitMilliseconds);
        Assert.Equal(50, disk.UtilizationPercent);
        Assert.Equal(1, disk.QueueSize);
    }

    [Fact]
    public void Device_registered_anew_counts_from_zero()
    {
        DiskRates disk = Single("8 0 sda 5000 0 80000 9000 3000 0 9000 500 0 9000 9500 0 0 0 0", "8 0 sda 10 0 160 40 4 0 64 20 0 60 60 0 0 0 0");
        Assert.Equal((5, 2, 40), (disk.ReadsPerSecond, disk.WritesPerSecond, disk.ReadKibibytesPerSecond));
        Assert.Equal((4, 3), (disk.ReadAwaitMilliseconds, disk.UtilizationPercent));
    }

    [Fact]
    public void Device_that_appeared_counts_from_zero()
    {
        Update("8 0 sda 1 0 8 1 1 0 8 1 0 1 1 0 0 0 0\n", "8 0 sda 1 0 8 1 1 0 8 1 0 1 1 0 0 0 0\n8 16 sdb 20 0 160 1 0 0 0 0 0 1 1 0 0 0 0\n");
        Assert.Equal(["sda", "sdb"], _activity.Devices.Select(static d => d.Name));
        Assert.Equal((0, 10), (_activity.Devices[0].ReadsPerSecond, _activity.Devices[1].ReadsPerSecond));
    }

    [Fact]
    public void Device_that_moved_in_the_list_is_found_by_its_name()
    {
        Update(
            "8 0 sda 10 0 80 1 0 0 0 0 0 1 1 0 0 0 0\n8 16 sdb 1000 0 8000 1 0 0 0 0 0 1 1 0 0 0 0\n",
            "8 16 sdb 1004 0 8032 1 0 0 0 0 0 1 1 0 0 0 0\n");
        Assert.Equal(("sdb", 2), (Assert.Single(_activity.Devices).Name, _activity.Devices[0].ReadsPerSecond));
    }

    [Fact]
    public void Kernel_without_discard_and_flush_columns_leaves_them_unknown_and_the_sums_known()
    {
        DiskRates disk = Single("8 0 sda 0 0 0 0 0 0 0 0 0 0 0", "8 0 sda 4 0 32 8 6 0 48 32 0 30 40");
        Assert.Equal((double.NaN, double.NaN, double.NaN), (disk.DiscardsPerSecond, disk.DiscardKibibytesPerSecond, disk.FlushesPerSecond));
        Assert.Equal((5, 4), (disk.RequestsPerSecond, disk.AwaitMilliseconds));
        Assert.Equal((20, 4), (disk.KibibytesPerSecond, disk.RequestKibibytes));
    }

    [Fact]
    public void Since_boot_the_counters_are_divided_by_the_uptime()
    {
        _activity.Update(SystemInterval.FromBoot(Sample(100, "8 0 sda 500 0 8000 100 0 0 0 0 0 10000 100 0 0 0 0\n")));
        Assert.Equal((5, 40, 10), (_activity.Devices[0].ReadsPerSecond, _activity.Devices[0].ReadKibibytesPerSecond, _activity.Devices[0].UtilizationPercent));
    }

    [Fact]
    public void Group_adds_its_devices_and_averages_their_utilization()
    {
        Update(
            "8 0 sda 0 0 0 0 0 0 0 0 0 0 0\n8 16 sdb 0 0 0 0 0 0 0 0 0 0 0\n",
            "8 0 sda 10 0 80 100 0 0 0 0 1 2000 100\n8 16 sdb 30 0 240 100 0 0 0 0 2 1000 100\n");
        DiskRates group = new();
        group.SetSum("pair", _activity.Devices);
        Assert.Equal(("pair", 20, 5), (group.Name, group.ReadsPerSecond, group.ReadAwaitMilliseconds));
        Assert.Equal((75, 3u), (group.UtilizationPercent, group.InFlight));
    }

    [Fact]
    public void Nothing_is_known_where_the_earlier_sample_lacks_the_file()
    {
        SystemSample without = RecordedSample.Of(10, SampleParts.Disks, "/proc/loadavg", "0 0 0 1/1 1\n");
        _activity.Update(new SystemInterval(without, Sample(12, "8 0 sda 500 0 8000 100 0 0 0 0 0 10000 100\n")));
        Assert.Empty(_activity.Devices);
    }

    private static SystemSample Sample(double uptime, string text) => RecordedSample.Of(uptime, SampleParts.Disks, "/proc/diskstats", text);

    private void Update(string earlier, string later) => _activity.Update(new SystemInterval(Sample(10, earlier), Sample(12, later)));

    private DiskRates Single(string earlier, string later)
    {
        Update(earlier + "\n", later + "\n");
        return Assert.Single(_activity.Devices);
    }
}
