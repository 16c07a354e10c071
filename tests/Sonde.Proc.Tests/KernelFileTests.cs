using Sonde.Proc.Cpu;
using Sonde.Proc.Network;
using Sonde.Proc.Pressure;
using Sonde.Testing;

namespace Sonde.Proc.Tests;

public class KernelFileTests
{
    [Theory]
    [InlineData(SchedulerStatistics.Path, "CONFIG_SCHEDSTATS")]
    [InlineData(PressureStall.CpuPath, "CONFIG_PSI")]
    [InlineData(PressureStall.IrqPath, "CONFIG_IRQ_TIME_ACCOUNTING")]
    [InlineData(SocketUsage.Path6, "IPv6")]
    [InlineData(ConnectionTracking.CountPath, "firewall")]
    public void Missing_file_names_what_would_provide_it(string path, string remedy)
    {
        using LinuxRoot root = LinuxRoot.Recorded(TestData.PathOf("terminal"));
        using KernelFile file = new(root, path);
        Assert.False(file.TryRead(out _, out Unavailability? reason));
        Assert.Equal(path, reason!.What);
        Assert.Contains(remedy, reason.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void File_missing_in_every_sample_allocates_nothing()
    {
        using KernelFile file = new(LinuxRoot.Live, "/proc/no-such-file");
        ProcStat stat = new();
        Assert.Equal(0, Allocation.SteadyStateBytes(() => stat.Load(file)));
        Assert.False(stat.IsAvailable);
    }

    [Fact]
    public void File_that_appears_later_is_read_then()
    {
        string directory = Directory.CreateTempSubdirectory("sonde").FullName;
        try
        {
            using LinuxRoot root = LinuxRoot.Recorded(directory);
            using KernelFile file = new(root, "/uptime");
            Uptime uptime = new();
            Assert.False(uptime.Load(file));
            File.WriteAllText(Path.Combine(directory, "uptime"), "12.00 3.00\n");
            Assert.True(uptime.Load(file));
            Assert.Null(uptime.Unavailability);
            Assert.Equal(TimeSpan.FromSeconds(12), uptime.SinceBoot);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void Text_larger_than_expected_is_read_whole()
    {
        string directory = Directory.CreateTempSubdirectory("sonde").FullName;
        try
        {
            byte[] content = new byte[100_000];
            new Random(1).NextBytes(content);
            File.WriteAllBytes(Path.Combine(directory, "large"), content);
            using LinuxRoot root = LinuxRoot.Recorded(directory);
            using KernelFile file = new(root, "/large", expectedBytes: 16);
            Assert.True(file.TryRead(out ReadOnlySpan<byte> text, out _));
            Assert.True(text.SequenceEqual(content));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
