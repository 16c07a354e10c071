using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Cpu;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Cpu;

public class LoadIsIoRuleTests
{
    private static readonly LoadIsIoRule Rule = new();

    [Fact]
    public void Load_made_of_sleeping_tasks_is_explained()
    {
        using TestMachine machine = new(cpus: 2) { Load = 20, Runnable = 1 };
        for (int pid = 100; pid < 120; pid++)
        {
            TestProcess process = machine.Process(pid, "writer");
            process.State = 'D';
            process.WaitChannel = "folio_wait_bit";
        }

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("The load of 20 is 20 tasks in uninterruptible sleep, not a lack of CPUs", finding.Title);
        Assert.Contains("folio_wait_bit", finding.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2.9, 5, 0, 1)] // low
    [InlineData(20, 1, 0, 2)] // most want to run
    [InlineData(20, 5, 70, 1)] // the CPUs are busy
    public void Load_that_is_low_or_work_is_no_finding(double load, int blocked, double busy, int runnable)
    {
        using TestMachine machine = new(cpus: 2) { Load = load, Runnable = runnable, BlockedOnStorage = blocked };
        machine.AllCpus(new CpuLoad(User: busy));

        Rule.IsSilent(machine.Observe());
    }
}
