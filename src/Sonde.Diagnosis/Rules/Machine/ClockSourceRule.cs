using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Machine;

/// <summary>The kernel reads time from a slow source.</summary>
public sealed class ClockSourceRule : Rule
{
    private const double BusyPercent = 20;

    // Reading these leaves the processor, takes a microsecond, and cannot be done without a system call. Source: drivers/clocksource, vdso(7).
    private static readonly string[] Slow = ["hpet", "acpi_pm", "pit", "jiffies", "refined-jiffies", "xen"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.System.ClockSource];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        HardwareSurvey hardware = observation.Hardware;
        if (hardware.ClockSource is not { } current || !Slow.Contains(current, StringComparer.Ordinal))
            return;
        string? better = hardware.ClockSources.FirstOrDefault(c => !Slow.Contains(c, StringComparer.Ordinal));
        bool wasMarked = observation.KernelLog.Of(KernelEventKind.ClockSource).Any();
        bool matters = better is not null && observation.Cpu.All.Busy >= BusyPercent;
        judgement.Report(new Finding
        {
            Id = FindingIds.System.ClockSource,
            Severity = matters ? Severity.Warning : Severity.Info,
            Confidence = 0.8,
            Title = $"The kernel reads time from {current}, which is slow{(better is null ? "" : $"; {better} is available")}",
            Why = $"Each look at the clock becomes a system call of about a microsecond and more instead of some nanoseconds in the program itself. Programs that take many time stamps, databases and tracers above all, lose a good part of their time."
                + (wasMarked ? " The kernel log says that it gave up a better source as unstable." : ""),
            Evidence = Proof.Of(
                new("clock sources that are quicker", hardware.ClockSources.Count(c => !Slow.Contains(c, StringComparer.Ordinal)), "sources", null, "/sys/devices/system/clocksource/clocksource0/available_clocksource"),
                new("CPU busy", observation.Cpu.All.Busy, "percent", BusyPercent, "/proc/stat cpu")),
            Next = [new("dmesg | grep -iE 'clocksource|tsc'", "why the kernel chose it")],
            Fix =
            [
                new("Ask for the time less often: one time stamp a batch, coarse clocks.", "needs a change of the program"),
                better is null
                    ? new("Update firmware or host, or take a newer instance type.", "downtime")
                    : new("Switch to the quicker source.", "with a source that drifts time jumps between CPUs", $"echo {better} > /sys/devices/system/clocksource/clocksource0/current_clocksource", $"echo {current} > /sys/devices/system/clocksource/clocksource0/current_clocksource"),
            ],
        });
    }
}
