using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Use;

/// <summary>CPUs: all of them, then each.</summary>
internal static class CpuRows
{
    private const string Busy = "/proc/stat cpu";
    private const string Pressure = "/proc/pressure/cpu some";
    private const string Errors = "thermal_throttle, kernel log of the last half hour";

    public static IEnumerable<ResourceRow> Build(Observation observation)
    {
        BurstSeries bursts = observation.Bursts;
        double waiting = bursts.RunnableTasks.IsEmpty ? double.NaN : Math.Max(0, bursts.RunnableTasks.Mean - observation.CpuCount);
        Metric saturation = bursts.CpuSome.IsAvailable
            ? Cells.Of(bursts.CpuSome.Percent, "percent", Pressure, max: bursts.CpuSome.Max)
            : Cells.Of(waiting, "tasks", "/proc/stat procs_running less CPUs", observation.Last.Cpu, Math.Max(0, bursts.RunnableTasks.Max - observation.CpuCount));
        yield return new ResourceRow(
            "cpu",
            Cells.Of(observation.Cpu.All.Busy, "percent", Busy, observation.Last.Cpu, bursts.CpuBusyPercent.Max),
            saturation,
            ErrorCell(observation));
        if (bursts.CpuSome.IsAvailable)
        {
            yield return new ResourceRow(
                "cpu/run-queue",
                Cells.None("percent", "/proc/stat", "a queue has no utilization"),
                Cells.Of(waiting, "tasks", "/proc/stat procs_running less CPUs", observation.Last.Cpu, Math.Max(0, bursts.RunnableTasks.Max - observation.CpuCount)),
                Cells.None("errors", "/proc/stat", "a queue has no errors"));
        }

        foreach (CpuShares cpu in observation.Cpu.Cpus)
        {
            yield return new ResourceRow(
                $"cpu/{cpu.Cpu}",
                Cells.Of(cpu.Busy, "percent", $"/proc/stat cpu{cpu.Cpu}", double.IsNaN(observation.Seconds) ? null : "the CPU was offline in a part of the window"),
                PerCpuDelay(observation, cpu.Cpu),
                Cells.None("errors", Errors, "errors are counted for all CPUs together"));
        }
    }

    private static Metric PerCpuDelay(Observation observation, int cpu)
    {
        const string Source = "/proc/schedstat run_delay";
        return observation.Last.Scheduler.Unavailability is { } reason
            ? Metric.Missing("ms/s", Source, reason.ToString())
            : Cells.Of(RunDelay.MillisecondsPerSecond(observation, cpu), "ms/s", Source);
    }

    private static Metric ErrorCell(Observation observation)
    {
        // Errors of memory and of PCIe devices have rows of their own.
        double events = Cells.LogCount(observation, KernelEventKind.HardwareError, e => e.Subject is null && !e.Text.StartsWith("EDAC", StringComparison.Ordinal))
            + Cells.LogCount(observation, KernelEventKind.ThermalThrottle, _ => true);
        double throttles = observation.Hardware.ThermalThrottles;
        double sum = double.IsNaN(throttles) ? events : double.IsNaN(events) ? throttles : events + throttles;
        return Cells.Of(sum, "errors", Errors, observation.KernelLog.Unavailability?.ToString() ?? "neither the kernel log nor the CPUs report errors here");
    }
}
