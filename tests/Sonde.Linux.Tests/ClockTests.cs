using System.Globalization;

namespace Sonde.Linux.Tests;

public sealed class ClockTests
{
    [Fact]
    public void Time_since_boot_is_that_of_proc_uptime()
    {
        TimeSpan before = Clock.SinceBoot;
        double uptime = double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
        TimeSpan after = Clock.SinceBoot;

        // The file cuts off below a hundredth.
        Assert.InRange(uptime, before.TotalSeconds - 0.011, after.TotalSeconds + 0.011);
    }

    [Fact]
    public void Wall_time_is_that_of_the_platform()
    {
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        DateTimeOffset wall = Clock.Wall;
        DateTimeOffset after = TimeProvider.System.GetUtcNow();

        Assert.InRange(wall, before, after);
        Assert.Equal(TimeSpan.Zero, wall.Offset);
    }

    [Fact]
    public void The_monotonic_clock_never_leads_the_boot_clock()
    {
        // They are equal on a machine that never slept; reading one after the other can only add to the second.
        TimeSpan monotonic = Clock.Monotonic;

        Assert.True(Clock.SinceBoot >= monotonic);
    }

    [Fact]
    public void Waiting_ends_with_the_time_or_with_the_cancellation()
    {
        using var source = new CancellationTokenSource();
        TimeSpan before = Clock.Monotonic;
        Assert.True(Clock.Wait(TimeSpan.FromMilliseconds(20), source.Token));
        Assert.True(Clock.Monotonic - before >= TimeSpan.FromMilliseconds(19));
        Assert.True(Clock.Wait(TimeSpan.Zero, source.Token));
        Assert.True(Clock.Wait(TimeSpan.FromSeconds(-1), source.Token));

        source.CancelAfter(TimeSpan.FromMilliseconds(20));
        Assert.False(Clock.Wait(TimeSpan.FromMinutes(10), source.Token));
        Assert.False(Clock.Wait(TimeSpan.Zero, source.Token));
    }
}
