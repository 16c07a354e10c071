using System.Globalization;
using Sonde.Proc.Cpu;

namespace Sonde.Proc.Tests.Cpu;

public class ProcStatTests
{
    private const string Rest = "intr 5 1 2\nctxt 7\nbtime 1700000000\nprocesses 11\nprocs_running 2\nprocs_blocked 1\n";

    [Fact]
    public void Offline_cpu_is_a_hole_among_the_cpus()
    {
        ProcStat stat = Recorded.Load<ProcStat>(Recorded.Linux61, ProcStat.Path);
        Assert.Equal(4, stat.CpuCount);
        Assert.Equal(3, stat.OnlineCount);
        Assert.True(stat.IsOnline(1));
        Assert.False(stat.IsOnline(2));
        Assert.True(stat.IsOnline(3));
        Assert.False(stat.IsOnline(4));
        Assert.False(stat.IsOnline(-1));
        Assert.Equal(default, stat.Cpus[2]);
        Assert.Equal(new CpuTicks(2, 0, 154, 1788, 0, 0, 1, 0, 0, 0), stat.Cpus[3]);
        Assert.Equal(new CpuTicks(7, 0, 398, 7111, 0, 0, 6, 0, 0, 0), stat.Total);
        Assert.Equal(9375UL, stat.Interrupts);
        Assert.Equal(2766UL, stat.ContextSwitches);
        Assert.Equal(1795226264L, stat.BootTimeSeconds);
        Assert.Equal(177UL, stat.Forks);
        Assert.Equal(3192UL, stat.SoftInterrupts);
        Assert.Equal(1UL, stat.ProcessesRunning);
        Assert.Equal(0UL, stat.ProcessesBlocked);
    }

    [Fact]
    public void Cpu_that_goes_offline_between_samples_loses_its_ticks()
    {
        ProcStat stat = new();
        stat.Parse(Bytes("cpu 2 0 0 2\ncpu0 1 0 0 1\ncpu1 1 0 0 1\n" + Rest));
        Assert.True(stat.IsOnline(1));
        stat.Parse(Bytes("cpu 1 0 0 1\ncpu0 1 0 0 1\n" + Rest));
        Assert.Equal(1, stat.CpuCount);
        Assert.False(stat.IsOnline(1));
        stat.Parse(Bytes("cpu 1 0 0 1\ncpu0 1 0 0 1\ncpu2 5 0 0 0\n" + Rest));
        Assert.Equal(default, stat.Cpus[1]);
        Assert.Equal(2, stat.OnlineCount);
    }

    [Theory]
    [InlineData("cpu 1 2 3 4", 10UL)]
    [InlineData("cpu 1 2 3 4 5 6 7", 28UL)]
    [InlineData("cpu 1 2 3 4 5 6 7 8", 36UL)]
    [InlineData("cpu  1 2 3 4 5 6 7 8 9 10", 36UL)]
    [InlineData("cpu  1 2 3 4 5 6 7 8 9 10 11 12", 36UL)]
    public void Columns_of_old_and_new_kernels_add_up_without_counting_guests_twice(string line, ulong total)
    {
        ProcStat stat = Recorded.Parse<ProcStat>(line + "\n" + Rest);
        Assert.Equal(total, stat.Total.Total);
        Assert.Equal(0, stat.CpuCount);
    }

    [Fact]
    public void Kernel_without_soft_interrupt_counts_says_so()
    {
        Assert.False(Recorded.Parse<ProcStat>("cpu 1 2 3 4\n" + Rest).HasSoftInterrupts);
        Assert.True(Recorded.Parse<ProcStat>("cpu 1 2 3 4\n" + Rest + "softirq 3 1 2\n").HasSoftInterrupts);
    }

    [Fact]
    public void Unknown_lines_are_ignored()
    {
        ProcStat stat = Recorded.Parse<ProcStat>("page 1 2\ncpu 1 2 3 4\ncpufreq what\nfuture\n\n" + Rest);
        Assert.Equal(5UL, stat.Interrupts);
    }

    [Fact]
    public void Cpu_id_beyond_what_linux_supports_is_refused()
    {
        Assert.Equal(8192, Recorded.Parse<ProcStat>("cpu 1 2 3 4\ncpu8191 1 2 3 4\n" + Rest).CpuCount);
        Assert.Contains("8192", Recorded.Refusal<ProcStat>("cpu 1 2 3 4\ncpu8192 1 2 3 4\n" + Rest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cpu 1 2 3\n" + Rest)]
    [InlineData("cpu 1 2 3 -4\n" + Rest)]
    [InlineData("cpu0 1 2 3 4\n" + Rest)]
    [InlineData("cpu 1 2 3 4\nintr\n")]
    [InlineData("cpu 1 2 3 4\nintr 5\n")]
    public void Text_that_lacks_a_number_is_refused(string text) => Recorded.Refusal<ProcStat>(text);

    [Fact]
    public void Live_counters_lie_between_two_readings_of_vmstat()
    {
        Dictionary<string, ulong> before = ReadVmstat();
        ProcStat stat = Recorded.LoadLive<ProcStat>(ProcStat.Path);
        Dictionary<string, ulong> after = ReadVmstat();
        AssertBetween(stat.Total.User, "non-nice user cpu ticks");
        AssertBetween(stat.Total.Nice, "nice user cpu ticks");
        AssertBetween(stat.Total.System, "system cpu ticks");
        AssertBetween(stat.Total.SoftIrq, "softirq cpu ticks");
        AssertBetween(stat.Total.Steal, "stolen cpu ticks");
        AssertBetween(stat.Interrupts, "interrupts");
        AssertBetween(stat.ContextSwitches, "CPU context switches");
        AssertBetween(stat.Forks, "forks");
        Assert.Equal(before["boot time"], (ulong)stat.BootTimeSeconds);
        Assert.Equal(Environment.ProcessorCount, stat.OnlineCount);

        void AssertBetween(ulong value, string name) => Assert.InRange(value, before[name], after[name]);
    }

    private static Dictionary<string, ulong> ReadVmstat()
    {
        Dictionary<string, ulong> values = [];
        foreach (string line in PeerProgram.Run("vmstat", "-s").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Trim().Split(' ', 2);
            if (ulong.TryParse(parts[0], CultureInfo.InvariantCulture, out ulong value))
                values[parts[1]] = value;
        }

        return values;
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
