using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Use;

/// <summary>The interconnects between CPUs, memory and devices: only hardware counters and error reports show them.</summary>
internal static class InterconnectRows
{
    private const string Remedy = "needs the uncore counters of real hardware (perf list | grep uncore)";

    private const string Numastat = "/sys/devices/system/node/*/numastat";

    private const string OneNode = "the machine has one node, so nothing crosses between nodes";

    public static IEnumerable<ResourceRow> Build(Observation observation)
    {
        int nodes = observation.Hardware.Nodes.Count;
        Metric between = nodes == 1 ? Cells.None("percent", "uncore PMU", OneNode) : Cells.Unseen("percent", "uncore PMU", Remedy);
        yield return new ResourceRow(
            "cpu-interconnect",
            between,
            between,
            Cells.None("errors", "machine checks", "counted with the CPUs"));
        double missed = observation.Hardware.Nodes.Sum(n => n.MissPagesPerSecond);
        double allocated = observation.Hardware.Nodes.Sum(n => n.HitPagesPerSecond + n.MissPagesPerSecond);
        yield return new ResourceRow(
            "memory-interconnect",
            Cells.Unseen("percent", "uncore PMU", Remedy),
            nodes switch
            {
                0 => Cells.Unseen("percent", Numastat, "no memory node can be seen: /sys/devices/system/node is missing"),
                1 => Cells.None("percent", Numastat, OneNode),
                _ => Cells.Of(allocated == 0 ? 0 : Cells.Percent(missed, allocated), "percent", Numastat),
            },
            Cells.None("errors", "EDAC", "counted with memory"));
        yield return new ResourceRow(
            "io-interconnect",
            Cells.Unseen("percent", "uncore PMU", Remedy),
            Cells.Unseen("percent", "uncore PMU", Remedy),
            Cells.Of(observation.Hardware.PcieErrors, "errors", "/sys/bus/pci/devices/*/aer_dev_*", "no PCIe device reports errors (AER) here"));
    }
}
