using Sonde.Proc.Devices;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Devices;

/// <summary>What the recorded machine of testdata/devices/q35 has; its values were read off with cat.</summary>
public sealed class RecordedDevicesTests : IDisposable
{
    private readonly LinuxRoot _root = LinuxRoot.Recorded(TestData.PathOf("devices/q35"));

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Mapped_device_counts_nothing_that_its_disks_count()
    {
        BlockTopology topology = BlockTopology.Read(_root);
        Assert.Null(topology.Unavailability);
        Assert.Equal(["dm-0", "loop0", "vda", "vdb"], topology.Disks.Select(d => d.Name));
        Assert.Equal(["vda", "vdb"], topology.Disks.Where(d => d.CountsTowardsTotal).Select(d => d.Name));
        Assert.Equal(["vda", "vdb"], topology.LegsOf("dm-0"));
        Assert.Equal(["vda"], topology.LegsOf("vda"));
        Assert.Empty(topology.LegsOf("sdz"));
        Assert.Equal(["vda", "vdb"], topology.Find("dm-0")!.Slaves);
        Assert.Equal(["dm-0"], topology.Find("vda")!.Holders);
        Assert.Equal((BlockDeviceKind.DeviceMapper, BlockDeviceKind.Loop), (topology.Find("dm-0")!.Kind, topology.Find("loop0")!.Kind));
    }

    [Fact]
    public void Disk_queue_has_its_settings()
    {
        BlockQueue disk = BlockQueue.Read(_root, "vda")!;
        Assert.Equal(("252:0", 67108864ul, false), (disk.DeviceNumber, disk.SizeBytes, disk.IsReadOnly));
        Assert.Equal(("none", true, 256ul, 128ul), (disk.Scheduler, disk.IsRotational, disk.NrRequests, disk.ReadAheadKibibytes));
        Assert.Contains("mq-deadline", disk.AvailableSchedulers);
        Assert.Equal((512ul, 512ul, "write back", 4), (disk.LogicalBlockSizeBytes, disk.PhysicalBlockSizeBytes, disk.WriteCache,
            disk.HardwareQueues));
        Assert.Equal(TimeSpan.FromMilliseconds(75), disk.WritebackThrottleLatency);
        Assert.Equal((0ul, 0ul), (disk.InFlightReads, disk.InFlightWrites));
        Assert.Null(BlockQueue.Read(_root, "vdz"));
    }

    [Fact]
    public void Cpus_that_are_switched_off_or_isolated_are_told()
    {
        CpuTopology topology = CpuTopology.Read(_root);
        Assert.Equal(("0-1,3", "0-3", "3"), (topology.Online.ToString(), topology.Present.ToString(), topology.Isolated.ToString()));
        Assert.Equal([true, true, false, true], topology.Cpus.Select(c => c.IsOnline));
        Assert.Equal((3, 1), (topology.CoreCount, topology.PackageCount));
        Assert.Null(topology.Cpus[0].CurrentKilohertz);
    }

    [Fact]
    public void Memory_nodes_have_cpus_distances_and_counters()
    {
        NumaNodes nodes = NumaNodes.Read(_root);
        Assert.Equal(2, nodes.Nodes.Count);
        Assert.Equal(("0-1", "3"), (nodes.Nodes[0].Cpus.ToString(), nodes.Nodes[1].Cpus.ToString()));
        Assert.Equal([20, 10], nodes.Nodes[1].Distances);
        Assert.InRange(nodes.Nodes[0].MemTotalKibibytes!.Value, 400_000ul, 524_288ul);
        Assert.True(nodes.Nodes[0].Statistics["numa_hit"] > 0);
        Assert.NotNull(nodes.Nodes[1].Statistics["other_node"]);
    }

    [Fact]
    public void Interfaces_without_a_known_speed_have_none()
    {
        IReadOnlyList<NetworkInterface> interfaces = NetworkInterface.ReadAll(_root, out Unavailability? reason);
        Assert.Null(reason);
        Assert.Equal(["eth0", "lo"], interfaces.Select(i => i.Name));
        Assert.Equal((1000ul, "full", "e1000e", false), (interfaces[0].SpeedMegabits, interfaces[0].Duplex, interfaces[0].Driver,
            interfaces[0].IsVirtual));
        Assert.Equal((null, true, true, 65536ul), (interfaces[1].SpeedMegabits, interfaces[1].IsLoopback, interfaces[1].IsVirtual,
            interfaces[1].MaximumTransmissionUnit));
        interfaces[0].ReadStatistics();
        Assert.Equal(24, interfaces[0].Statistics.Count);
        Assert.NotNull(interfaces[0].Statistics["rx_missed_errors"]);
    }

    [Fact]
    public void Pci_links_and_error_counts_are_read_where_devices_report_them()
    {
        IReadOnlyList<PciDevice> devices = PciErrors.Read(_root, out Unavailability? reason);
        Assert.Null(reason);
        PciDevice port = devices.Single(d => d.Address == "0000:00:03.0");
        Assert.Equal((0ul, 0ul, 0ul), (port.CorrectableErrors, port.NonFatalErrors, port.FatalErrors));
        Assert.Equal((2.5, 16.0, true), (port.CurrentLinkSpeed, port.MaximumLinkSpeed, port.IsLinkDegraded));
        Assert.Equal("pcieport", port.Driver);
        PciDevice card = devices.Single(d => d.Address == "0000:00:02.0");
        Assert.Equal((0ul, null, "e1000e"), (card.CorrectableErrors, card.CurrentLinkSpeed, card.Driver));
        Assert.DoesNotContain(devices, d => d.Address == "0000:00:05.0");
    }

    [Fact]
    public void Kernel_settings_are_read()
    {
        TransparentHugePages pages = TransparentHugePages.Read(_root);
        Assert.Equal(("always", "madvise", true), (pages.Enabled, pages.Defragment, pages.KhugepagedDefragments));
        HugePagePool pool = HugePagePools.Read(_root, out _).Single(p => p.SizeKibibytes == 2048);
        Assert.Equal((8ul, 8ul), (pool.Total, pool.Free));
        Assert.NotNull(ClockSource.Read(_root, out _));
        Assert.Equal("W", KernelTaint.Read(_root, out _)!.Letters);
        Assert.Equal("qemu", Virtualization.Detect(_root).ToString());
    }
}
