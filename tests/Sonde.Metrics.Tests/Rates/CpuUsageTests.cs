using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;

namespace Sonde.Metrics.Tests.Rates;

/// <summary>Shares over ticks chosen so that each can be worked out by hand. Columns: user nice system idle iowait irq softirq steal guest guest_nice.</summary>
public sealed class CpuUsageTests
{
    private const string Zeros = "0 0 0 0 0 0 0 0 0 0";
    private readonly CpuUsage _usage = new();

    [Fact]
    public void Every_share_is_of_the_ticks_that_passed()
    {
        Update(["100 10 100 1000 50 5 5 0 0 0"], ["130 20 115 1020 65 9 7 4 0 0"]);
        CpuShares cpu = _usage.Cpus[0];
        Assert.Equal((30, 10, 15, 20), (cpu.User, cpu.Nice, cpu.System, cpu.Idle));
        Assert.Equal((15, 4, 2, 4), (cpu.IoWait, cpu.Irq, cpu.SoftIrq, cpu.Steal));
        Assert.Equal(65, cpu.Busy);
        Assert.Equal(21, cpu.SystemAndInterrupts);
        Assert.Equal(40, cpu.UserAndNice);
    }

    [Fact]
    public void Guest_time_is_counted_once()
    {
        // The kernel adds guest time to user and guest_nice to nice as well (account_guest_time in kernel/sched/cputime.c).
        Update([Zeros], ["60 20 0 20 0 0 0 0 45 5"]);
        CpuShares cpu = _usage.Cpus[0];
        Assert.Equal((15, 45, 15, 5, 20), (cpu.User, cpu.Guest, cpu.Nice, cpu.GuestNice, cpu.Idle));
        Assert.Equal((60, 20, 80), (cpu.UserAndGuest, cpu.NiceAndGuestNice, cpu.Busy));
        Assert.Equal(50, cpu.AllGuests);
    }

    [Theory]
    [InlineData("0 0 0 1000 500 0 0 0 0 0", "50 0 0 990 550 0 0 0 0 0", 50, 0, 50)]
    [InlineData("0 0 0 1000 500 0 0 0 0 0", "50 0 0 1050 499 0 0 0 0 0", 50, 50, 0)]
    public void Idle_and_iowait_that_ran_backwards_count_as_none(string earlier, string later, double user, double idle, double ioWait)
    {
        Update([earlier], [later]);
        Assert.Equal((user, idle, ioWait), (_usage.All.User, _usage.All.Idle, _usage.All.IoWait));
    }

    [Fact]
    public void Cpu_that_went_and_came_back_between_samples_counts_its_idle_time_from_zero()
    {
        Update(["0 0 0 500000 0 0 0 0 0 0"], ["50 0 0 150 0 0 0 0 0 0"]);
        Assert.Equal((25, 75), (_usage.Cpus[0].User, _usage.Cpus[0].Idle));
    }

    [Fact]
    public void Cpu_without_a_tick_was_idle()
    {
        Update(["5 5 5 5 5 5 5 5 0 0"], ["5 5 5 5 5 5 5 5 0 0"]);
        Assert.True(_usage.Cpus[0].IsKnown);
        Assert.Equal((100, 0, 0), (_usage.Cpus[0].Idle, _usage.Cpus[0].User, _usage.Cpus[0].Busy));
    }

    [Fact]
    public void One_sample_alone_says_nothing_about_any_cpu()
    {
        SystemSample only = Sample(10, Zeros, ["5 5 5 5 5 5 5 5 0 0"]);
        _usage.Update(new SystemInterval(only, only));
        Assert.Equal(double.NaN, _usage.All.Busy);
        Assert.DoesNotContain(_usage.Cpus, c => c.IsKnown);
        Assert.Equal(1, _usage.OnlineCount);
    }

    [Fact]
    public void Cpu_that_went_offline_is_unknown_and_left_out_of_the_sum()
    {
        Update([Zeros, Zeros], ["75 0 0 25 0 0 0 0 0 0", null]);
        Assert.Equal(1, _usage.OnlineCount);
        Assert.Equal(75, _usage.All.User);
    }

    [Fact]
    public void Cpu_offline_in_the_middle_keeps_the_others_under_their_numbers()
    {
        Update([Zeros, null, Zeros], ["10 0 0 90 0 0 0 0 0 0", null, "30 0 0 70 0 0 0 0 0 0"]);
        Assert.False(_usage.Cpus[1].IsKnown);
        Assert.Equal(double.NaN, _usage.Cpus[1].User);
        Assert.Equal(double.NaN, _usage.Cpus[1].Busy);
        Assert.Equal((2, 30), (_usage.Cpus[2].Cpu, _usage.Cpus[2].User));
        Assert.Equal(2, _usage.OnlineCount);
    }

    [Fact]
    public void Cpu_that_returned_is_unknown_for_one_interval()
    {
        Update([Zeros, null], ["10 0 0 90 0 0 0 0 0 0", "900 0 0 100 0 0 0 0 0 0"]);
        Assert.False(_usage.Cpus[1].IsKnown);
        Assert.Equal(10, _usage.All.User);
        Update(["10 0 0 90 0 0 0 0 0 0", "900 0 0 100 0 0 0 0 0 0"], ["20 0 0 180 0 0 0 0 0 0", "950 0 0 150 0 0 0 0 0 0"]);
        Assert.Equal(50, _usage.Cpus[1].User);
        Assert.Equal(30, _usage.All.User);
    }

    [Fact]
    public void Hot_plugged_cpu_is_unknown_until_it_was_seen_twice()
    {
        Update([Zeros], ["40 0 0 60 0 0 0 0 0 0", "100 0 0 0 0 0 0 0 0 0"]);
        Assert.Equal(2, _usage.Cpus.Count);
        Assert.False(_usage.Cpus[1].IsKnown);
        Assert.Equal(40, _usage.All.User);
    }

    [Fact]
    public void Sum_is_over_the_cpus_own_lines()
    {
        // The total line is what a machine shows whose CPU 1 left with its ticks: it must not be used.
        SystemSample earlier = Sample(10, "1000 0 0 1000 0 0 0 0 0 0", [Zeros, Zeros]);
        SystemSample later = Sample(12, "100 0 0 5000 0 0 0 0 0 0", ["100 0 0 100 0 0 0 0 0 0", "50 0 0 150 0 0 0 0 0 0"]);
        _usage.Update(new SystemInterval(earlier, later));
        Assert.Equal((37.5, 62.5), (_usage.All.User, _usage.All.Idle));
    }

    [Fact]
    public void Sum_of_some_cpus_weighs_them_by_their_ticks()
    {
        Update([Zeros, Zeros, Zeros], ["100 0 0 0 0 0 0 0 0 0", "0 0 0 300 0 0 0 0 0 0", "9 0 0 1 0 0 0 0 0 0"]);
        CpuShares node = new() { Cpu = 0 };
        _usage.SumOf([0, 1], node);
        Assert.Equal((25, 75), (node.User, node.Idle));
        _usage.SumOf([7], node);
        Assert.False(node.IsKnown);
    }

    [Fact]
    public void Since_boot_all_ticks_count()
    {
        _usage.Update(SystemInterval.FromBoot(Sample(10, Zeros, ["300 0 100 600 0 0 0 0 0 0"])));
        Assert.Equal((30, 10, 60), (_usage.All.User, _usage.All.System, _usage.All.Idle));
    }

    [Fact]
    public void Nothing_is_known_where_one_sample_lacks_the_file()
    {
        SystemSample without = RecordedSample.Of(10, SampleParts.Cpu, "/proc/loadavg", "0 0 0 1/1 1\n");
        _usage.Update(new SystemInterval(without, Sample(12, Zeros, [Zeros])));
        Assert.Equal((double.NaN, double.NaN), (_usage.All.User, _usage.All.Busy));
        Assert.Empty(_usage.Cpus);
    }

    private static SystemSample Sample(double uptime, string total, string?[] cpus)
    {
        string lines = string.Concat(cpus.Select(static (ticks, cpu) => ticks is null ? "" : FormattableString.Invariant($"cpu{cpu} {ticks}\n")));
        return RecordedSample.Of(uptime, SampleParts.Cpu, "/proc/stat", $"cpu  {total}\n{lines}intr 0\nctxt 0\nbtime 1700000000\nprocesses 1\nprocs_running 1\nprocs_blocked 0\n");
    }

    private void Update(string?[] earlier, string?[] later) =>
        _usage.Update(new SystemInterval(Sample(10, Zeros, earlier), Sample(12, Zeros, later)));
}
