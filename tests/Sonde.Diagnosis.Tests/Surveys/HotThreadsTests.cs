using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Surveys;
using Xunit;

namespace Sonde.Diagnosis.Tests.Surveys;

public class HotThreadsTests
{
    [Fact]
    public void Threads_of_hot_processes_get_what_they_used_in_between()
    {
        using TaskTree tasks = new();
        HotThreads hot = Begin(tasks, second => tasks
            .Thread(50, 50, "main", user: 100 + (second * 50), threads: 2, schedstat: "1000 2000000000 10", cpu: 1)
            .Thread(50, 51, "worker", user: 100, system: 100, threads: 2, schedstat: "1000 0 10"));

        // Two seconds later: the main thread used 20 ticks, the worker 100 of which 60 in the kernel, and it waited half a second.
        tasks.Thread(50, 50, "main", user: 170, threads: 2, schedstat: "1000 2000000000 30", cpu: 1)
            .Thread(50, 51, "worker", 'R', user: 140, system: 160, threads: 2, schedstat: "1000 500000000 110", nice: 5, policy: 3, cpu: 1);
        IReadOnlyList<ThreadUsage> usage = hot.End(TimeSpan.FromSeconds(14));

        Assert.Equal(["worker", "main"], usage.Select(t => t.Comm));
        ThreadUsage worker = usage[0];
        Assert.Equal((50, 51, 50.0, 20.0, 'R', 1, 25.0, 50.0, 5, 3), (worker.Pid, worker.Tid, worker.CpuPercent, worker.UserPercent, worker.State, worker.Processor, worker.WaitPercent, worker.SwitchInsPerSecond, worker.Nice, worker.Policy));
        Assert.Equal((10.0, 0.0, 10.0), (usage[1].CpuPercent, usage[1].WaitPercent, usage[1].SwitchInsPerSecond));
    }

    [Fact]
    public void Single_threads_and_idle_processes_are_not_watched()
    {
        using TaskTree tasks = new();
        HotThreads hot = Begin(tasks, second => tasks
            .Thread(50, 50, "single", user: second * 90)
            .Thread(60, 60, "idle", user: second * 10, threads: 2).Thread(60, 61, "idle", threads: 2));
        Assert.Empty(hot.End(TimeSpan.FromSeconds(14)));
    }

    [Fact]
    public void A_thread_that_came_or_whose_id_was_reused_has_no_start_to_subtract()
    {
        using TaskTree tasks = new();
        HotThreads hot = Begin(tasks, second => tasks.Thread(50, 50, "main", user: second * 50, threads: 2).Thread(50, 51, "old", threads: 2));
        tasks.Thread(50, 51, "reused", user: 5000, threads: 3, start: 900).Thread(50, 52, "new", user: 5000, threads: 3);
        Assert.Equal(["main"], hot.End(TimeSpan.FromSeconds(14)).Select(t => t.Comm));
    }

    [Fact]
    public void A_process_that_ended_and_a_kernel_without_schedstat_leave_out_what_is_unknown()
    {
        using TaskTree tasks = new();
        HotThreads hot = Begin(tasks, second => tasks
            .Thread(50, 50, "stays", user: second * 50, threads: 2).Thread(50, 51, "stays", threads: 2)
            .Thread(60, 60, "ends", user: second * 50, threads: 2).Thread(60, 61, "ends", threads: 2));
        tasks.Tree.Remove("/proc/60");
        IReadOnlyList<ThreadUsage> usage = hot.End(TimeSpan.FromSeconds(14));
        Assert.Equal(2, usage.Count);
        Assert.All(usage, t => Assert.Equal((50, double.NaN, double.NaN), (t.Pid, t.WaitPercent, t.SwitchInsPerSecond)));
    }

    [Fact]
    public void Nothing_was_watched_or_no_time_passed()
    {
        using TaskTree tasks = new();
        Assert.Empty(new HotThreads(tasks.Tree.Root, 100).End(TimeSpan.FromSeconds(5)));
        HotThreads hot = Begin(tasks, second => tasks.Thread(50, 50, "main", user: second * 50, threads: 2).Thread(50, 51, "main", threads: 2));
        Assert.Empty(hot.End(TimeSpan.FromSeconds(12)));
    }

    [Fact]
    public void Garbage_in_place_of_a_thread_is_passed_over()
    {
        using TaskTree tasks = new();
        HotThreads hot = Begin(tasks, second => tasks.Thread(50, 50, "main", user: second * 50, threads: 2).Thread(50, 51, "main", threads: 2, schedstat: "x y"));
        tasks.Tree.Write("/proc/50/task/51/stat", "51 (broken").Write("/proc/50/task/notanumber", "").MakeDirectory("/proc/50/task/99999");
        Assert.Equal([50], hot.End(TimeSpan.FromSeconds(14)).Select(t => t.Tid));
    }

    // Two looks a second apart, the second at 12 s since boot.
    private static HotThreads Begin(TaskTree tasks, Action<int> write)
    {
        write(0);
        tasks.Look();
        write(1);
        tasks.Look();
        HotThreads hot = new(tasks.Tree.Root, 100);
        hot.Begin(tasks.Activity, TimeSpan.FromSeconds(12));
        return hot;
    }
}
