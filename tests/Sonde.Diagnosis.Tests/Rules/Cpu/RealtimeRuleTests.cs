using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Cpu;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Cpu;

public class RealtimeRuleTests
{
    private static readonly RealtimeRule Rule = new();

    [Fact]
    public void A_looping_real_time_task_with_others_starving_is_critical()
    {
        using TestMachine machine = Looping(percent: 95);
        TestProcess starved = machine.Process(60, "starved");
        starved.State = 'R';
        starved.Processor = 1;

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.StartsWith("Real-time looper (pid 55) holds CPU 1", finding.Title, StringComparison.Ordinal);
        Assert.Equal(60, Assert.Single(finding.Victims).Pid);
        Assert.Contains(finding.Fix, f => f.Undo == "chrt -f -p 50 55");
    }

    [Fact]
    public void Some_waiting_is_a_warning()
    {
        using TestMachine machine = Looping(percent: 95);
        TestProcess waiting = machine.Process(60, "slow");
        waiting.UserPercent = 2;
        waiting.WaitPercent = 10;
        waiting.Processor = 1;

        Assert.Equal(Severity.Warning, Rule.Find(machine.Observe()).Severity);
    }

    [Fact]
    public void A_thread_of_a_process_is_found_by_its_policy()
    {
        using TestMachine machine = Looping(percent: 10);
        TestProcess starved = machine.Process(60, "starved");
        starved.State = 'R';

        Finding finding = Rule.Find(machine.Observe() with { HotThreads = [new ThreadUsage(55, 56, "poller", 96, 96, 'R', 0) { Policy = 2 }] });

        Assert.Equal(56, finding.Culprits[0].Tid);
    }

    [Fact]
    public void A_real_time_task_alone_on_its_CPU_starves_nobody()
    {
        using TestMachine machine = Looping(percent: 95);

        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void Little_real_time_work_is_no_finding()
    {
        using TestMachine machine = Looping(percent: 84);
        TestProcess starved = machine.Process(60, "starved");
        starved.State = 'R';
        starved.Processor = 1;

        Rule.IsSilent(machine.Observe());
    }

    private static TestMachine Looping(double percent)
    {
        TestMachine machine = new(cpus: 2);
        TestProcess looper = machine.Process(55, "looper");
        looper.UserPercent = percent;
        looper.Policy = 1;
        looper.RealTimePriority = 50;
        looper.Processor = 1;
        return machine;
    }
}
