using Sonde.Proc.Devices;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Devices;

/// <summary>Devices that no recorded machine has, composed from Documentation/ABI, and trees where they are missing or broken.</summary>
public sealed class ComposedDevicesTests : IDisposable
{
    private const string Cpu = "/sys/devices/system/cpu";
    private readonly TemporaryTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Cpu_frequencies_and_heat_are_read_by_cpu()
    {
        _tree.Write($"{Cpu}/online", "0-1\n").Write($"{Cpu}/present", "0-1\n").Write($"{Cpu}/smt/active", "1\n");
        for (int i = 0; i < 2; i++)
        {
            _tree.Write($"{Cpu}/cpu{i}/topology/core_id", "0\n").Write($"{Cpu}/cpu{i}/topology/physical_package_id", "0\n")
                .Write($"{Cpu}/cpu{i}/topology/thread_siblings_list", "0-1\n")
                .Write($"{Cpu}/cpu{i}/cpufreq/scaling_cur_freq", "1199999\n").Write($"{Cpu}/cpu{i}/cpufreq/scaling_min_freq", "800000\n")
                .Write($"{Cpu}/cpu{i}/cpufreq/scaling_max_freq", "1200000\n").Write($"{Cpu}/cpu{i}/cpufreq/cpuinfo_max_freq", "3600000\n")
                .Write($"{Cpu}/cpu{i}/cpufreq/scaling_governor", "powersave\n").Write($"{Cpu}/cpu{i}/thermal_throttle/core_throttle_count", "7\n")
                .Write($"{Cpu}/cpu{i}/thermal_throttle/package_throttle_count", "9\n");
        }

        CpuTopology topology = CpuTopology.Read(_tree.Root);
        CpuDescription cpu = topology.Cpus[1];
        Assert.Equal((1199999ul, 1200000ul, 3600000ul, "powersave"),
            (cpu.CurrentKilohertz, cpu.MaximumKilohertz, cpu.HardwareMaximumKilohertz, cpu.Governor));
        Assert.Equal((7ul, 9ul, "0-1"), (cpu.CoreThrottleCount, cpu.PackageThrottleCount, cpu.ThreadSiblings!.ToString()));
        Assert.Equal((1, 1, true), (topology.CoreCount, topology.PackageCount, topology.IsSimultaneousMultithreadingActive));
    }

    [Fact]
    public void Thermal_zone_has_temperature_and_trip_points()
    {
        _tree.Write("/sys/class/thermal/thermal_zone0/type", "x86_pkg_temp\n").Write("/sys/class/thermal/thermal_zone0/temp", "71500\n")
            .Write("/sys/class/thermal/thermal_zone0/trip_point_0_type", "passive\n")
            .Write("/sys/class/thermal/thermal_zone0/trip_point_0_temp", "95000\n")
            .Write("/sys/class/thermal/thermal_zone0/trip_point_1_type", "critical\n")
            .Write("/sys/class/thermal/thermal_zone0/trip_point_1_temp", "105000\n")
            .Write("/sys/class/thermal/thermal_zone1/type", "iwlwifi\n").Write("/sys/class/thermal/cooling_device0/type", "Processor\n");
        ThermalZones zones = ThermalZones.Read(_tree.Root);
        Assert.Equal(new ThermalZone("thermal_zone0", "x86_pkg_temp", 71.5, 95, 105), zones.Zones[0]);
        Assert.Equal((2, null), (zones.Zones.Count, zones.Zones[1].Celsius));
    }

    [Fact]
    public void Memory_controllers_have_both_error_counts()
    {
        _tree.Write("/sys/devices/system/edac/mc/mc0/ce_count", "12\n").Write("/sys/devices/system/edac/mc/mc0/ue_count", "1\n")
            .Write("/sys/devices/system/edac/mc/mc0/mc_name", "Skylake Socket#0\n");
        MemoryController controller = Assert.Single(MemoryErrors.Read(_tree.Root, out Unavailability? reason));
        Assert.Null(reason);
        Assert.Equal(new MemoryController("mc0", "Skylake Socket#0", 12, 1), controller);
    }

    [Fact]
    public void Pci_error_totals_are_found_by_name()
    {
        const string device = "/sys/bus/pci/devices/0000:3b:00.0/";
        _tree.Write(device + "aer_dev_correctable", "RxErr 3\nBadTLP 1\nTOTAL_ERR_COR 4\n")
            .Write(device + "aer_dev_nonfatal", "DLP 0\nTOTAL_ERR_NONFATAL 2\n")
            .Write(device + "aer_dev_fatal", "TOTAL_ERR_FATAL 0\n").Write(device + "current_link_speed", "8.0 GT/s PCIe\n")
            .Write(device + "max_link_speed", "16.0 GT/s PCIe\n")
            .Write(device + "current_link_width", "4\n").Write(device + "max_link_width", "8\n");
        PciDevice found = Assert.Single(PciErrors.Read(_tree.Root, out _));
        Assert.Equal(new PciDevice("0000:3b:00.0", null, 4, 2, 0, 8, 16, 4, 8), found);
        Assert.True(found.IsLinkDegraded);
    }

    [Fact]
    public void Partitions_arrays_and_odd_names_lead_to_their_disks()
    {
        foreach (string disk in (string[])["sda", "sdb"])
            _tree.Write($"/sys/block/{disk}/size", "100\n").Write($"/sys/block/{disk}/{disk}1/partition", "1\n")
                .MakeDirectory($"/sys/block/{disk}/slaves");
        _tree.Write("/sys/block/md0/size", "100\n").MakeDirectory("/sys/block/md0/slaves/sda1").MakeDirectory("/sys/block/md0/slaves/sdb1")
            .Write("/sys/block/dm-0/size", "100\n").MakeDirectory("/sys/block/dm-0/slaves/md0").Write("/sys/block/cciss!c0d0/size", "7\n")
            .Write("/sys/block/cciss!c0d0/cciss!c0d0p1/partition", "1\n");
        BlockTopology topology = BlockTopology.Read(_tree.Root);
        Assert.Equal(["sda", "sdb"], topology.LegsOf("dm-0"));
        Assert.Equal(["sdb"], topology.LegsOf("sdb1"));
        Assert.Equal(("sda", "cciss/c0d0", null), (topology.ParentOf("sda1"), topology.ParentOf("cciss/c0d0p1"), topology.ParentOf("sda")));
        Assert.Equal(["cciss/c0d0", "sda", "sdb"], topology.Disks.Where(d => d.CountsTowardsTotal).Select(d => d.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Devices_that_are_made_of_each_other_end_the_search()
    {
        _tree.MakeDirectory("/sys/block/dm-0/slaves/dm-1").MakeDirectory("/sys/block/dm-1/slaves/dm-0");
        Assert.Empty(BlockTopology.Read(_tree.Root).LegsOf("dm-0"));
    }

    [Fact]
    public void Interface_speeds_that_mean_unknown_are_null()
    {
        foreach ((string name, string speed) in ((string, string)[])[("a", "-1"), ("b", "4294967295"), ("c", "0"), ("d", "65535"), ("e", "100000")])
            _tree.Write($"/sys/class/net/{name}/speed", speed + "\n").Write($"/sys/class/net/{name}/statistics/rx_bytes", "1\n");
        _tree.Write("/sys/class/net/bonding_masters", "\n");
        Assert.Equal([null, null, null, null, 100000ul], NetworkInterface.ReadAll(_tree.Root, out _).Select(i => i.SpeedMegabits));
        Assert.Null(NetworkInterface.Read(_tree.Root, ".."));
        Assert.Null(NetworkInterface.Read(_tree.Root, "a/../e"));
    }

    [Fact]
    public void Empty_tree_is_unavailable_everywhere_with_a_reason()
    {
        LinuxRoot root = _tree.Root;
        Assert.NotNull(BlockTopology.Read(root).Unavailability);
        Assert.NotNull(CpuTopology.Read(root).Unavailability);
        Assert.NotNull(ThermalZones.Read(root).Unavailability);
        Assert.NotNull(NumaNodes.Read(root).Unavailability);
        Assert.NotNull(TransparentHugePages.Read(root).Unavailability);
        Assert.Empty(NetworkInterface.ReadAll(root, out Unavailability? network));
        Assert.Empty(HugePagePools.Read(root, out Unavailability? pools));
        Assert.Empty(MemoryErrors.Read(root, out Unavailability? memory));
        Assert.Empty(PciErrors.Read(root, out Unavailability? pci));
        Assert.Null(ClockSource.Read(root, out Unavailability? clock));
        Assert.Null(KernelTaint.Read(root, out Unavailability? taint));
        Assert.All([network, pools, memory, pci, clock, taint], Assert.NotNull);
        Assert.Equal(("none", "none"), (Virtualization.Detect(root).Hypervisor, Virtualization.Detect(root).Container));
    }
}
