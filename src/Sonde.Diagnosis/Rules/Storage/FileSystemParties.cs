using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>Names file systems and who writes to them.</summary>
internal static class FileSystemParties
{
    /// <summary>The file system by what is mounted, as other findings name the device.</summary>
    public static Party Device(FileSystemUsage usage) => new(PartyKind.Device, usage.Source) { Detail = $"{usage.Type} at {usage.MountPoint}" };

    /// <summary>The file system by where it is mounted, as people know it.</summary>
    public static Party Place(FileSystemUsage usage) => new(PartyKind.Device, usage.MountPoint) { Detail = $"{usage.Type} on {usage.Source}" };

    /// <summary>The file system, then the processes that write there, by their part of what was written to the files they have open.</summary>
    public static IReadOnlyList<Party> Culprits(Observation observation, FileSystemUsage usage)
    {
        double sum = usage.Writers.Sum(w => w.PositionBytes);
        return
        [
            Place(usage),
            .. usage.Writers.Select(w => new Party(PartyKind.Process, w.Comm)
            {
                Pid = w.Pid,
                Share = sum > 0 ? w.PositionBytes / sum : null,
                Detail = $"{Wording.Count(w.Files, "file")} open for writing, {w.LargestFile}{Rate(observation, w.Pid)}",
            }),
        ];
    }

    /// <summary>The writer for the end of a title; empty where none is known.</summary>
    public static string Writer(IReadOnlyList<Party> culprits) =>
        culprits.FirstOrDefault(c => c.Pid is not null) is { Pid: { } pid } writer ? $"; {Wording.Task(writer.Name, pid)} writes there" : "";

    private static string Rate(Observation observation, int pid) =>
        observation.FindTask(pid) is { WriteKibibytesPerSecond: > 0 } task ? $", writes {UnitText.KibibytesPerSecond(task.WriteKibibytesPerSecond)}" : "";
}
