using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Use;

/// <summary>The interconnects between CPUs, memory and devices: only hardware counters and error reports show them.</summary>
internal static class InterconnectRows
{
    private const string Remedy = "needs the uncore counters of real hardware (perf list | grep uncore)";

    private const string OneNode = "the machine has one node, so nothing crosses between nodes";

    public static IEnumerable<ResourceRow> Build(Observation observation)
    {
        double nodes = observation.Hardware.Nodes.Count;
        yield return new ResourceRow(
            "cpu-interconnect",
            nodes <= 1 ? Cells.None("percent", "uncore PMU", OneNode) : Cells.Unseen("percent", "uncore PMU", Remedy),
            nodes <= 1 ? Cells.None("percent", "uncore PMU", OneNode) : Cells.Unseen("percent", "uncore PMU", Remedy),
            Cells.None("errors", "machine checks", "counted with the CPUs"));
        double missed = observation.Hardware.Nodes.Sum(n => n.MissPagesPerSecond);
        double allocated = observation.Hardware.Nodes.Sum(n => n.HitPagesPerSecond + n.MissPagesPerSecond);
        yield return new ResourceRow(
            "memory-interconnect",
            Cells.Unseen("percent", "uncore PMU", Remedy),
            nodes > 1
                ? Cells.Of(allocated > 0 ? Cells.Percent(missed, allocated) : 0, "percent", "/sys/devices/system/node/*/numastat")
                : Cells.None("percent", "numastat", OneNode),
            Cells.None("errors", "EDAC", "counted with memory"));
        yield return new ResourceRow(
            "io-interconnect",
            Cells.Unseen("percent", "uncore PMU", Remedy),
            Cells.Unseen("percent", "uncore PMU", Remedy),
            Cells.Of(observation.Hardware.PcieErrors, "errors", "/sys/bus/pci/devices/*/aer_dev_*", "no PCIe device reports errors (AER) here"));
    }
}
