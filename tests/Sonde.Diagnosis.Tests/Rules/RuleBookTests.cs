using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Rules;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules;

public class RuleBookTests
{
    [Fact]
    public void Every_id_of_a_rule_is_in_the_catalogue() => Assert.All(RuleBook.All.SelectMany(r => r.Ids), id => Assert.True(FindingCatalogue.Contains(id), id));

    [Fact]
    public void An_empty_tree_is_judged_without_findings_and_without_clearing_anything()
    {
        DirectoryInfo empty = Directory.CreateTempSubdirectory("sonde-empty-");
        try
        {
            using Sonde.Proc.LinuxRoot root = Sonde.Proc.LinuxRoot.Recorded(empty.FullName);
            using Observer observer = new(new ObserverOptions { Roots = [root, root] }, CancellationToken.None);
            Verdict verdict = RuleBook.Judge(observer.Observe());

            Assert.Empty(verdict.Findings);
            Assert.Empty(verdict.RuledOut);
        }
        finally
        {
            empty.Delete();
        }
    }

    [Fact]
    public void A_healthy_idle_machine_has_no_finding()
    {
        using TestMachine machine = new();

        Assert.Empty(RuleBook.Judge(machine.Observe()).Findings);
    }

    [Fact]
    public void One_sample_of_a_busy_machine_clears_nothing_that_needs_two()
    {
        using TestMachine machine = new(samples: 1) { Runnable = 50, BlockedOnStorage = 20, Load = 90 };

        Verdict verdict = RuleBook.Judge(machine.Observe());

        Assert.Empty(verdict.Findings);
    }
}
