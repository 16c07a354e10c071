using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Cpu;
using Sonde.Proc;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Cpu;

public class StormTests
{
    private static readonly ContextSwitchRule Switches = new();
    private static readonly ForkStormRule Forks = new();

    [Theory]
    [InlineData(60_000, Severity.Warning)]
    [InlineData(200_000, Severity.Critical)]
    public void Switching_names_who_is_switched_to_most(double rate, Severity severity)
    {
        using TestMachine machine = new(cpus: 2) { ContextSwitchesPerSecond = rate };
        machine.AllCpus(new CpuLoad(User: 20, System: 60));
        TestProcess storm = machine.Process(31, "switch-storm");
        storm.UserPercent = 50;
        storm.SwitchInsPerSecond = rate * 0.8;
        machine.Process(32, "quiet").UserPercent = 30;

        Finding finding = Switches.Find(machine.Observe());

        Assert.Equal(severity, finding.Severity);
        Assert.StartsWith("switch-storm (pid 31) makes the CPUs switch", finding.Title, StringComparison.Ordinal);
        Assert.Equal(31, Assert.Single(finding.Culprits).Pid);
    }

    [Fact]
    public void Switches_of_watched_threads_count_for_their_process()
    {
        using TestMachine machine = new(cpus: 2) { ContextSwitchesPerSecond = 300_000 };
        machine.AllCpus(new CpuLoad(System: 60));
        machine.Process(31, "pool").UserPercent = 90;

        Finding finding = Switches.Find(machine.Observe() with
        {
            HotThreads = [.. Enumerable.Range(0, 4).Select(i => new ThreadUsage(31, 40 + i, "worker", 20, 10, 'S', 0) { SwitchInsPerSecond = 50_000 })],
        });

        Assert.Contains("200,000", finding.Culprits[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(59_000, 60)] // few
    [InlineData(500_000, 24)] // many, but cheap
    public void Few_or_cheap_switches_are_no_finding(double rate, double system)
    {
        using TestMachine machine = new(cpus: 2) { ContextSwitchesPerSecond = rate };
        machine.AllCpus(new CpuLoad(System: system));

        Switches.IsSilent(machine.Observe());
    }

    [Theory]
    [InlineData(400, 30, Severity.Warning)]
    [InlineData(2_000, 30, Severity.Critical)]
    [InlineData(2_000, 5, Severity.Warning)] // cheap, but nothing healthy does that
    public void Forking_names_the_parent_and_its_children(double rate, double system, Severity severity)
    {
        using TestMachine machine = new(cpus: 2) { ForksPerSecond = rate };
        machine.AllCpus(new CpuLoad(System: system));

        Finding finding = Forks.Find(machine.Observe() with { Exits = Exits(rate) });

        Assert.Equal(severity, finding.Severity);
        Assert.Equal($"fork-storm (pid 90) starts most of {rate:N0} processes a second, mostly sh", finding.Title);
        Assert.Equal(90, finding.Culprits[0].Pid);
        Assert.InRange(finding.Culprits[0].Share!.Value, 0.9, 1);
    }

    [Fact]
    public void Without_exit_events_the_fault_counters_of_children_tell_the_parent()
    {
        using TestMachine machine = new(cpus: 2) { ForksPerSecond = 2_000 };
        machine.AllCpus(new CpuLoad(System: 50));
        machine.Process(90, "fork-storm").ChildFaultsPerSecond = 100_000;
        machine.Process(91, "cron").ChildFaultsPerSecond = 100;

        Finding finding = Forks.Find(machine.Observe() with { Exits = new ExitSurvey { Unavailability = new Unavailability("exits", "no", "") } });

        Assert.Equal(90, finding.Culprits[0].Pid);
    }

    [Fact]
    public void A_niced_build_is_information()
    {
        using TestMachine machine = new(cpus: 2) { ForksPerSecond = 500 };
        machine.AllCpus(new CpuLoad(System: 40));
        machine.Process(90, "make").Nice = 19;

        Assert.Equal(Severity.Info, Forks.Find(machine.Observe() with { Exits = Exits(500) }).Severity);
    }

    [Fact]
    public void Threads_made_and_ended_are_called_threads()
    {
        using TestMachine machine = new(cpus: 2) { ForksPerSecond = 2_000 };
        machine.AllCpus(new CpuLoad(System: 40));
        machine.Process(90, "pool").ThreadsPerSecond = 1;

        Assert.Equal("pool (pid 90) creates 2,000 threads a second", Forks.Find(machine.Observe() with { Exits = new ExitSurvey() }).Title);
    }

    [Theory]
    [InlineData(399, 30)]
    [InlineData(999, 24)]
    public void Few_forks_are_no_finding(double rate, double system)
    {
        using TestMachine machine = new(cpus: 2) { ForksPerSecond = rate };
        machine.AllCpus(new CpuLoad(System: system));

        Forks.IsSilent(machine.Observe());
    }

    [Fact]
    public void One_sample_says_nothing()
    {
        using TestMachine machine = new(samples: 1);

        Forks.IsSilent(machine.Observe());
        Switches.IsSilent(machine.Observe());
    }

    private static ExitSurvey Exits(double rate) => new()
    {
        Groups = [new ExitedTaskGroup("sh", 90, "fork-storm", (int)(rate * 4.9), 1), new ExitedTaskGroup("date", 1, "systemd", 3, 0.1)],
    };
}
