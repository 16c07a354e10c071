using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Tasks;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Tasks;

public class ZombieRuleTests
{
    private static readonly ZombieRule Rule = new();

    [Theory]
    [InlineData(20, Severity.Warning)]
    [InlineData(1_000, Severity.Critical)]
    public void A_parent_that_does_not_collect_is_named(int zombies, Severity severity)
    {
        using TestMachine machine = With(zombies, out _);

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(severity, finding.Severity);
        Assert.Equal($"zombie-parent (pid 90) does not collect its {zombies:N0} ended children (zombies)", finding.Title);
        Assert.Equal(90, Assert.Single(finding.Culprits).Pid);
    }

    [Fact]
    public void A_stopped_parent_is_told_so()
    {
        using TestMachine machine = With(20, out TestProcess parent);
        parent.State = 'T';

        Assert.Contains("stopped", Rule.Find(machine.Observe()).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_or_fresh_zombies_are_no_finding()
    {
        using TestMachine few = With(19, out _);
        using TestMachine fresh = new();
        for (int i = 0; i < 50; i++)
        {
            TestProcess zombie = fresh.Process(1_000 + i, "child");
            zombie.ParentPid = 90;
            zombie.State = 'Z';
            zombie.AgeSeconds = -3;
        }

        Rule.IsSilent(few.Observe());
        Rule.IsSilent(fresh.Observe());
    }

    private static TestMachine With(int zombies, out TestProcess parent)
    {
        TestMachine machine = new(samples: 2);
        parent = machine.Process(90, "zombie-parent");
        for (int i = 0; i < zombies; i++)
        {
            TestProcess zombie = machine.Process(1_000 + i, "zombie-child");
            zombie.ParentPid = 90;
            zombie.State = 'Z';
        }

        return machine;
    }
}
