using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>A control group runs into its own I/O limit while the device has room.</summary>
internal sealed class DiskCgroupThrottledRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Disk.CgroupThrottled];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        foreach (CgroupUsage group in observation.Cgroups.Groups)
        {
            foreach (CgroupDeviceUsage usage in group.LimitedDevices)
                Judge(observation, group, usage, judgement);
        }
    }

    private static void Judge(Observation observation, CgroupUsage group, CgroupDeviceUsage usage, Judgement judgement)
    {
        (string What, string Unit, double Rate, double Limit) most = new[]
        {
            ("bytes read", "bytes/s", usage.ReadBytesPerSecond, usage.ReadBytesLimit),
            ("bytes written", "bytes/s", usage.WriteBytesPerSecond, usage.WriteBytesLimit),
            ("reads", "requests/s", usage.ReadsPerSecond, usage.ReadsLimit),
            ("writes", "requests/s", usage.WritesPerSecond, usage.WritesLimit),
        }.MaxBy(l => l.Item4 > 0 && l.Item3 >= 0 ? l.Item3 / l.Item4 : -1);
        double share = most.Rate * 100 / most.Limit;
        BlockDevice? device = observation.Disks.FirstOrDefault(d => d.DeviceNumber == usage.Device);
        double utilization = device?.Rates.UtilizationPercent ?? double.NaN;
        List<Party> victims =
        [
            .. group.Members.Where(pid => observation.Blocked.Any(b => b.Pid == pid)).Select(pid => observation.FindTask(pid)).Where(t => t is not null).Take(Parties.LargestCount)
                .Select(t => Parties.Process(t!, null, "blocked in state D")),
        ];
        bool waits = double.IsNaN(group.IoPressurePercent) ? victims.Count > 0 : group.IoPressurePercent >= Thresholds.Disk.CgroupPressurePercent;
        if (!(share >= Thresholds.Disk.CgroupRateOfLimitPercent) || !waits || utilization > Thresholds.Disk.CgroupDeviceUtilizationPercent)
            return;
        string name = device?.Name ?? usage.Device;
        string label = group.Name ?? group.Path;
        judgement.Report(new Finding
        {
            Id = FindingIds.Disk.CgroupThrottled,
            Severity = Severity.Warning,
            Confidence = double.IsNaN(group.IoPressurePercent) ? 0.75 : 0.9,
            Title = $"Group {label} is held back by its own I/O limit on {name}: {Format(most.Rate, most.Unit)} of {Format(most.Limit, most.Unit)}",
            Why = $"The group uses {UnitText.Percent(share)} of the {most.What} that it may have, its tasks wait for storage, and the device itself was busy only {UnitText.Percent(utilization)} of the time. The kernel parks its requests until the next slice of its budget.",
            Evidence = Proof.Of(
                new($"{most.What} of the group's limit", share, "percent", Thresholds.Disk.CgroupRateOfLimitPercent, "io.stat and io.max, blkio.throttle.*"),
                new(most.What, most.Rate, most.Unit, most.Limit, "io.stat, blkio.throttle.io_service_bytes"),
                new("I/O pressure of the group, some", group.IoPressurePercent, "percent", Thresholds.Disk.CgroupPressurePercent, "io.pressure"),
                new("utilization of the device", utilization, "percent", null, "/proc/diskstats io_ticks")),
            Culprits = [Parties.Cgroup(group.Path, 1, group.Name)],
            Victims = victims,
            Next = [new("sonde use", "the row set of the group"), new($"sonde iostat -x {Wording.Quote(name)} 1 5", "what the device does meanwhile")],
            Fix =
            [
                new("See whether the I/O is needed: logs, temporary files, re-reads for lack of page cache in the group", "none"),
                new("Raise the limit if it is too small", "its neighbours get less", $"systemctl set-property --runtime UNIT IOReadBandwidthMax='/dev/{name} 200M' IOWriteBandwidthMax='/dev/{name} 200M'", "the same command with the former values"),
            ],
        });
    }

    private static string Format(double value, string unit) => Reports.Rendering.UnitFormat.Format(value, unit);
}
