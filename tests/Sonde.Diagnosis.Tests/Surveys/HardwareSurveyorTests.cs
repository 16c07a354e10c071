using Sonde.Diagnosis.Observations;
using Xunit;

namespace Sonde.Diagnosis.Tests.Surveys;

public class HardwareSurveyorTests
{
    private const string Cpu = "/sys/devices/system/cpu";

    [Fact]
    public void Errors_are_those_of_the_window_and_what_does_not_report_is_unknown()
    {
        using TestMachine machine = new();
        machine.File("/sys/devices/system/edac/mc/mc0/ce_count", second => $"{5 + second:0}\n").File("/sys/devices/system/edac/mc/mc0/ue_count", second => second < 5 ? "1\n" : "3\n")
            .File("/sys/bus/pci/devices/0000:02:00.0/aer_dev_correctable", second => $"RxErr 1\nTOTAL_ERR_COR {10 + (second * 2):0}\n")
            .File("/sys/bus/pci/devices/0000:02:00.0/aer_dev_nonfatal", "TOTAL_ERR_NONFATAL 0\n").File("/sys/bus/pci/devices/0000:02:00.0/aer_dev_fatal", "TOTAL_ERR_FATAL 0\n");
        HardwareSurvey hardware = machine.Observe().Hardware;
        Assert.Equal((5, 2, 13, 10), (hardware.CorrectedMemoryErrors, hardware.UncorrectedMemoryErrors, hardware.MemoryErrorsSinceBoot, hardware.PcieErrors));

        using TestMachine plain = new();
        HardwareSurvey none = plain.Observe().Hardware;
        Assert.All([none.CorrectedMemoryErrors, none.UncorrectedMemoryErrors, none.MemoryErrorsSinceBoot, none.PcieErrors, none.ThermalThrottles, none.FrequencyLimitPercent, none.FrequencyPercentOfMaximum], v => Assert.Equal(double.NaN, v));
        Assert.Empty(none.Governors);
        Assert.Empty(none.Interrupts);
    }

    [Fact]
    public void Counters_that_went_back_are_no_errors()
    {
        using TestMachine machine = new();
        machine.File("/sys/devices/system/edac/mc/mc0/ce_count", second => second < 5 ? "50\n" : "0\n").File("/sys/devices/system/edac/mc/mc0/ue_count", "0\n");
        Assert.Equal(0, machine.Observe().Hardware.CorrectedMemoryErrors);
    }

    [Fact]
    public void Frequencies_are_those_of_busy_cpus()
    {
        using TestMachine machine = new(cpus: 2);
        machine.Cpu(0, new CpuLoad(User: 90)).Cpu(1, new CpuLoad(User: 10)).File($"{Cpu}/present", "0-1\n").File($"{Cpu}/online", "0-1\n");
        foreach ((int cpu, int current, int limit) in new[] { (0, 1_500_000, 2_000_000), (1, 800_000, 3_000_000) })
        {
            machine.File($"{Cpu}/cpu{cpu}/cpufreq/scaling_cur_freq", $"{current}\n").File($"{Cpu}/cpu{cpu}/cpufreq/scaling_max_freq", $"{limit}\n").File($"{Cpu}/cpu{cpu}/cpufreq/cpuinfo_max_freq", "3000000\n")
                .File($"{Cpu}/cpu{cpu}/cpufreq/scaling_governor", "powersave\n").File($"{Cpu}/cpu{cpu}/thermal_throttle/core_throttle_count", second => $"{second * 3:0}\n");
        }

        HardwareSurvey hardware = machine.Observe().Hardware;

        Assert.Equal((50, 66.667, 30), (hardware.FrequencyPercentOfMaximum, Math.Round(hardware.FrequencyLimitPercent, 3), hardware.ThermalThrottles));
        Assert.Equal(["powersave"], hardware.Governors);
    }

    [Fact]
    public void Clock_and_taint_are_read()
    {
        using TestMachine machine = new();
        machine.File("/sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet\n").File("/sys/devices/system/clocksource/clocksource0/available_clocksource", "hpet acpi_pm \n")
            .File("/proc/sys/kernel/tainted", "16\n");
        HardwareSurvey hardware = machine.Observe().Hardware;
        Assert.Equal(("hpet", 16ul), (hardware.ClockSource, hardware.Taint));
        Assert.Equal(["hpet", "acpi_pm"], hardware.ClockSources);
        Assert.Equal(["a processor reported a machine check"], hardware.TaintMeanings);
    }

    [Fact]
    public void Nodes_have_what_can_be_given_away_and_where_pages_came_from()
    {
        using TestMachine machine = new();
        machine.File("/sys/devices/system/node/online", "0-1\n");
        foreach (int node in new[] { 0, 1 })
        {
            machine.File($"/sys/devices/system/node/node{node}/meminfo", $"Node {node} MemTotal:  4000000 kB\nNode {node} MemFree:   100000 kB\nNode {node} Inactive(file):   {node}50000 kB\n")
                .File($"/sys/devices/system/node/node{node}/numastat", second => $"numa_hit {1000 + (second * 100):0}\nnuma_miss {second * 10 * node:0}\nother_node {second * 5:0}\n");
        }

        Assert.Equal([new NumaNodeUsage(0, 4_000_000, 150_000, 100, 0, 5), new NumaNodeUsage(1, 4_000_000, 250_000, 100, 10, 5)], machine.Observe().Hardware.Nodes);
    }

    [Fact]
    public void Interrupts_name_the_busiest_line_and_its_cpu()
    {
        using TestMachine machine = new();
        machine.File("/proc/interrupts", second => $"           CPU0       CPU1\n  24: {1000 + (second * 30):0} {second * 90:0}  PCI-MSI-0000:00:04.0   0-edge      virtio1-req.0\n LOC: {second * 20:0} {second * 20:0}   Local timer interrupts\n  25: 7 7  PCI-MSI  1-edge  idle\nERR:          {second:0}\n");
        IReadOnlyList<InterruptUsage> interrupts = machine.Observe().Hardware.Interrupts;
        Assert.Equal(["24", "LOC"], interrupts.Select(i => i.Name));
        Assert.Equal((120, 1, 75, true), (interrupts[0].PerSecond, interrupts[0].BusiestCpu, interrupts[0].BusiestSharePercent, interrupts[0].IsDevice));
        Assert.False(interrupts[1].IsDevice);
    }

    [Fact]
    public void A_counter_that_wraps_goes_on_and_columns_that_moved_are_not_compared()
    {
        using TestMachine machine = new();
        machine.File("/proc/interrupts", second => $"           CPU0       CPU1\n  24: {(second < 5 ? 4294967295 : 499):0} 0  PCI-MSI  0-edge  nic\n");
        Assert.Equal(100, Assert.Single(machine.Observe().Hardware.Interrupts).PerSecond);

        using TestMachine moved = new();
        moved.File("/proc/interrupts", second => second < 5 ? "           CPU0       CPU1\n  24: 10 9000  PCI-MSI  0-edge  nic\n" : "           CPU1       CPU2\n  24: 9001 5  PCI-MSI  0-edge  nic\n");
        Assert.Empty(moved.Observe().Hardware.Interrupts);
    }
}
