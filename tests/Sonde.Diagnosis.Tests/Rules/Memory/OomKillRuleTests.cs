using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Memory;
using Sonde.Proc;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Memory;

public class OomKillRuleTests
{
    private static readonly OomKillRule Rule = new();

    [Fact]
    public void A_kill_in_the_window_is_critical_and_names_victim_and_largest_process()
    {
        using TestMachine machine = new();
        machine.Process(50, "big").ResidentKibibytes = 6_000_000;
        Observation observation = machine.Observe();

        Finding finding = Rule.Find(With(observation, Kill(observation, 2, isInWindow: true)));

        Assert.Equal((Severity.Critical, "The machine ran out of memory just now and mysqld (pid 4711) was killed"), (finding.Severity, finding.Title));
        Assert.Equal((50, 4711), (finding.Culprits[0].Pid, finding.Victims[0].Pid));
    }

    [Theory]
    [InlineData(65, "1 minute ago")]
    [InlineData(600, "10 minutes ago")]
    public void A_kill_before_the_window_is_a_warning_that_says_when(double secondsAgo, string when)
    {
        using TestMachine machine = new();
        Observation observation = machine.Observe();
        Finding finding = Rule.Find(With(observation, Kill(observation, secondsAgo, isInWindow: false)));
        Assert.Equal((Severity.Warning, $"The machine ran out of memory {when} and mysqld (pid 4711) was killed"), (finding.Severity, finding.Title));
    }

    [Fact]
    public void The_last_of_several_is_named_and_all_are_victims()
    {
        using TestMachine machine = new();
        Observation observation = machine.Observe();
        Finding finding = Rule.Find(With(observation, Kill(observation, 900, false) with { Comm = "first", Pid = 1 }, Kill(observation, 2, true)));
        Assert.Contains("mysqld (pid 4711)", finding.Title, StringComparison.Ordinal);
        Assert.Equal(["first", "mysqld"], finding.Victims.Select(v => v.Name));
    }

    [Fact]
    public void Without_the_log_the_counter_and_short_memory_tell()
    {
        using TestMachine machine = Counting(kills: 1, availableKibibytes: 300_000);
        Finding finding = Rule.Find(machine.Observe());
        Assert.Equal((Severity.Critical, 0.7, "The machine ran out of memory just now and a process was killed"), (finding.Severity, finding.Confidence, finding.Title));
        Assert.DoesNotContain(finding.Evidence, e => e.Metric.Contains("recently", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_log_a_kill_while_memory_was_plenty_was_in_a_group_that_is_gone()
    {
        using TestMachine machine = Counting(kills: 1, availableKibibytes: 5_000_000);
        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void Kills_that_groups_counted_are_theirs_and_count_once_in_a_tree_of_groups()
    {
        using TestMachine machine = Counting(kills: 2, availableKibibytes: 300_000);
        CgroupSurvey explained = new() { Hierarchy = "v2", Groups = [new() { Path = "/a", OomKills = 2 }, new() { Path = "/a/b", OomKills = 2 }] };
        CgroupSurvey half = new() { Hierarchy = "v2", Groups = [new() { Path = "/a", OomKills = 1 }, new() { Path = "/a/b", OomKills = 1 }, new() { Path = "/c", OomKills = double.NaN }] };
        Observation observation = machine.Observe();

        Rule.IsSilent(observation with { Cgroups = explained });
        Assert.Equal(1, Rule.Find(observation with { Cgroups = half }).Evidence[0].Value);
    }

    [Fact]
    public void A_readable_log_without_a_kill_is_believed_more_than_the_counter()
    {
        using TestMachine machine = Counting(kills: 1, availableKibibytes: 300_000);
        Rule.IsSilent(machine.Observe() with { KernelLog = new KernelLogSurvey() });
    }

    [Fact]
    public void Kills_in_groups_and_a_kernel_without_the_counter_are_no_finding()
    {
        using TestMachine machine = new();
        machine.File("/proc/vmstat", "nr_free_pages 1\n").Memory("MemAvailable", 1);
        Observation observation = machine.Observe();
        Rule.IsSilent(observation);
        Rule.IsSilent(With(observation, Kill(observation, 2, true) with { Kind = KernelEventKind.CgroupOutOfMemoryKill }));
    }

    private static TestMachine Counting(double kills, double availableKibibytes)
    {
        TestMachine machine = new();
        return machine.VirtualMemory("oom_kill", 7, kills / machine.Seconds).Memory("MemAvailable", availableKibibytes);
    }

    private static KernelEvent Kill(Observation observation, double secondsAgo, bool isInWindow) =>
        new(KernelEventKind.OutOfMemoryKill, observation.Last.SinceBoot - TimeSpan.FromSeconds(secondsAgo), "Out of memory: Killed process 4711 (mysqld)", isInWindow, 4711, "mysqld");

    private static Observation With(Observation observation, params KernelEvent[] events) => observation with { KernelLog = new KernelLogSurvey { Events = events } };
}
