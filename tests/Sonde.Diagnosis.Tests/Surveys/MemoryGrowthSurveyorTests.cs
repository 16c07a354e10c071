using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Surveys;
using Xunit;

namespace Sonde.Diagnosis.Tests.Surveys;

public class MemoryGrowthSurveyorTests
{
    [Fact]
    public void The_parts_of_growing_processes_are_told_apart()
    {
        using TaskTree tasks = new();
        MemoryGrowthSurveyor surveyor = Begin(tasks, second =>
        {
            tasks.Thread(50, 50, "grows", rss: 1_000 + (second * 1_000)).Thread(60, 60, "still", rss: 5_000);
            tasks.Tree.Write("/proc/50/status", "Name:\tx\nState:\tS (sleeping)\nPid:\t1\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nRssAnon:\t4000 kB\nRssFile:\t100 kB\nRssShmem:\t50 kB\nVmSwap:\t10 kB\n");
        });
        tasks.Tree.Write("/proc/50/status", "Name:\tx\nState:\tS (sleeping)\nPid:\t1\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nRssAnon:\t8000 kB\nRssFile:\t300 kB\nRssShmem:\t60 kB\nVmSwap:\t1010 kB\n");

        MemoryGrowth growth = Assert.Single(surveyor.End(tasks.Activity, tasks.Tree.Root, TimeSpan.FromSeconds(14)));

        Assert.Equal(new MemoryGrowth(50, 2, 5000, 200, 10) { AnonymousHeldKibibytes = 9010 }, growth);
        Assert.Equal(2500 * 1024, growth.AnonymousBytesPerSecond);
    }

    [Fact]
    public void Small_growth_unreadable_status_and_ended_processes_are_left_out()
    {
        using TaskTree tasks = new();
        MemoryGrowthSurveyor surveyor = Begin(tasks, second =>
        {
            tasks.Thread(50, 50, "little", rss: 1_000 + (second * 127)).Thread(60, 60, "hidden", rss: 1_000 + (second * 500)).Thread(70, 70, "ends", rss: 1_000 + (second * 500));
            tasks.Tree.Write("/proc/50/status", "Name:\tx\nState:\tS (sleeping)\nPid:\t1\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nRssAnon:\t1 kB\n").Write("/proc/70/status", "Name:\tx\nState:\tS (sleeping)\nPid:\t1\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nRssAnon:\t1 kB\n");
        });
        tasks.Tree.Remove("/proc/70");
        tasks.Look();
        Assert.Empty(surveyor.End(tasks.Activity, tasks.Tree.Root, TimeSpan.FromSeconds(14)));
    }

    [Fact]
    public void Without_time_in_between_there_is_no_growth()
    {
        using TaskTree tasks = new();
        MemoryGrowthSurveyor surveyor = Begin(tasks, second =>
        {
            tasks.Thread(50, 50, "grows", rss: 1_000 + (second * 1_000));
            tasks.Tree.Write("/proc/50/status", "Name:\tx\nState:\tS (sleeping)\nPid:\t1\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nRssAnon:\t4000 kB\n");
        });
        Assert.Empty(surveyor.End(tasks.Activity, tasks.Tree.Root, TimeSpan.FromSeconds(12)));
        Assert.Empty(new MemoryGrowthSurveyor().End(tasks.Activity, tasks.Tree.Root, TimeSpan.FromSeconds(12)));
    }

    private static MemoryGrowthSurveyor Begin(TaskTree tasks, Action<int> write)
    {
        write(0);
        tasks.Look();
        write(1);
        tasks.Look();
        MemoryGrowthSurveyor surveyor = new();
        surveyor.Begin(tasks.Activity, tasks.Tree.Root, TimeSpan.FromSeconds(12));
        return surveyor;
    }
}
