using System.Globalization;
using Sonde.Diagnosis.Observations;
using Sonde.Metrics.Sampling;
using Sonde.Testing;
using Xunit;

namespace Sonde.Diagnosis.Tests.Observations;

public class BurstSeriesTests
{
    private const SampleParts Parts = SampleParts.Burst | SampleParts.Memory | SampleParts.VirtualMemory;

    [Fact]
    public void A_burst_of_a_tenth_of_a_second_shows_as_the_maximum()
    {
        // Ten ticks a CPU pass between samples; CPU 1 and the disk are busy in the third interval alone.
        BurstSeries bursts = Watch(countsItself: false, Enumerable.Range(0, 6).Select(i => new TreeFiles
        {
            Uptime = 100 + (i * 0.1),
            Stat = Stat(idle0: i * 10, user1: i >= 3 ? 10 : 0, idle1: (i >= 3 ? i - 1 : i) * 10, switches: i >= 3 ? 5_000 : 0, forks: i >= 3 ? 30 : 0, running: i == 3 ? 9 : 1),
            VirtualMemory = $"pswpin {(i >= 3 ? 100 : 0)}\npswpout {(i >= 3 ? 200 : 0)}\n",
            Memory = $"MemTotal: 1000 kB\nMemAvailable: {(i == 3 ? 50 : 900)} kB\nDirty: {(i == 3 ? 640 : 4)} kB\nWriteback: 0 kB\nShmem: 1 kB\nSUnreclaim: 2 kB\n",
            Disks = $" 254 0 vda 0 0 0 0 {(i >= 3 ? 10 : 0)} 0 {(i >= 3 ? 2048 : 0)} 0 {(i == 3 ? 7 : 0)} {(i >= 3 ? 100 : 0)} {(i >= 3 ? 400 : 0)}\n",
            Interfaces = $"{NetDevHeader}  eth0: {(i >= 3 ? 102_400 : 0)} 0 0 0 0 0 0 0 {(i >= 3 ? 51_200 : 0)} 0 0 0 0 0 0 0\n",
        }));

        Assert.Equal((50, 10), (Round(bursts.CpuBusyPercent.Max), Round(bursts.CpuBusyPercent.Mean)));
        Assert.Equal(100, Round(bursts.BusiestCpuPercent.Max));
        Assert.Equal((9, 1), (bursts.RunnableTasks.Max, bursts.RunnableTasks.Min));
        Assert.Equal(50_000, Round(bursts.ContextSwitchesPerSecond.Max));
        Assert.Equal(300, Round(bursts.ForksPerSecond.Max));
        Assert.Equal(3_000, Round(bursts.SwapPagesPerSecond.Max));
        Assert.Equal((50, 640), (bursts.AvailableKibibytes.Min, bursts.DirtyKibibytes.Max));
        Assert.Equal((100, 20), (Round(bursts.Disks["vda"].UtilizationPercent.Max), Round(bursts.Disks["vda"].UtilizationPercent.Mean)));
        Assert.Equal((4, 7, 10_240), (Round(bursts.Disks["vda"].QueueSize.Max), bursts.Disks["vda"].InFlight.Max, Round(bursts.Disks["vda"].KibibytesPerSecond.Max)));
        Assert.Equal((1_000, 500), (Round(bursts.Interfaces["eth0"].ReceiveKibibytesPerSecond.Max), Round(bursts.Interfaces["eth0"].TransmitKibibytesPerSecond.Max)));
    }

    [Fact]
    public void The_sampling_task_itself_is_not_counted_on_a_live_machine()
    {
        TreeFiles one = new() { Uptime = 100, Stat = Stat(running: 3) };
        TreeFiles none = new() { Uptime = 100, Stat = Stat(running: 0) };

        Assert.Equal(2, Watch(countsItself: true, [one]).RunnableTasks.Last);
        Assert.Equal(0, Watch(countsItself: true, [none]).RunnableTasks.Last);
        Assert.Equal(3, Watch(countsItself: false, [one]).RunnableTasks.Last);
    }

    [Fact]
    public void What_cannot_be_read_gives_empty_series_and_no_zeros()
    {
        BurstSeries bursts = Watch(countsItself: false, [new TreeFiles { Uptime = 100 }, new TreeFiles { Uptime = 101 }]);

        Assert.All(
            [
                bursts.CpuBusyPercent, bursts.BusiestCpuPercent, bursts.RunnableTasks, bursts.BlockedTasks, bursts.AvailableKibibytes, bursts.DirtyKibibytes, bursts.WritebackKibibytes,
                bursts.ShmemKibibytes, bursts.UnreclaimableSlabKibibytes, bursts.SwapPagesPerSecond, bursts.ContextSwitchesPerSecond, bursts.ForksPerSecond,
            ],
            series => Assert.True(series.IsEmpty));
        Assert.Empty(bursts.Disks);
        Assert.Empty(bursts.Interfaces);
        Assert.All([bursts.CpuSome, bursts.MemorySome, bursts.MemoryFull, bursts.IoSome, bursts.IoFull], pressure => Assert.False(pressure.IsAvailable));
    }

    [Fact]
    public void Counters_that_the_kernel_does_not_have_are_left_out()
    {
        BurstSeries bursts = Watch(countsItself: false, [
            new TreeFiles { Uptime = 100, VirtualMemory = "pswpin 1\n", Memory = "MemTotal: 1000 kB\n" },
            new TreeFiles { Uptime = 101, VirtualMemory = "pswpin 9\n", Memory = "MemTotal: 1000 kB\n" },
        ]);

        Assert.True(bursts.SwapPagesPerSecond.IsEmpty);
        Assert.True(bursts.AvailableKibibytes.IsEmpty);
    }

    [Fact]
    public void Samples_without_time_between_them_give_states_and_no_rates()
    {
        BurstSeries bursts = Watch(countsItself: false, [
            new TreeFiles { Uptime = 100, Stat = Stat(switches: 1) },
            new TreeFiles { Uptime = 100, Stat = Stat(switches: 5) },
            new TreeFiles { Uptime = 90, Stat = Stat(switches: 9) },
        ]);

        Assert.Equal(3, bursts.RunnableTasks.Count);
        Assert.True(bursts.ContextSwitchesPerSecond.IsEmpty);
        Assert.True(bursts.CpuBusyPercent.IsEmpty);
    }

    [Fact]
    public void Pressure_is_taken_of_each_resource()
    {
        BurstSeries bursts = Watch(countsItself: false, [
            new TreeFiles { Uptime = 100, Pressure = name => Pressure(0, 0) },
            new TreeFiles { Uptime = 110, Pressure = name => name switch { "cpu" => Pressure(1e6, 0), "memory" => Pressure(2e6, 1e6), _ => Pressure(4e6, 3e6) } },
        ]);

        Assert.Equal((10, 20, 10, 40, 30), (bursts.CpuSome.Percent, bursts.MemorySome.Percent, bursts.MemoryFull.Percent, bursts.IoSome.Percent, bursts.IoFull.Percent));
    }

    [Fact]
    public void A_disk_that_comes_later_has_a_series_of_its_own()
    {
        const string First = " 254 0 vda 0 0 0 0 0 0 0 0 0 0 0\n";
        BurstSeries bursts = Watch(countsItself: false, [
            new TreeFiles { Uptime = 100, Disks = First },
            new TreeFiles { Uptime = 101, Disks = First + " 8 0 sda 0 0 0 0 0 0 0 0 3 0 0\n" },
        ]);

        Assert.Equal((2, 1), (bursts.Disks["vda"].InFlight.Count, bursts.Disks["sda"].InFlight.Count));
        Assert.Equal(3, bursts.Disks["sda"].InFlight.Max);
    }

    private const string NetDevHeader = "Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n";

    private static BurstSeries Watch(bool countsItself, IEnumerable<TreeFiles> trees)
    {
        BurstSeries bursts = new(countsItself);
        SystemSample? earlier = null;
        foreach (TreeFiles files in trees)
        {
            SystemSample sample = files.Read();
            bursts.AddState(sample);
            if (earlier is not null)
                bursts.AddInterval(new SystemInterval(earlier, sample));
            earlier = sample;
        }

        return bursts;
    }

    private static string Stat(int idle0 = 0, int user1 = 0, int idle1 = 0, int switches = 0, int forks = 0, int running = 1) =>
        $"cpu  {user1} 0 0 {idle0 + idle1} 0 0 0 0 0 0\ncpu0 0 0 0 {idle0} 0 0 0 0 0 0\ncpu1 {user1} 0 0 {idle1} 0 0 0 0 0 0\nintr 1\nctxt {switches}\nbtime 1700000000\nprocesses {forks}\nprocs_running {running}\nprocs_blocked 0\n";

    private static string Pressure(double some, double full) =>
        $"some avg10=0.00 avg60=0.00 avg300=0.00 total={some:0}\nfull avg10=0.00 avg60=0.00 avg300=0.00 total={full:0}\n";

    private static double Round(double value) => Math.Round(value, 3);

    private sealed class TreeFiles
    {
        public double Uptime { get; init; }

        public string? Stat { get; init; }

        public string? VirtualMemory { get; init; }

        public string? Memory { get; init; }

        public string? Disks { get; init; }

        public string? Interfaces { get; init; }

        public Func<string, string>? Pressure { get; init; }

        public SystemSample Read()
        {
            using TemporaryTree tree = new();
            tree.Write("/proc/uptime", string.Create(CultureInfo.InvariantCulture, $"{Uptime:0.00} 0.00\n"));
            foreach ((string path, string? text) in new[] { ("/proc/stat", Stat), ("/proc/vmstat", VirtualMemory), ("/proc/meminfo", Memory), ("/proc/diskstats", Disks), ("/proc/net/dev", Interfaces) })
            {
                if (text is not null)
                    tree.Write(path, text);
            }

            foreach (string name in Pressure is null ? [] : new[] { "cpu", "memory", "io" })
                tree.Write($"/proc/pressure/{name}", Pressure!(name));
            using SystemReader reader = new(tree.Root);
            SystemSample sample = new();
            reader.Read(sample, Parts);
            return sample;
        }
    }
}
