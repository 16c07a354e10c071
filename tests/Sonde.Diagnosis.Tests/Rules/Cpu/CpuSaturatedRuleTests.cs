using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Cpu;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Cpu;

public class CpuSaturatedRuleTests
{
    private static readonly CpuSaturatedRule Rule = new();

    [Fact]
    public void Threads_that_want_more_than_there_is_are_named_with_their_number()
    {
        using TestMachine machine = Hogged();

        Finding finding = Rule.Find(machine.Observe() with { HotThreads = Threads(8) });

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("8 threads of cpu-hog (pid 4711) want more CPU than the 2 CPUs have", finding.Title);
        Assert.Equal(4711, finding.Culprits[0].Pid);
        Assert.InRange(finding.Culprits[0].Share!.Value, 0.9, 1);
    }

    [Fact]
    public void Whoever_waits_behind_them_is_a_victim()
    {
        using TestMachine machine = Hogged();
        TestProcess victim = machine.Process(812, "nginx");
        victim.UserPercent = 5;
        victim.WaitPercent = 20;

        Finding finding = Rule.Find(machine.Observe());

        Party waiting = Assert.Single(finding.Victims);
        Assert.Equal(812, waiting.Pid);
        Assert.Contains("80 %", waiting.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_queue_is_a_warning()
    {
        using TestMachine machine = Hogged();
        machine.Runnable = 4;
        machine.CpuPressure = 60;

        Assert.Equal(Severity.Warning, Rule.Find(machine.Observe()).Severity);
    }

    [Fact]
    public void Niced_work_alone_is_information()
    {
        using TestMachine machine = new() { Runnable = 8, CpuPressure = 99 };
        machine.AllCpus(new CpuLoad(Nice: 90, System: 10));
        TestProcess build = machine.Process(100, "cc1plus");
        build.UserPercent = 190;
        build.Nice = 19;
        build.WaitPercent = 300;

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.StartsWith("Background work: ", finding.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Niced_work_that_makes_ordinary_programs_wait_is_more()
    {
        using TestMachine machine = new() { Runnable = 8, CpuPressure = 99 };
        machine.AllCpus(new CpuLoad(Nice: 100));
        TestProcess build = machine.Process(100, "cc1plus");
        build.UserPercent = 190;
        build.Nice = 19;
        TestProcess victim = machine.Process(812, "nginx");
        victim.UserPercent = 5;
        victim.WaitPercent = 10;

        Assert.Equal(Severity.Critical, Rule.Find(machine.Observe()).Severity);
    }

    [Theory]
    [InlineData(89, 8, 99)] // not busy
    [InlineData(100, 2, 99)] // as many tasks as CPUs: nobody waits
    [InlineData(100, 8, 39)] // the kernel sees nobody wait
    public void Busy_alone_or_a_queue_alone_is_no_finding(double busy, int runnable, double pressure)
    {
        using TestMachine machine = new() { Runnable = runnable, CpuPressure = pressure };
        machine.AllCpus(new CpuLoad(User: busy));

        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void A_kernel_without_pressure_is_judged_by_the_queue()
    {
        using TestMachine machine = Hogged();
        machine.CpuPressure = double.NaN;

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.True(finding.Confidence < 0.9);
    }

    [Fact]
    public void Many_small_processes_of_one_name_are_named_together()
    {
        using TestMachine machine = new() { Runnable = 12, CpuPressure = 99 };
        machine.AllCpus(new CpuLoad(User: 100));
        for (int pid = 200; pid < 212; pid++)
            machine.Process(pid, "worker").UserPercent = 16;

        Assert.Equal("12 worker processes want more CPU than the 2 CPUs have", Rule.Find(machine.Observe()).Title);
    }

    [Fact]
    public void One_sample_says_nothing()
    {
        using TestMachine machine = new(samples: 1) { Runnable = 8 };
        machine.AllCpus(new CpuLoad(User: 100));

        Rule.IsSilent(machine.Observe());
    }

    private static TestMachine Hogged()
    {
        TestMachine machine = new() { Runnable = 8, CpuPressure = 99 };
        machine.AllCpus(new CpuLoad(User: 99, System: 1));
        TestProcess hog = machine.Process(4711, "cpu-hog");
        hog.UserPercent = 195;
        hog.Threads = 9;
        machine.Process(500, "sshd").UserPercent = 1;
        return machine;
    }

    private static List<ThreadUsage> Threads(int count) =>
        [.. Enumerable.Range(1, count).Select(i => new ThreadUsage(4711, 4711 + i, "cpu-hog", 24, 24, 'R', i % 2) { WaitPercent = 75, SwitchInsPerSecond = 100 })];
}
