using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Tasks;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Tasks;

public class ThreadExplosionRuleTests
{
    private static readonly ThreadExplosionRule Rule = new();

    [Fact]
    public void Very_many_threads_are_a_warning()
    {
        using TestMachine machine = With(5_000, 0);

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("pool (pid 30) has 5,000 threads", finding.Title);
    }

    [Fact]
    public void Many_and_more_each_second_are_told_with_their_growth()
    {
        using TestMachine machine = With(600, 40);

        Assert.Equal("pool (pid 30) has 800 threads and makes 40 more each second", Rule.Find(machine.Observe()).Title);
    }

    [Fact]
    public void At_the_machines_limit_it_is_critical()
    {
        using TestMachine machine = With(5_000, 0);
        machine.Threads = 96_000;

        Assert.Equal(Severity.Critical, Rule.Find(machine.Observe()).Severity);
    }

    [Theory]
    [InlineData(4_000, 0)] // a large server
    [InlineData(3_000, 19)]
    [InlineData(300, 30)] // a pool that fills
    public void Large_or_growing_alone_is_no_finding(int threads, double growth)
    {
        using TestMachine machine = With(threads, growth);

        Rule.IsSilent(machine.Observe());
    }

    private static TestMachine With(int threads, double growth)
    {
        TestMachine machine = new();
        TestProcess process = machine.Process(30, "pool");
        process.Threads = threads;
        process.ThreadsPerSecond = growth;
        return machine;
    }
}
