using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>
/// A rule that judges each block device by itself. Devices without hardware of their own are left out: what they do shows on the devices below them.
/// </summary>
internal abstract class DiskRule : Rule
{
    /// <inheritdoc/>
    public sealed override void Judge(Observation observation, Judgement judgement)
    {
        foreach (BlockDevice device in observation.Disks)
        {
            DiskLoad load = new(observation, device);
            if (device.Kind != StorageMedium.Stacked && load.Requests >= Thresholds.Disk.MinimumRequests)
                Judge(observation, load, judgement);
        }
    }

    /// <summary>Judges one device that did enough to be judged.</summary>
    protected abstract void Judge(Observation observation, DiskLoad load, Judgement judgement);

    /// <summary>How to look deeper at a device and at its main user.</summary>
    protected static IReadOnlyList<NextStep> Next(DiskLoad load, IReadOnlyList<Party> culprits)
    {
        List<NextStep> steps =
        [
            new($"sonde iostat -x {Wording.Quote(load.Device.Name)} 1 5", "rates, sizes and latencies of the device, second by second"),
            new("sonde pidstat -d 1 5", "which processes read and write"),
        ];
        if (culprits.FirstOrDefault(c => c.Pid is not null) is { Pid: { } pid })
            steps.Add(new($"ls -l /proc/{pid}/fd", "which files it has open"));
        return steps;
    }

    /// <summary>The main user of a device for a title, such as "nginx (pid 812)"; null where none is known.</summary>
    protected static string? Main(IReadOnlyList<Party> culprits) =>
        culprits.FirstOrDefault(c => c.Pid is not null) is { Pid: { } pid } main ? Wording.Task(main.Name, pid) : null;

    /// <summary>True where the finding of <paramref name="id"/> names the device already.</summary>
    protected static bool IsReported(Judgement judgement, string id, DiskLoad load) =>
        judgement.Findings.Any(f => f.Id == id && f.Culprits.Concat(f.Victims).Any(p => p.Kind == PartyKind.Device && p.Name == load.Device.Name));
}
