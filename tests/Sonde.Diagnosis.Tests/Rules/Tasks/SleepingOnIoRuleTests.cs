using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Tasks;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Tasks;

public class SleepingOnIoRuleTests
{
    private static readonly SleepingOnIoRule Rule = new();

    [Fact]
    public void A_process_that_waits_for_storage_is_information()
    {
        using TestMachine machine = Waiting(out _);

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("reader (pid 20) spends 100 % of the time waiting for storage", finding.Title);
    }

    [Fact]
    public void Without_pressure_without_io_or_without_waiting_nothing_is_said()
    {
        foreach (Action<TestMachine, TestProcess> quiet in new Action<TestMachine, TestProcess>[]
        {
            (m, _) => m.IoPressure = 19,
            (_, p) => p.ReadKibibytesPerSecond = 0,
            (_, p) => p.State = 'S',
            (_, p) => p.IsKernelThread = true,
        })
        {
            using TestMachine machine = Waiting(out TestProcess process);
            quiet(machine, process);

            Rule.IsSilent(machine.Observe());
        }
    }

    private static TestMachine Waiting(out TestProcess process)
    {
        TestMachine machine = new() { IoPressure = 90 };
        process = machine.Process(20, "reader");
        process.State = 'D';
        process.SystemPercent = 5;
        process.ReadKibibytesPerSecond = 5_000;
        return machine;
    }
}
