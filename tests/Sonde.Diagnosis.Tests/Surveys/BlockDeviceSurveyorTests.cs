using Sonde.Diagnosis.Observations;
using Xunit;

namespace Sonde.Diagnosis.Tests.Surveys;

public class BlockDeviceSurveyorTests
{
    [Fact]
    public void A_disk_has_its_kind_queue_and_mounts_and_partitions_are_left_out()
    {
        using TestMachine machine = new();
        machine.File("/proc/diskstats", second => $" 254 0 vda 100 0 800 10 {second * 10:0} 0 {second * 80:0} 5 0 {second * 200:0} 20\n 254 1 vda1 100 0 800 10 0 0 0 0 0 10 10\n 7 0 loop0 0 0 0 0 0 0 0 0 0 0 0\n")
            .File("/sys/block/vda/dev", "254:0\n").File("/sys/block/vda/queue/rotational", "1\n").File("/sys/block/vda/queue/scheduler", "[mq-deadline] kyber none\n")
            .File("/sys/block/vda/queue/nr_requests", "256\n").File("/sys/block/vda/queue/read_ahead_kb", "128\n").File("/sys/block/vda/vda1/partition", "1\n").File("/sys/block/vda/vda1/dev", "254:1\n")
            .File("/sys/block/loop0/dev", "7:0\n").File("/sys/block/loop0/queue/rotational", "0\n")
            .File("/proc/self/mountinfo", "22 1 254:1 / / rw - ext4 /dev/vda1 rw\n23 1 254:1 /srv /srv rw - ext4 /dev/vda1 rw\n24 1 0:20 / /proc rw - proc proc rw\n");

        BlockDevice disk = Assert.Single(machine.Observe().Disks);

        Assert.Equal(("vda", StorageMedium.Virtual, "mq-deadline", 256, 128, "254:0"), (disk.Name, disk.Kind, disk.Scheduler, disk.QueueLimit, disk.ReadAheadKibibytes, disk.DeviceNumber));
        Assert.Equal(["/", "/srv"], disk.MountPoints);
        Assert.Equal(["mq-deadline", "kyber", "none"], disk.Schedulers);
        Assert.Equal(20, disk.Rates.UtilizationPercent, 6);
        Assert.Equal(20, disk.Bursts.UtilizationPercent.Max, 6);
    }

    [Theory]
    [InlineData("sda", "1", StorageMedium.Rotational)]
    [InlineData("sda", "0", StorageMedium.SolidState)]
    [InlineData("nvme0n1", "0", StorageMedium.Nvme)]
    [InlineData("xvda", "0", StorageMedium.Virtual)]
    [InlineData("dm-0", "0", StorageMedium.Stacked)]
    [InlineData("md0", "1", StorageMedium.Stacked)]
    [InlineData("zram0", "0", StorageMedium.Stacked)]
    public void The_kind_is_told_by_name_and_queue(string name, string rotational, StorageMedium kind)
    {
        using TestMachine machine = new();
        machine.File("/proc/diskstats", $" 8 0 {name} 1 0 8 1 0 0 0 0 0 1 1\n").File($"/sys/block/{name}/dev", "8:0\n").File($"/sys/block/{name}/queue/rotational", rotational);
        Assert.Equal(kind, Assert.Single(machine.Observe().Disks).Kind);
    }

    [Fact]
    public void Without_sysfs_every_used_row_stands_for_itself()
    {
        using TestMachine machine = new();
        machine.File("/proc/diskstats", " 8 0 sda 1 0 8 1 0 0 0 0 0 1 1\n 8 1 sda1 1 0 8 1 0 0 0 0 0 1 1\n 8 16 sdb 0 0 0 0 0 0 0 0 0 0 0\n");
        Assert.Equal(["sda", "sda1"], machine.Observe().Disks.Select(d => d.Name));
    }

    [Theory]
    [InlineData("sda", "sda", true)]
    [InlineData("sda", "sda2", true)]
    [InlineData("sda", "sdaa", false)]
    [InlineData("sda", "sdaa1", false)]
    [InlineData("sd", "sda", false)]
    [InlineData("vda", "vda1x", false)]
    [InlineData("nvme0n1", "nvme0n1p2", true)]
    [InlineData("nvme0n1", "nvme0n12", false)]
    [InlineData("nvme0n1", "nvme0n1p", false)]
    [InlineData("nvme0n1", "nvme0", true)]
    [InlineData("nvme10n1", "nvme1", false)]
    [InlineData("mmcblk0", "mmcblk0p1", true)]
    [InlineData("sda", "", false)]
    [InlineData("sda", null, false)]
    public void A_message_is_about_the_device_its_partitions_and_its_controller(string name, string? subject, bool isMeant) =>
        Assert.Equal(isMeant, new BlockDevice { Name = name, Kind = StorageMedium.SolidState, Rates = new(), Bursts = new() }.IsMeantBy(subject));
}
