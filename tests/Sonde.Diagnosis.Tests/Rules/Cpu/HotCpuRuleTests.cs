using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Cpu;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Cpu;

public class HotCpuRuleTests
{
    private static readonly HotCpuRule Rule = new();

    [Fact]
    public void Tasks_that_queue_on_one_CPU_beside_idle_ones_are_named()
    {
        using TestMachine machine = TwoOnOne(wait: 50);

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("on CPU 2, while the other CPUs are 100 % idle", finding.Title, StringComparison.Ordinal);
        Assert.Equal([10, 11], finding.Culprits.Select(c => c.Pid!.Value).Order());
        Assert.All(finding.Culprits, c => Assert.Contains("may use this CPU only", c.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void A_lone_task_waits_for_nobody()
    {
        using TestMachine machine = TwoOnOne(wait: 14);

        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void A_kernel_that_does_not_count_waiting_gives_no_finding()
    {
        using TestMachine machine = TwoOnOne(wait: double.NaN);

        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void Busy_neighbours_leave_no_room_to_go_to()
    {
        using TestMachine machine = TwoOnOne(wait: 50);
        foreach (int cpu in new[] { 0, 1, 3 })
            machine.Cpu(cpu, new CpuLoad(User: 41));

        Rule.IsSilent(machine.Observe());
    }

    private static TestMachine TwoOnOne(double wait)
    {
        TestMachine machine = new(cpus: 4);
        machine.Cpu(2, new CpuLoad(User: 100));
        for (int pid = 10; pid < 12; pid++)
        {
            TestProcess process = machine.Process(pid, "pinned");
            process.UserPercent = 50;
            process.WaitPercent = wait;
            process.Processor = 2;
            process.CpusAllowed = "2";
        }

        return machine;
    }
}
