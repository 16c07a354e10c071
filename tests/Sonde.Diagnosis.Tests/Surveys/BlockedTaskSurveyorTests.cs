using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Surveys;
using Xunit;

namespace Sonde.Diagnosis.Tests.Surveys;

public class BlockedTaskSurveyorTests
{
    [Fact]
    public void A_task_that_stays_blocked_is_timed_from_the_first_look_to_the_last()
    {
        using TaskTree tasks = new();
        BlockedTaskSurveyor surveyor = new();
        foreach (int second in new[] { 10, 12, 15 })
        {
            tasks.Thread(50, 50, "stuck", 'D', schedstat: "1 2 7").Tree.Write("/proc/50/wchan", "jbd2_log_wait_commit");
            Look(tasks, surveyor, second);
        }

        BlockedTaskSighting sighting = Assert.Single(surveyor.End());
        Assert.Equal(new BlockedTaskSighting(50, 50, "stuck", "jbd2_log_wait_commit", 5, 3, false), sighting);
    }

    [Fact]
    public void One_that_was_switched_between_the_looks_waits_again_and_again()
    {
        using TaskTree tasks = new();
        BlockedTaskSurveyor surveyor = new();
        for (int second = 10; second < 13; second++)
        {
            tasks.Thread(50, 50, "busy", 'D', schedstat: $"1 2 {second}");
            Look(tasks, surveyor, second);
        }

        Assert.True(Assert.Single(surveyor.End()).HasRun);
    }

    [Fact]
    public void One_that_woke_up_and_blocked_again_is_seen_twice_and_the_longest_comes_first()
    {
        using TaskTree tasks = new();
        BlockedTaskSurveyor surveyor = new();
        for (int second = 10; second < 17; second++)
        {
            tasks.Thread(50, 50, "again", second == 12 ? 'S' : 'D', schedstat: "1 2 7");
            Look(tasks, surveyor, second);
        }

        Assert.Equal([(3.0, 4), (1.0, 2)], surveyor.End().Select(s => (s.Seconds, s.Looks)));
    }

    [Fact]
    public void Threads_of_one_process_are_told_apart_and_a_reused_id_is_another_task()
    {
        using TaskTree tasks = new();
        BlockedTaskSurveyor surveyor = new();
        tasks.Thread(50, 50, "main", threads: 2).Thread(50, 51, "flusher", 'D', threads: 2).Thread(60, 60, "first", 'D', start: 500);
        Look(tasks, surveyor, 10);
        tasks.Thread(60, 60, "second", 'D', start: 1100);
        Look(tasks, surveyor, 11);

        Assert.Equal(
            [("first", 60, 0.0, 1), ("flusher", 51, 1.0, 2), ("second", 60, 0.0, 1)],
            surveyor.End().OrderBy(s => s.Comm, StringComparer.Ordinal).Select(s => (s.Comm, s.Tid, s.Seconds, s.Looks)));
    }

    [Fact]
    public void Nobody_blocked_is_nothing_seen()
    {
        using TaskTree tasks = new();
        BlockedTaskSurveyor surveyor = new();
        tasks.Thread(50, 50, "fine");
        Look(tasks, surveyor, 10);
        Assert.Empty(surveyor.End());
        Assert.Empty(new BlockedTaskSurveyor().End());
    }

    private static void Look(TaskTree tasks, BlockedTaskSurveyor surveyor, int second)
    {
        tasks.Look();
        surveyor.Look(tasks.Table, tasks.Tree.Root, TimeSpan.FromSeconds(second));
    }
}
