using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Rules;
using Sonde.Diagnosis.Rules.Cpu;
using Sonde.Proc;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Cpu;

public class CpuChecklistRuleTests
{
    private const string Saturated = "Are the CPUs saturated?";
    private const string OneThread = "Is one CPU or one thread the bottleneck?";
    private const string Taken = "Does a hypervisor or a CPU quota take time away?";

    [Fact]
    public void A_quiet_machine_is_cleared_of_all_with_numbers()
    {
        using TestMachine machine = new() { CpuPressure = 2 };
        machine.AllCpus(new CpuLoad(User: 10));
        machine.Process(9, "some").UserPercent = 15;

        Judgement judgement = (machine.Observe() with { Cgroups = new CgroupSurvey() }).Judge(new CpuSaturatedRule(), new SingleThreadRule(), new CpuChecklistRule());

        Assert.Equal("no: 10 % busy, 0 tasks waiting on average, somebody waited 2 % of the time", judgement.Answer(Saturated));
        Assert.Equal("no: the busiest CPU is 10 % busy, all together 10 %; the busiest thread uses 15 % of one", judgement.Answer(OneThread));
        Assert.Equal("no: 0 % stolen; no group has a CPU quota", judgement.Answer(Taken));
    }

    [Fact]
    public void What_was_found_is_not_ruled_out()
    {
        using TestMachine machine = new() { Runnable = 9, CpuPressure = 99 };
        machine.AllCpus(new CpuLoad(User: 60, Steal: 40));

        Judgement judgement = machine.Observe().Judge(new CpuSaturatedRule(), new StealRule(), new CpuChecklistRule());

        Assert.Null(judgement.Answer(Saturated));
        Assert.Null(judgement.Answer(Taken));
    }

    [Fact]
    public void What_cannot_be_seen_is_not_ruled_out()
    {
        using TestMachine blind = new(samples: 1);
        using TestMachine machine = new();
        CgroupSurvey unseen = new() { Unavailability = new Unavailability("control groups", "not mounted", "") };

        Assert.Empty((blind.Observe() with { Cgroups = unseen }).Judge(new CpuChecklistRule()).RuledOut);
        Assert.Null((machine.Observe() with { Cgroups = unseen }).Judge(new CpuChecklistRule()).Answer(Taken));
    }

    [Fact]
    public void A_guest_that_never_saw_stolen_time_is_told_that_it_may_be_hidden()
    {
        using TestMachine machine = new();
        Observation observation = machine.Observe();

        string? answer = (observation with { Cgroups = new CgroupSurvey(), Host = observation.Host with { Virtualization = "kvm" } }).Judge(new CpuChecklistRule()).Answer(Taken);

        Assert.Contains("may simply not report", answer, StringComparison.Ordinal);
    }
}
