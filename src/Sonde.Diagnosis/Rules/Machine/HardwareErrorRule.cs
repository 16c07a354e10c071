using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Machine;

/// <summary>Memory, processor or bus hardware reported errors.</summary>
public sealed class HardwareErrorRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.System.HardwareErrors];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        HardwareSurvey hardware = observation.Hardware;
        List<KernelEvent> events = [.. observation.KernelLog.Of(KernelEventKind.HardwareError)];
        KernelEvent? last = events.LastOrDefault(e => IsUncorrected(e) && e.IsInWindow) ?? events.LastOrDefault(e => e.IsInWindow) ?? events.LastOrDefault();
        bool isUncorrected = hardware.UncorrectedMemoryErrors >= Thresholds.System.UncorrectedErrors || events.Exists(e => e.IsInWindow && IsUncorrected(e));
        bool isNew = isUncorrected || hardware.CorrectedMemoryErrors >= Thresholds.System.CorrectedErrors || hardware.PcieErrors >= Thresholds.System.CorrectedErrors || events.Exists(e => e.IsInWindow);
        if (!isNew && events.Count == 0 && !(hardware.MemoryErrorsSinceBoot > 0))
            return;
        string when = isNew ? "now" : "earlier";
        judgement.Report(new Finding
        {
            Id = FindingIds.System.HardwareErrors,
            Severity = isUncorrected ? Severity.Critical : isNew ? Severity.Warning : Severity.Info,
            Confidence = 0.9,
            Title = Title(hardware, isUncorrected, isNew, last),
            Why = $"The hardware reported errors {when}. Corrected ones cost time and announce a failing part; an uncorrected one has damaged data, and the kernel kills what used it."
                + (last is null ? "" : $" The kernel log says: {last.Text}"),
            Evidence = Proof.Of(
                new("uncorrected memory errors in the window", hardware.UncorrectedMemoryErrors, "errors", Thresholds.System.UncorrectedErrors, "/sys/devices/system/edac/mc/mc*/ue_count"),
                new("corrected memory errors in the window", hardware.CorrectedMemoryErrors, "errors", Thresholds.System.CorrectedErrors, "/sys/devices/system/edac/mc/mc*/ce_count"),
                new("PCIe errors in the window", hardware.PcieErrors, "errors", Thresholds.System.CorrectedErrors, "/sys/bus/pci/devices/*/aer_dev_*"),
                new("memory errors since boot", hardware.MemoryErrorsSinceBoot, "errors", null, "/sys/devices/system/edac/mc"),
                new("reports in the last half hour", events.Count, "messages", null, "kernel log")),
            Next =
            [
                new("journalctl -k -b -g 'Hardware Error|mce|EDAC|AER'", "all reports since boot"),
                new("ras-mc-ctl --errors", "errors by memory module, where rasdaemon runs"),
            ],
            Fix =
            [
                new("Find the part (ras-mc-ctl --layout, dmidecode -t memory, the PCIe address) and plan its exchange; move important work elsewhere until then.", "downtime"),
                new("After an uncorrected error check databases and file systems: what the killed process wrote may be damaged.", "none"),
            ],
        });
    }

    private static string Title(HardwareSurvey hardware, bool isUncorrected, bool isNew, KernelEvent? last)
    {
        if (isUncorrected)
            return "The hardware reports errors that could not be corrected: data is damaged";
        if (hardware.CorrectedMemoryErrors >= Thresholds.System.CorrectedErrors)
            return $"Memory reports {Wording.Count(hardware.CorrectedMemoryErrors, "corrected error")} in the window: a module may be failing";
        if (hardware.PcieErrors >= Thresholds.System.CorrectedErrors)
            return $"PCIe devices report {Wording.Count(hardware.PcieErrors, "error")} in the window";
        return last is null ? $"Memory has reported {Wording.Count(hardware.MemoryErrorsSinceBoot, "error")} since boot, none now" : $"The kernel log has hardware errors{(isNew ? "" : " of the last half hour")}";
    }

    private static bool IsUncorrected(KernelEvent found) =>
        found.Text.Contains("ncorrected", StringComparison.Ordinal) || found.Text.Contains("atal", StringComparison.Ordinal) || found.Text.Contains(" UE ", StringComparison.Ordinal);
}
