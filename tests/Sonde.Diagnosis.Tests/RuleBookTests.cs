using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Rules;
using Xunit;

namespace Sonde.Diagnosis.Tests;

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
            Judgement judgement = RuleBook.Judge(observer.Observe());

            Assert.Empty(judgement.Findings);
            Assert.Empty(judgement.RuledOut);
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

        Judgement judgement = RuleBook.Judge(machine.Observe());

        Assert.Empty(judgement.Findings);
    }
}
