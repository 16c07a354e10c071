using Sonde.Metrics.Sampling;
using Sonde.Proc.Processes;
using Sonde.Testing;

namespace Sonde.Metrics.Tests.Sampling;

public sealed class SampleSourceTests
{
    [Fact]
    public void Recorded_trees_give_one_sample_each_in_their_order()
    {
        using TemporaryTree first = Tree("100.25", "1.00");
        using TemporaryTree second = Tree("103.75", "2.00");
        using SampleSource source = SampleSource.Recorded([first.Root, second.Root]);
        SystemSample earlier = new();
        SystemSample later = new();
        Assert.False(source.IsLive);
        Assert.True(source.TryTake(earlier, SampleParts.Load));
        Assert.Same(first.Root, source.CurrentRoot);
        Assert.True(source.TryTake(later, SampleParts.Load));
        Assert.Same(second.Root, source.CurrentRoot);
        Assert.False(source.TryTake(new SystemSample(), SampleParts.Load));
        Assert.Equal((100.25, 103.75), (earlier.SinceBoot.TotalSeconds, later.SinceBoot.TotalSeconds));
        Assert.Equal(3.5, new SystemInterval(earlier, later).Seconds);
        Assert.True(later.Load.IsAvailable);
    }

    [Fact]
    public void Recorded_wall_time_is_boot_time_and_uptime()
    {
        using TemporaryTree tree = Tree("100.25", "1.00").Write("/proc/stat", "cpu  0 0 0 0 0 0 0 0 0 0\ncpu0 0 0 0 0 0 0 0 0 0 0\nintr 0\nctxt 0\nbtime 1700000000\nprocesses 1\nprocs_running 1\nprocs_blocked 0\n");
        using SampleSource source = SampleSource.Recorded([tree.Root]);
        SystemSample sample = new();
        source.TryTake(sample, SampleParts.None);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000100).AddSeconds(0.25), sample.Wall);
    }

    [Fact]
    public void Recorded_tree_without_a_clock_is_at_no_time()
    {
        using TemporaryTree tree = new();
        using SampleSource source = SampleSource.Recorded([tree.Root]);
        SystemSample sample = new();
        Assert.True(source.TryTake(sample, SampleParts.Cpu | SampleParts.Memory));
        Assert.Equal((TimeSpan.Zero, default), (sample.SinceBoot, sample.Wall));
        Assert.False(sample.Cpu.IsAvailable);
        Assert.False(sample.Memory.IsAvailable);
    }

    [Fact]
    public void Processes_of_the_next_tree_are_compared_with_those_of_the_one_before()
    {
        using TemporaryTree first = Tree("100.00", "1.00").Write("/proc/5/stat", TaskStat.Line(5, "a", user: 10));
        using TemporaryTree second = Tree("101.00", "1.00").Write("/proc/5/stat", TaskStat.Line(5, "a", user: 35)).Write("/proc/6/stat", TaskStat.Line(6, "b"));
        using SampleSource source = SampleSource.Recorded([first.Root, second.Root]);
        SystemSample sample = new();
        source.TryTake(sample, SampleParts.None, ProcessDetails.None);
        source.TryTake(sample, SampleParts.None, ProcessDetails.None);
        Assert.Equal([5, 6], source.Processes!.Entries.Select(static e => e.Identity.Pid));
        Assert.Equal((10ul, 35ul), (source.Processes.Entries[0].Previous.Stat.UserTicks, source.Processes.Entries[0].Current.Stat.UserTicks));
    }

    [Fact]
    public void Live_source_that_was_interrupted_takes_no_sample_but_still_its_last()
    {
        using CancellationTokenSource interrupted = new();
        using SampleSource source = SampleSource.Live(TimeSpan.FromHours(1), interrupted.Token);
        SystemSample sample = new();
        Assert.True(source.TryTake(sample, SampleParts.Load));
        interrupted.Cancel();
        Assert.False(source.TryTake(sample, SampleParts.Load));
        TimeSpan before = sample.SinceBoot;
        source.TakeLast(sample, SampleParts.Load);
        Assert.True(sample.SinceBoot >= before);
        Assert.True(sample.Load.IsAvailable);
    }

    private static TemporaryTree Tree(string uptime, string load) =>
        new TemporaryTree().Write("/proc/uptime", uptime + " 0.00\n").Write("/proc/loadavg", load + " 0.00 0.00 1/2 3\n");
}
