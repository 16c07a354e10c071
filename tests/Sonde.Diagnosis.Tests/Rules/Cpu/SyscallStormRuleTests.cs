using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Cpu;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Cpu;

public class SyscallStormRuleTests
{
    private static readonly SyscallStormRule Rule = new();

    [Fact]
    public void A_full_thread_in_the_kernel_without_another_reason_is_suspected()
    {
        using TestMachine machine = Entering(out _);

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.True(finding.Confidence <= 0.5);
        Assert.Equal(70, finding.Culprits[0].Pid);
    }

    [Fact]
    public void Faults_copies_switches_or_forks_explain_the_time_in_the_kernel()
    {
        foreach (Action<TestMachine, TestProcess> otherWork in new Action<TestMachine, TestProcess>[]
        {
            (_, p) => p.MajorFaultsPerSecond = 10_000,
            (_, p) => p.ReadKibibytesPerSecond = 20_000,
            (_, p) => p.SwitchInsPerSecond = 20_000,
            (m, _) => m.ForksPerSecond = 300,
            (_, p) => p.SystemPercent = 40,
            (_, p) => p.IsKernelThread = true,
        })
        {
            using TestMachine machine = Entering(out TestProcess process);
            otherWork(machine, process);

            Rule.IsSilent(machine.Observe());
        }
    }

    [Fact]
    public void Of_several_threads_the_busy_ones_tell_whether_switches_explain_it()
    {
        using TestMachine machine = Entering(out TestProcess process);
        process.Threads = 2;
        Observation observation = machine.Observe();

        Rule.IsSilent(observation);
        Rule.IsSilent(observation with { HotThreads = [Busy(switchIns: 20_000)] });
        Assert.Equal(70, Rule.Find(observation with { HotThreads = [Busy(switchIns: 4)] }).Culprits[0].Pid);

        static ThreadUsage Busy(double switchIns) => new(70, 71, "worker", 95, 30, 'R', 0) { SwitchInsPerSecond = switchIns };
    }

    private static TestMachine Entering(out TestProcess process)
    {
        TestMachine machine = new();
        process = machine.Process(70, "syscall-storm");
        process.UserPercent = 30;
        process.SystemPercent = 65;
        return machine;
    }
}
