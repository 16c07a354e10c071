using Sonde.Proc.Cpu;

namespace Sonde.Proc.Tests.Cpu;

public class SchedulerStatisticsTests
{
    [Theory]
    [InlineData(Recorded.Linux61, 15)]
    [InlineData(Recorded.Linux612, 16)]
    public void Recorded_text_gives_version_and_online_cpus(string machine, int version)
    {
        SchedulerStatistics statistics = Recorded.Load<SchedulerStatistics>(machine, SchedulerStatistics.Path);
        Assert.Equal(version, statistics.Version);
        Assert.Equal([0, 1, 3], statistics.Cpus.ToArray().Select(row => row.Cpu));
    }

    [Fact]
    public void Times_are_the_last_three_columns_of_a_cpu_line()
    {
        SchedulerStatistics statistics = Recorded.Load<SchedulerStatistics>(Recorded.Linux61, SchedulerStatistics.Path);
        Assert.Equal(new SchedulerCounters(3, 2441868938, 67097464, 624), statistics.Cpus[2]);
    }

    [Theory]
    [InlineData(14)]
    [InlineData(17)]
    public void Versions_before_and_after_the_recorded_ones_are_read(int version)
    {
        SchedulerStatistics statistics = Recorded.Parse<SchedulerStatistics>(
            $"version {version}\ntimestamp 4294897432\ncpu0 1 2 3 4 5 6 70 80 90\ndomain0 MC 3 35 35 0 0\n");
        Assert.Equal(new SchedulerCounters(0, 70, 80, 90), statistics.Cpus[0]);
    }

    [Theory]
    [InlineData("version 12\ncpu0 1 2 3 4 5 6 7 8 9\n", "version 12")]
    [InlineData("version 18\ncpu0 1 2 3 4 5 6 7 8 9 10\n", "more than nine")]
    [InlineData("version 15\ncpu0 1 2 3 4 5 6 7 8\n", "timeslices")]
    [InlineData("cpu0 1 2 3 4 5 6 7 8 9\nversion 15\n", "first")]
    [InlineData("version 15\ncpu8192 1 2 3 4 5 6 7 8 9\n", "8192")]
    [InlineData("", "version")]
    public void Text_whose_columns_are_not_known_is_refused(string text, string reason) =>
        Assert.Contains(reason, Recorded.Refusal<SchedulerStatistics>(text), StringComparison.Ordinal);
}
