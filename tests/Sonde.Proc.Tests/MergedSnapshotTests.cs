using Sonde.Proc.Network;
using Sonde.Testing;

namespace Sonde.Proc.Tests;

public class MergedSnapshotTests
{
    [Fact]
    public void Missing_part_leaves_its_values_out_and_says_why()
    {
        using LinuxRoot root = LinuxRoot.Recorded(TestData.PathOf($"proc/{Recorded.Linux618}"));
        using KernelFile snmp = new(root, ProtocolCounters.SnmpPath);
        using KernelFile absent = new(root, "/proc/net/no-such-file");
        ProtocolCounters counters = new();
        Assert.True(counters.Load(snmp, absent));
        Assert.Null(counters.Unavailability);
        Assert.Null(counters.PartUnavailability[0]);
        Assert.Equal("/proc/net/no-such-file", counters.PartUnavailability[1]!.What);
        Assert.NotNull(counters.Values["TcpInSegs"]);
        Assert.Null(counters.Values["Ip6InReceives"]);
    }

    [Fact]
    public void Snapshot_without_any_part_is_unavailable()
    {
        using LinuxRoot root = LinuxRoot.Recorded(TestData.PathOf($"proc/{Recorded.Linux618}"));
        using KernelFile absent = new(root, "/proc/net/no-such-file");
        using KernelFile garbled = new(root, "/proc/swaps");
        ProtocolCounters counters = new();
        Assert.False(counters.Load(absent, garbled));
        Assert.Equal("/proc/net/no-such-file", counters.Unavailability!.What);
        Assert.Equal("/proc/swaps", counters.PartUnavailability[1]!.What);
    }

    [Fact]
    public void All_parts_loaded_again_allocate_nothing()
    {
        using KernelFile snmp = new(LinuxRoot.Live, ProtocolCounters.SnmpPath);
        using KernelFile netstat = new(LinuxRoot.Live, ProtocolCounters.NetstatPath);
        using KernelFile snmp6 = new(LinuxRoot.Live, ProtocolCounters.Snmp6Path);
        ProtocolCounters counters = new();
        Assert.Equal(0, Allocation.SteadyStateBytes(() => counters.Load(snmp, netstat, snmp6)));
    }
}
