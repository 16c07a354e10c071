using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Surveys;
using Sonde.Proc;
using Sonde.Testing;
using Xunit;

namespace Sonde.Diagnosis.Tests.Surveys;

public class CgroupSurveyorTests
{
    private const double RecordedSeconds = 30.01 - 23.03;

    [Fact]
    public void Recorded_groups_of_version_2_have_limits_and_rates()
    {
        CgroupSurvey survey = Recorded("v2/first", "v2/second");

        Assert.Equal(("v2", null), (survey.Hierarchy, survey.Unavailability));
        CgroupUsage app = survey.Groups.Single(g => g.Path == "/system.slice/app.service");
        Assert.Equal((0.2, 50_331_648, 64), (app.CpuLimit, app.MemoryLimitBytes, app.PidsLimit));
        Assert.InRange(app.CpuUsed, 0.15, 0.25);
        Assert.InRange(app.ThrottledPercent, 50, 100);
        Assert.InRange(app.CpuPressurePercent, 0, 100);
        Assert.True(app.WorkingSetBytes > 0 && app.WorkingSetBytes <= app.MemoryBytes);
        Assert.Equal(0, app.OomKills);
        Assert.NotEmpty(app.LimitedDevices);
    }

    [Fact]
    public void Recorded_groups_of_version_1_speak_the_same_units()
    {
        CgroupSurvey survey = Recorded("v1", "v1");
        Assert.Equal("v1", survey.Hierarchy);
        Assert.Contains(survey.Groups, g => g.MemoryLimitBytes > 0 && g.WorkingSetBytes >= 0);
        Assert.All(survey.Groups, g => Assert.Equal(double.NaN, g.CpuPressurePercent));
    }

    [Fact]
    public void Groups_of_a_limited_group_lend_it_their_processes()
    {
        using TemporaryTree tree = Version2();
        Group(tree, "/pod", "memory.max", "1000000\n").Write("/sys/fs/cgroup/pod/cgroup.procs", "");
        Group(tree, "/pod/c1", "cgroup.procs", "11\n12\n");
        Group(tree, "/pod/c2", "cgroup.procs", "13\n");
        Group(tree, "/podium", "cgroup.procs", "14\n");

        CgroupUsage pod = Assert.Single(Survey(tree).Groups);

        Assert.Equal(("/pod", "11 12 13"), (pod.Path, string.Join(' ', pod.Members)));
    }

    [Fact]
    public void A_group_with_very_many_processes_is_cut()
    {
        using TemporaryTree tree = Version2();
        Group(tree, "/many", "pids.max", "100000\n").Write("/sys/fs/cgroup/many/cgroup.procs", string.Concat(Enumerable.Range(1, 500).Select(i => $"{i}\n")));
        Assert.Equal(64, Assert.Single(Survey(tree).Groups).Members.Count);
    }

    [Fact]
    public void Groups_without_limits_are_left_out_unless_they_are_in_trouble()
    {
        using TemporaryTree tree = Version2();
        foreach (string name in new[] { "/calm", "/pressed", "/killed" })
            Group(tree, name, "cgroup.procs", "11\n").Write($"/sys/fs/cgroup{name}/memory.events", "low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\n").Write($"/sys/fs/cgroup{name}/memory.pressure", Pressure(0));
        using CgroupSurveyor surveyor = new(tree.Root);
        surveyor.Begin();
        tree.Write("/sys/fs/cgroup/pressed/memory.pressure", Pressure(1_000_000)).Write("/sys/fs/cgroup/killed/memory.events", "low 0\nhigh 0\nmax 0\noom 1\noom_kill 1\n");

        CgroupSurvey survey = surveyor.End(tree.Root, 5);

        Assert.Equal([("/killed", 1.0, 0.0), ("/pressed", 0.0, 20.0)], survey.Groups.Select(g => (g.Path, g.OomKills, g.MemoryPressurePercent)));
    }

    [Fact]
    public void A_group_made_inside_the_window_is_found_and_counts_from_zero()
    {
        using TemporaryTree tree = Version2();
        Group(tree, "/old", "memory.max", "1000000\n").Write("/sys/fs/cgroup/old/memory.events", "max 5\noom_kill 9\n");
        using CgroupSurveyor surveyor = new(tree.Root);
        surveyor.Begin();
        Group(tree, "/new", "memory.max", "1000000\n").Write("/sys/fs/cgroup/new/memory.events", "max 5\noom_kill 2\n");

        CgroupSurvey survey = surveyor.End(tree.Root, 5);

        Assert.Equal([("/new", 2.0, double.NaN), ("/old", 0.0, 0.0)], survey.Groups.Select(g => (g.Path, g.OomKills, g.LimitHits)));
    }

    [Fact]
    public void Without_time_in_between_there_are_states_and_no_rates()
    {
        using TemporaryTree tree = Version2();
        Group(tree, "/a", "cpu.max", "50000 100000\n").Write("/sys/fs/cgroup/a/cpu.stat", "usage_usec 5\nuser_usec 5\nsystem_usec 0\nnr_periods 7\nnr_throttled 3\nthrottled_usec 9\n");
        using CgroupSurveyor surveyor = new(tree.Root);
        surveyor.Begin();
        CgroupUsage group = Assert.Single(surveyor.End(tree.Root, double.NaN).Groups);
        Assert.Equal((0.5, double.NaN, double.NaN, double.NaN), (group.CpuLimit, group.CpuUsed, group.Periods, group.ThrottledPercent));
    }

    [Fact]
    public void A_machine_without_groups_says_so()
    {
        using TemporaryTree tree = new();
        tree.Write("/proc/self/mountinfo", "22 1 0:20 / /proc rw - proc proc rw\n");
        CgroupSurvey survey = Survey(tree);
        Assert.Equal(("none", 0), (survey.Hierarchy, survey.Groups.Count));
        Assert.Contains("no cgroup file system is mounted", survey.Unavailability!.Because, StringComparison.Ordinal);
        Assert.Equal((double.NaN, double.NaN), (survey.OwnCpuLimit, survey.OwnMemoryLimitBytes));
    }

    private static CgroupSurvey Recorded(string earlier, string later)
    {
        using LinuxRoot first = LinuxRoot.Recorded(TestData.PathOf($"cgroup/{earlier}"));
        using LinuxRoot second = LinuxRoot.Recorded(TestData.PathOf($"cgroup/{later}"));
        using CgroupSurveyor surveyor = new(first);
        surveyor.Begin();
        return surveyor.End(second, RecordedSeconds);
    }

    private static CgroupSurvey Survey(TemporaryTree tree)
    {
        using CgroupSurveyor surveyor = new(tree.Root);
        surveyor.Begin();
        return surveyor.End(tree.Root, 5);
    }

    private static TemporaryTree Version2() => new TemporaryTree()
        .Write("/proc/self/mountinfo", "30 1 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n").Write("/proc/self/cgroup", "0::/\n")
        .Write("/sys/fs/cgroup/cgroup.controllers", "cpu memory io pids\n").Write("/sys/fs/cgroup/cgroup.procs", "1\n");

    private static TemporaryTree Group(TemporaryTree tree, string path, string file, string text) => tree.Write($"/sys/fs/cgroup{path}/{file}", text);

    private static string Pressure(long total) => $"some avg10=0.00 avg60=0.00 avg300=0.00 total={total}\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n";
}
