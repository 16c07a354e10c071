using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>Busy CPUs run below the frequency they could: heat, power or a limit.</summary>
public sealed class FrequencyRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Cpu.FrequencyCapped];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        HardwareSurvey hardware = observation.Hardware;
        bool isBusy = observation.Cpu.Cpus.Any(c => c.Busy >= Thresholds.Cpu.FrequencyMinimumBusyPercent);
        bool isSlow = isBusy && hardware.FrequencyPercentOfMaximum < Thresholds.Cpu.FrequencyCappedPercent;
        bool isLimited = isBusy && hardware.FrequencyLimitPercent < Thresholds.Cpu.FrequencyCappedPercent;
        double throttles = hardware.ThermalThrottles / observation.Seconds;
        bool isHot = throttles >= Thresholds.Cpu.ThermalThrottlesPerSecond || observation.KernelLog.Of(KernelEventKind.ThermalThrottle).Any(e => e.IsInWindow);
        if (!isSlow && !isLimited && !isHot)
            return;
        // The present frequency is one reading, and on some machines the last request instead of a measurement: alone it only informs.
        bool isProven = isLimited || isHot;
        string cause = isHot ? "they are too hot" : isLimited ? $"a limit of {Wording.Percent(hardware.FrequencyLimitPercent)} of their maximum is set" : "a power limit, heat or the governor holds them";
        string speed = double.IsNaN(hardware.FrequencyPercentOfMaximum) ? "slower than they could" : $"at {Wording.Percent(hardware.FrequencyPercentOfMaximum)} of their maximum frequency";
        judgement.Report(new Finding
        {
            Id = FindingIds.Cpu.FrequencyCapped,
            Severity = isProven ? Severity.Warning : Severity.Info,
            Confidence = isProven ? 0.85 : 0.5,
            Title = $"Busy CPUs run {speed}: {cause}",
            Why = "Every instruction takes longer at a lower frequency, so the same work fills more CPU time and no process is to blame. "
                + (isProven ? "The cause is in the evidence." : "The frequency was read once at the end of the window; turbostat measures it."),
            Evidence = Proof.Of(
                new("frequency of the busy CPUs", hardware.FrequencyPercentOfMaximum, "percent of the maximum", Thresholds.Cpu.FrequencyCappedPercent, "cpufreq/scaling_cur_freq of cpuinfo_max_freq"),
                new("frequency limit", hardware.FrequencyLimitPercent, "percent of the maximum", Thresholds.Cpu.FrequencyCappedPercent, "cpufreq/scaling_max_freq of cpuinfo_max_freq"),
                new("thermal throttling", throttles, "events/s", Thresholds.Cpu.ThermalThrottlesPerSecond, "thermal_throttle/core_throttle_count"),
                new("throttling reported", observation.KernelLog.Unavailability is null ? observation.KernelLog.Of(KernelEventKind.ThermalThrottle).Count() : double.NaN, "messages", null, "kernel log")),
            Next =
            [
                new("turbostat --interval 5", "measured frequency, package power and temperature"),
                new("grep . /sys/devices/system/cpu/cpu0/cpufreq/scaling_*", "governor and limits"),
            ],
            Fix =
            [
                new("Heat first: fans, dust, airflow.", "none"),
                new($"Lift a limit that is not intended (governor: {(hardware.Governors.Count > 0 ? string.Join(", ", hardware.Governors) : "unknown")}).", "more heat and power"),
            ],
        });
    }
}
