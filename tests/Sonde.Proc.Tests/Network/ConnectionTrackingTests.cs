using Sonde.Proc.Network;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Network;

public class ConnectionTrackingTests
{
    private const string Table =
        "entries  clashres found new invalid ignore delete chainlength insert insert_failed drop early_drop icmp_error  expect_new expect_create expect_delete search_restart\n" +
        "00000010  00000000 00000001 00000000 00000002 00000000 00000000 00000000 00000000 00000003 fffffff0 00000005 00000000  00000000 00000000 00000000 00000000\n" +
        "00000010  00000000 00000001 00000000 00000002 00000000 00000000 00000000 00000000 00000003 00000020 00000005 00000000  00000000 00000000 00000000 00000000\n";

    [Fact]
    public void Counters_are_summed_over_cpus_modulo_2_to_the_32_and_the_gauge_is_not()
    {
        ConnectionTracking tracking = Recorded.Parse<ConnectionTracking>(Table);
        Assert.Equal((16UL, 0x10u, 10u, 6u, 4u), (tracking.Count, tracking.Drops, tracking.EarlyDrops, tracking.InsertFailures, tracking.Invalid));
        Assert.Equal(2UL, tracking.Values["found"]);
        Assert.Null(tracking.Maximum);
    }

    [Fact]
    public void Files_of_the_table_and_its_limit_are_read_together()
    {
        using LinuxRoot root = LinuxRoot.Recorded(TestData.PathOf($"proc/{Recorded.Linux61}"));
        using KernelFile count = new(root, ConnectionTracking.CountPath);
        using KernelFile maximum = new(root, ConnectionTracking.MaximumPath);
        using KernelFile counters = new(root, ConnectionTracking.Path);
        ConnectionTracking tracking = new();
        Assert.True(tracking.Load(count, maximum, counters));
        Assert.Equal((0UL, 7680UL, 0u), (tracking.Count, tracking.Maximum, tracking.Drops));
        Assert.Equal(0, Allocation.SteadyStateBytes(() => tracking.Load(count, maximum, counters)));
    }

    [Fact]
    public void Kernel_without_counters_still_gives_the_count()
    {
        using LinuxRoot root = LinuxRoot.Recorded(TestData.PathOf($"proc/{Recorded.Linux61}"));
        using KernelFile count = new(root, ConnectionTracking.CountPath);
        using KernelFile absent = new(root, "/proc/no-such-file");
        ConnectionTracking tracking = new();
        Assert.True(tracking.Load(count, absent, absent));
        Assert.Equal(0UL, tracking.Count);
        Assert.Null(tracking.Maximum);
        Assert.Null(tracking.Drops);
    }

    [Fact]
    public void Machine_without_connection_tracking_is_unavailable()
    {
        using LinuxRoot root = LinuxRoot.Recorded(TestData.PathOf($"proc/{Recorded.Linux61}"));
        using KernelFile absent = new(root, "/proc/no-such-file");
        ConnectionTracking tracking = new();
        Assert.False(tracking.Load(absent, absent, absent));
        Assert.Equal("/proc/no-such-file", tracking.Unavailability!.What);
    }

    [Theory]
    [InlineData("")]
    [InlineData("entries found\n")]
    [InlineData("found entries\n1 2\n")]
    [InlineData("entries found\n00000001\n")]
    [InlineData("entries found\n00000001 xyz\n")]
    public void Text_of_another_form_is_refused(string text) => Recorded.Refusal<ConnectionTracking>(text);
}
