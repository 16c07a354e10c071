using System.Globalization;
using Sonde.Proc.Disk;

namespace Sonde.Proc.Tests.Disk;

public class DiskStatisticsTests
{
    [Fact]
    public void Recorded_device_gives_all_twenty_columns()
    {
        DiskCounters vda = Find(Recorded.Load<DiskStatistics>(Recorded.Linux61, DiskStatistics.Path), "vda");
        DiskCounters expected = new()
        {
            Name = "vda",
            Major = 254,
            ReadsCompleted = 104,
            SectorsRead = 25880,
            MillisecondsReading = 33,
            WritesCompleted = 8,
            WritesMerged = 1593,
            SectorsWritten = 12800,
            MillisecondsWriting = 17,
            MillisecondsDoingIo = 36,
            WeightedMillisecondsDoingIo = 53,
            FlushesCompleted = 1,
            MillisecondsFlushing = 2,
            HasTimes = true,
            HasDiscards = true,
            HasFlushes = true,
        };
        Assert.Equal(expected, vda);
    }

    [Theory]
    [InlineData(11, true, false, false)]
    [InlineData(15, true, true, false)]
    [InlineData(17, true, true, true)]
    [InlineData(21, true, true, true)]
    public void Columns_of_each_kernel_go_where_they_belong(int count, bool times, bool discards, bool flushes)
    {
        DiskCounters disk = Parse($"   8  1 sda1 {string.Join(' ', Enumerable.Range(101, count))}\n");
        DiskCounters expected = new()
        {
            Name = "sda1",
            Major = 8,
            Minor = 1,
            ReadsCompleted = 101,
            ReadsMerged = 102,
            SectorsRead = 103,
            MillisecondsReading = 104,
            WritesCompleted = 105,
            WritesMerged = 106,
            SectorsWritten = 107,
            MillisecondsWriting = 108,
            InFlight = 109,
            MillisecondsDoingIo = 110,
            WeightedMillisecondsDoingIo = 111,
            DiscardsCompleted = discards ? 112UL : 0,
            DiscardsMerged = discards ? 113UL : 0,
            SectorsDiscarded = discards ? 114UL : 0,
            MillisecondsDiscarding = discards ? 115u : 0,
            FlushesCompleted = flushes ? 116UL : 0,
            MillisecondsFlushing = flushes ? 117u : 0,
            HasTimes = times,
            HasDiscards = discards,
            HasFlushes = flushes,
        };
        Assert.Equal(expected, disk);
    }

    [Fact]
    public void Partition_of_a_very_old_kernel_has_only_ios_and_sectors()
    {
        DiskCounters disk = Parse("   3    1 hda1 35486 38030 38030 38031\n");
        Assert.Equal(
            new DiskCounters { Name = "hda1", Major = 3, Minor = 1, ReadsCompleted = 35486, SectorsRead = 38030, WritesCompleted = 38030, SectorsWritten = 38031 },
            disk);
    }

    [Fact]
    public void Times_beyond_32_bits_are_taken_modulo_2_to_the_32()
    {
        DiskCounters disk = Parse("8 0 sda 1 0 8 4294967295 1 0 8 4294967301 4294967295 4294967296 8589934593\n");
        Assert.Equal(uint.MaxValue, disk.MillisecondsReading);
        Assert.Equal(5u, disk.MillisecondsWriting);
        Assert.Equal(uint.MaxValue, disk.InFlight);
        Assert.Equal(0u, disk.MillisecondsDoingIo);
        Assert.Equal(1u, disk.WeightedMillisecondsDoingIo);
    }

    [Fact]
    public void Machine_without_block_devices_has_no_rows()
    {
        Assert.True(Recorded.Parse<DiskStatistics>("").Devices.IsEmpty);
    }

    [Theory]
    [InlineData("8 0 sda\n")]
    [InlineData("8 0 sda 1 2 3\n")]
    [InlineData("8 0 sda 1 2 3 4 5 6 7 8 9 10\n")]
    [InlineData("8 0 sda 1 2 3 4 5 6 7 8 9 10 x\n")]
    [InlineData("8 0\n")]
    [InlineData("sda 1 2 3 4\n")]
    public void Line_of_another_form_is_refused(string text) => Recorded.Refusal<DiskStatistics>(text);

    [Fact]
    public void Live_counters_lie_between_two_readings_of_sysfs()
    {
        const string device = "vda";
        string path = $"/sys/block/{device}/stat";
        if (!File.Exists(path))
            Assert.Skip($"this machine has no {path}");
        ulong[] before = ReadSysfs(path);
        DiskCounters disk = Find(Recorded.LoadLive<DiskStatistics>(DiskStatistics.Path), device);
        ulong[] after = ReadSysfs(path);
        Assert.InRange(disk.ReadsCompleted, before[0], after[0]);
        Assert.InRange(disk.SectorsRead, before[2], after[2]);
        Assert.InRange(disk.MillisecondsReading, before[3], after[3]);
        Assert.InRange(disk.WritesCompleted, before[4], after[4]);
        Assert.InRange(disk.WritesMerged, before[5], after[5]);
        Assert.InRange(disk.SectorsWritten, before[6], after[6]);
        Assert.InRange(disk.FlushesCompleted, before[15], after[15]);
    }

    private static ulong[] ReadSysfs(string path) =>
        [.. File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => ulong.Parse(word, CultureInfo.InvariantCulture))];

    private static DiskCounters Parse(string text) => Assert.Single(Recorded.Parse<DiskStatistics>(text).Devices.ToArray());

    private static DiskCounters Find(DiskStatistics disks, string name) => disks.Devices.ToArray().Single(disk => disk.Name == name);
}
