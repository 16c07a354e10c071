using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Memory;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Memory;

public class CgroupOomKillRuleTests
{
    private const double Limit = 256 * 1024 * 1024;
    private static readonly CgroupOomKillRule Rule = new();

    [Fact]
    public void A_logged_kill_names_group_victim_and_the_largest_left()
    {
        using TestMachine machine = new();
        machine.Process(50, "left").ResidentKibibytes = 100_000;
        CgroupUsage group = new() { Path = "/docker/555f", Name = "docker 555f", OomKills = 1, MemoryLimitBytes = Limit, Members = [50, 99] };

        Finding finding = Find(machine, [group], Kill("/docker/555f"));

        Assert.Equal((Severity.Critical, "Control group /docker/555f is out of memory: java (pid 99) was killed"), (finding.Severity, finding.Title));
        Assert.Equal(["/docker/555f", "java", "left"], finding.Culprits.Select(c => c.Name));
        Assert.Equal(99, finding.Victims[0].Pid);
        Assert.Contains(finding.Evidence, e => e.Metric == "memory limit of the group" && e.Value == Limit);
        Assert.Contains("88 % of its memory available", finding.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void One_kill_in_nested_groups_is_one_finding_on_the_group_whose_limit_was_hit()
    {
        using TestMachine machine = new();
        CgroupUsage pod = new() { Path = "/pods/pod1", OomKills = 1, MemoryLimitBytes = Limit };
        CgroupUsage container = new() { Path = "/pods/pod1/c1", OomKills = 1, MemoryLimitBytes = Limit * 2 };

        Finding finding = Find(machine, [pod, container], Kill("/pods/pod1"));

        Assert.Equal("/pods/pod1", finding.Culprits[0].Name);
    }

    [Fact]
    public void Without_the_log_the_nearest_group_with_a_limit_is_named()
    {
        using TestMachine machine = new();
        Finding own = Find(machine, [new() { Path = "/a", OomKills = 1, MemoryLimitBytes = Limit }, new() { Path = "/a/b", OomKills = 1, MemoryLimitBytes = Limit }]);
        Finding above = Find(machine, [new() { Path = "/a", OomKills = 1, MemoryLimitBytes = Limit }, new() { Path = "/a/b", OomKills = 1 }]);
        Finding none = Find(machine, [new() { Path = "/a", OomKills = 1 }, new() { Path = "/a/b", OomKills = 1 }, new() { Path = "/ab", MemoryLimitBytes = Limit }]);

        Assert.Equal(("/a/b", "/a", "/a/b"), (own.Culprits[0].Name, above.Culprits[0].Name, none.Culprits[0].Name));
        Assert.Equal("Control group /a/b is out of memory: a process was killed", own.Title);
    }

    [Fact]
    public void Kills_in_two_groups_are_two_findings()
    {
        using TestMachine machine = new();
        IReadOnlyList<Finding> findings = Judge(machine, [new() { Path = "/a", OomKills = 2 }, new() { Path = "/a/b", OomKills = 1 }, new() { Path = "/a/c", OomKills = 1 }]);
        Assert.Equal(["/a/b", "/a/c"], findings.Select(f => f.Culprits[0].Name));
    }

    [Fact]
    public void A_kill_whose_group_the_log_does_not_name_is_of_the_group_that_counted_it()
    {
        using TestMachine machine = new();
        Finding counted = Find(machine, [new() { Path = "/a", OomKills = 1, MemoryLimitBytes = Limit }], Kill(null));
        Assert.Equal("Control group /a is out of memory: java (pid 99) was killed", counted.Title);

        Finding unknown = Find(machine, [], Kill(null));
        Assert.Equal((Severity.Critical, "A control group is out of memory: java (pid 99) was killed"), (unknown.Severity, unknown.Title));
        Assert.Equal("java", unknown.Culprits[0].Name);
    }

    [Fact]
    public void An_earlier_kill_in_a_group_that_is_still_there_is_a_warning()
    {
        using TestMachine machine = new();
        Finding finding = Find(machine, [new() { Path = "/a", OomKills = 0, MemoryLimitBytes = Limit }], Kill("/a", secondsAgo: 300, isInWindow: false));
        Assert.Equal((Severity.Warning, "Control group /a is out of memory: java (pid 99) was killed 5 minutes ago"), (finding.Severity, finding.Title));
    }

    [Fact]
    public void Earlier_kills_in_groups_that_are_gone_are_told_once_and_are_information()
    {
        using TestMachine machine = new();
        Finding finding = Find(machine, [], Kill("/x", 300, false), Kill("/y", 200, false) with { Comm = "last" });
        Assert.Equal((Severity.Info, "2 processes of control groups that are gone were killed in the last half hour, last last"), (finding.Severity, finding.Title));
    }

    [Fact]
    public void A_flood_of_groups_is_cut()
    {
        using TestMachine machine = new();
        Assert.Equal(5, Judge(machine, [.. Enumerable.Range(0, 40).Select(i => new CgroupUsage { Path = $"/g{i:00}", OomKills = 1 })]).Count);
    }

    [Fact]
    public void The_fix_is_for_systemd_where_the_group_is_a_unit_and_for_the_file_where_it_is_not()
    {
        using TestMachine machine = new();
        Fix unit = Find(machine, [new() { Path = "/system.slice/my app.service", OomKills = 1, MemoryLimitBytes = 1000 }]).Fix[^1];
        Assert.Equal("systemctl set-property --runtime -- 'my app.service' MemoryMax=1500", unit.Command);
        Assert.Equal("systemctl set-property --runtime -- 'my app.service' MemoryMax=1000", unit.Undo);

        Finding second = Find(machine, [new() { Path = "/x;y", OomKills = 1, MemoryLimitBytes = 1000 }]);
        Assert.Equal("echo 1500 > '/sys/fs/cgroup/x;y'/memory.max", second.Fix[^1].Command);
        Assert.Contains(second.Next, n => n.Command == "grep -E '^(anon|file|shmem|slab|sock) ' '/sys/fs/cgroup/x;y'/memory.stat");

        Finding first = Assert.Single(Judge(machine, [new() { Path = "/docker/1", OomKills = 1, MemoryLimitBytes = 1000 }], "hybrid"));
        Assert.Equal("echo 1000 > /sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes", first.Fix[^1].Undo);
    }

    [Fact]
    public void No_kill_or_an_unknown_count_is_no_finding()
    {
        using TestMachine machine = new();
        Assert.Empty(Judge(machine, [new() { Path = "/a", OomKills = 0, OomKillsEver = 12 }, new() { Path = "/b" }]));
    }

    private static Finding Find(TestMachine machine, IReadOnlyList<CgroupUsage> groups, params KernelEvent[] events) => Assert.Single(Judge(machine, groups, "v2", events));

    private static IReadOnlyList<Finding> Judge(TestMachine machine, IReadOnlyList<CgroupUsage> groups, string hierarchy = "v2", params KernelEvent[] events)
    {
        Observation observation = machine.Observe();
        return (observation with
        {
            Cgroups = new CgroupSurvey { Hierarchy = hierarchy, Groups = groups },
            KernelLog = new KernelLogSurvey { Events = [.. events.Select(e => e with { At = observation.Last.SinceBoot - e.At })] },
        }).Judge(Rule).Findings;
    }

    // The time is turned into one since boot when the observation is there.
    private static KernelEvent Kill(string? group, double secondsAgo = 1, bool isInWindow = true) =>
        new(KernelEventKind.CgroupOutOfMemoryKill, TimeSpan.FromSeconds(secondsAgo), "Memory cgroup out of memory: Killed process 99 (java)", isInWindow, 99, "java", group);
}
