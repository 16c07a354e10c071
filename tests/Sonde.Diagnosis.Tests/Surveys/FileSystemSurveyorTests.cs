using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Surveys;
using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Testing;
using Xunit;

namespace Sonde.Diagnosis.Tests.Surveys;

public class FileSystemSurveyorTests
{
    [Fact]
    public void Mounted_file_systems_are_asked_once_each_and_kernel_interfaces_not_at_all()
    {
        FileSystemSurveyor surveyor = new(LinuxRoot.Live);
        surveyor.Begin();
        IReadOnlyList<FileSystemUsage> usage = surveyor.End(1, new TaskActivity());

        Assert.NotEmpty(usage);
        Assert.Equal(usage.Count, usage.Select(u => u.Device).Distinct().Count());
        Assert.DoesNotContain(usage, u => u.Type is "proc" or "sysfs" or "cgroup" or "cgroup2" or "devpts");
        Assert.All(usage, u =>
        {
            if (u.Unavailability is not null)
                return;
            Assert.True(u.TotalBytes >= u.UsedBytes, u.MountPoint);
            Assert.False(double.IsNaN(u.GrowthBytesPerSecond), u.MountPoint);
            Assert.NotEmpty(u.DeviceName);
        });
    }

    [Fact]
    public void A_recorded_tree_has_none_that_could_be_asked()
    {
        using TemporaryTree tree = new();
        tree.Write("/proc/self/mountinfo", "22 1 254:1 / / rw - ext4 /dev/vda1 rw\n");
        FileSystemSurveyor surveyor = new(tree.Root);
        surveyor.Begin();
        Assert.Empty(surveyor.End(1, new TaskActivity()));
    }

    [Fact]
    public void Shares_are_df_s_and_unknown_without_a_size()
    {
        FileSystemUsage usage = new() { MountPoint = "/", Type = "ext4", Source = "/dev/mapper/vg-root", Device = "253:0", TotalBytes = 1000, UsedBytes = 600, AvailableBytes = 200, Inodes = 100, InodesFree = 25 };
        Assert.Equal((75, 75), (usage.UsedPercent, usage.InodesUsedPercent));
        FileSystemUsage none = usage with { UsedBytes = 0, AvailableBytes = 0, Inodes = 0 };
        Assert.Equal((double.NaN, double.NaN), (none.UsedPercent, none.InodesUsedPercent));
    }

    [Fact]
    public void The_kernels_name_is_the_end_of_the_source_unless_it_is_known()
    {
        FileSystemUsage usage = new() { MountPoint = "/", Type = "ext4", Source = "/dev/mapper/vg-root", Device = "253:0" };
        Assert.Equal("vg-root", usage.DeviceName);
        Assert.Equal("dm-0", (usage with { DeviceName = "dm-0" }).DeviceName);
        Assert.Equal("tmpfs", (usage with { Source = "tmpfs" }).DeviceName);
    }
}
