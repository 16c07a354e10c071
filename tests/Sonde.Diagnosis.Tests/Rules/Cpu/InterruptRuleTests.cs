using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Cpu;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Cpu;

public class InterruptRuleTests
{
    private static readonly SoftirqRule Load = new();
    private static readonly IrqImbalanceRule Imbalance = new();

    [Fact]
    public void Soft_interrupts_of_one_CPU_are_told_with_their_kind()
    {
        using TestMachine machine = new(cpus: 4);
        machine.Cpu(3, new CpuLoad(SoftIrq: 75));
        machine.File("/proc/softirqs", seconds => $"                    CPU0       CPU1       CPU2       CPU3\n       TIMER:  {9000 + (seconds * 90000):0} 0 0 0\n      NET_RX:  0 0 0 {1000 + (seconds * 40000):0}\n");

        Finding finding = Load.Find(machine.Observe());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Soft interrupts, mostly NET_RX (40,000/s), take 75 % of CPU 3", finding.Title);
    }

    [Fact]
    public void Soft_interrupts_of_the_machine_are_told_without_their_kind_where_it_cannot_be_read()
    {
        using TestMachine machine = new(cpus: 2);
        machine.AllCpus(new CpuLoad(SoftIrq: 26));

        Assert.Equal("Soft interrupts take 26 % of the CPU time", Load.Find(machine.Observe()).Title);
    }

    [Fact]
    public void Soft_interrupts_below_both_thresholds_are_no_finding()
    {
        using TestMachine machine = new(cpus: 4);
        machine.Cpu(3, new CpuLoad(SoftIrq: 69));

        Load.IsSilent(machine.Observe());
    }

    [Fact]
    public void Interrupts_that_all_come_to_one_short_CPU_name_line_and_CPU()
    {
        using TestMachine machine = new(cpus: 4);
        machine.Cpu(1, new CpuLoad(Irq: 10, SoftIrq: 45));
        machine.File("/proc/irq/24/smp_affinity_list", "1\n");

        Finding finding = Imbalance.Find(machine.Observe() with { Hardware = Interrupts(95) });

        Assert.Contains("CPU 1 serves", finding.Title, StringComparison.Ordinal);
        Assert.Contains("eth0-rx (irq 24)", finding.Title, StringComparison.Ordinal);
        Assert.Equal(PartyKind.Irq, finding.Culprits[0].Kind);
        Assert.Contains(finding.Fix, f => f.Command == "echo 0-3 > /proc/irq/24/smp_affinity_list" && f.Undo == "echo 1 > /proc/irq/24/smp_affinity_list");
    }

    [Theory]
    [InlineData(50, 55)] // evenly spread over two
    [InlineData(95, 49)] // the CPU copes
    public void Interrupts_that_are_spread_or_cheap_are_no_finding(double share, double time)
    {
        using TestMachine machine = new(cpus: 4);
        machine.Cpu(1, new CpuLoad(SoftIrq: time));

        Imbalance.IsSilent(machine.Observe() with { Hardware = Interrupts(share) });
    }

    private static HardwareSurvey Interrupts(double share) => new()
    {
        Interrupts =
        [
            new InterruptUsage("24", "eth0-rx", 9_000, 1, share, true),
            new InterruptUsage("LOC", "Local timer interrupts", 90_000, 0, 25, false),
        ],
    };
}
