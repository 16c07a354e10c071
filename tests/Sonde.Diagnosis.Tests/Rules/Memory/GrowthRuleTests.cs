using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Memory;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Memory;

public class GrowthRuleTests
{
    private static readonly GrowthRule Rule = new();

    [Theory]
    [InlineData(1.9, null)]
    [InlineData(2.1, Severity.Info)]
    [InlineData(11.5, Severity.Warning)]
    [InlineData(22.9, Severity.Critical)]
    public void Kernel_objects_that_grow_are_judged_by_the_time_that_is_left(double mebibytesPerSecond, Severity? severity)
    {
        using TestMachine machine = new();
        machine.Memory("SUnreclaim", 50_000, mebibytesPerSecond * 1024);
        Assert.Equal(severity, machine.Observe().Judge(Rule).Findings.SingleOrDefault()?.Severity);
    }

    [Fact]
    public void Kernel_objects_that_grow_fast_say_how_long_it_takes()
    {
        using TestMachine machine = new();
        machine.Memory("SUnreclaim", 50_000, 20 * 1024);
        Finding finding = Rule.Find(machine.Observe());
        Assert.Equal((FindingIds.Memory.SlabGrowth, "Kernel objects that cannot be reclaimed grow by 20 MiB/s: the memory is full in 5 min 42 s"), (finding.Id, finding.Title));
    }

    [Theory]
    [InlineData(1_190_000, false)]
    [InlineData(1_210_000, true)]
    public void Many_kernel_objects_are_information(double kibibytes, bool isFound)
    {
        using TestMachine machine = new();
        machine.Memory("SUnreclaim", kibibytes);
        IReadOnlyList<Finding> findings = machine.Observe().Judge(Rule).Findings;
        Assert.Equal(isFound ? [Severity.Info] : [], findings.Select(f => f.Severity));
    }

    [Theory]
    [InlineData(3.9, null)]
    [InlineData(4.1, Severity.Info)]
    [InlineData(11.5, Severity.Warning)]
    [InlineData(22.9, Severity.Critical)]
    public void Shared_memory_that_grows_is_judged_by_the_time_that_is_left(double mebibytesPerSecond, Severity? severity)
    {
        using TestMachine machine = new();
        machine.Memory("Shmem", 10_000, mebibytesPerSecond * 1024);
        Assert.Equal(severity, machine.Observe().Judge(Rule).Findings.SingleOrDefault()?.Severity);
    }

    [Fact]
    public void Who_maps_shared_memory_that_grows_is_named_and_not_who_grows_otherwise()
    {
        using TestMachine machine = new();
        machine.Memory("Shmem", 10_000, 20 * 1024);
        TestProcess leaker = machine.Process(50, "heap");
        leaker.ResidentKibibytesPerSecond = 100 * 1024;
        TestProcess mapper = machine.Process(51, "mapper");
        mapper.ResidentKibibytesPerSecond = 20 * 1024;
        mapper.AnonymousShare = 0;
        mapper.SharedShare = 1;

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal("Shared memory and tmpfs files grow by 20 MiB/s, mapper (pid 51) maps them: the memory is full in 5 min 42 s", finding.Title);
        Assert.Equal([51], finding.Culprits.Select(c => c.Pid!.Value));
    }

    [Theory]
    [InlineData(3_190_000, false)]
    [InlineData(3_210_000, true)]
    public void Much_shared_memory_is_information(double kibibytes, bool isFound)
    {
        using TestMachine machine = new();
        machine.Memory("Shmem", kibibytes);
        IReadOnlyList<Finding> findings = machine.Observe().Judge(Rule).Findings;
        Assert.Equal(isFound ? [(FindingIds.Memory.ShmGrowth, Severity.Info)] : [], findings.Select(f => (f.Id, f.Severity)));
    }

    [Fact]
    public void What_falls_again_does_not_grow()
    {
        using TestMachine machine = new();
        machine.File("/proc/meminfo", second => $"MemTotal: 8000000 kB\nMemFree: 5000000 kB\nMemAvailable: 7000000 kB\nShmem: {(second is > 1 and < 4 ? 900_000 : 10_000 + (second * 30_000)):0} kB\nSUnreclaim: {(second is > 1 and < 4 ? 900_000 : 10_000 + (second * 30_000)):0} kB\n");
        Rule.IsSilent(machine.Observe());
    }

    [Theory]
    [InlineData(2, 5.0)]
    [InlineData(1, 5.0)]
    [InlineData(6, 1.9)]
    public void Two_samples_or_a_moment_are_no_trend(int samples, double seconds)
    {
        using TestMachine machine = new(2, seconds, samples);
        machine.Memory("SUnreclaim", 50_000, 100 * 1024).Memory("Shmem", 50_000, 100 * 1024);
        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void Growth_is_told_where_the_size_of_the_memory_is_unknown_and_nothing_where_growth_is()
    {
        using TestMachine machine = new();
        machine.File("/proc/meminfo", second => $"SUnreclaim: {50_000 + (second * 100_000):0} kB\nShmem: {50_000 + (second * 100_000):0} kB\n");
        Assert.All(machine.Observe().Judge(Rule).Findings, f => Assert.Equal((Severity.Info, 1), (f.Severity, f.Evidence.Count)));

        using TestMachine none = new();
        none.Without("/proc/meminfo");
        Rule.IsSilent(none.Observe());
    }
}
