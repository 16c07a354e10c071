using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Rules;
using Sonde.Diagnosis.Rules.Tasks;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Tasks;

public class TaskChecklistRuleTests
{
    private const string Stuck = "Are tasks stuck?";
    private const string Limits = "Do processes run out of descriptors, processes or threads?";

    [Fact]
    public void A_quiet_machine_is_cleared_of_both_with_numbers()
    {
        using TestMachine machine = new() { Threads = 2_000 };

        Judgement judgement = (machine.Observe() with { Descriptors = [new DescriptorUsage(9, "nginx", 300, 1_000)] }).Judge(new TaskChecklistRule());

        Assert.Equal("no: none slept uninterruptibly for 3 s without running; 0 zombies", judgement.Answer(Stuck));
        Assert.Equal("no: the fullest process, nginx (pid 9), has 30 % of its descriptors; the machine has 2 % of the tasks it may have", judgement.Answer(Limits));
    }

    [Fact]
    public void What_was_found_or_cannot_be_seen_is_not_ruled_out()
    {
        using TestMachine found = new();
        using TestMachine brief = new(seconds: 2);
        brief.Without("/proc/sys/kernel/pid_max").Without("/proc/sys/kernel/threads-max");

        Assert.Null((found.Observe() with { Descriptors = [new DescriptorUsage(9, "nginx", 900, 1_000)] }).Judge(new DescriptorLimitRule(), new TaskChecklistRule()).Answer(Limits));
        Assert.Empty(brief.Observe().Judge(new TaskChecklistRule()).RuledOut);
    }
}
