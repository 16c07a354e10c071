using Sonde.Diagnosis.Observations;
using Sonde.Linux;
using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Proc.Processes;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Counts the open descriptors of user processes and compares them with their limits, within a time budget: busy processes come first.</summary>
internal static class DescriptorSurveyor
{
    private const int CountWorthALimit = 64;
    private const int LargestResult = 20;
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(25);

    /// <summary>The processes nearest to their limits, the nearest first.</summary>
    /// <param name="root">Where processes are.</param>
    /// <param name="tasks">The processes.</param>
    /// <param name="unavailable">Gets a line where not all could be counted.</param>
    public static IReadOnlyList<DescriptorUsage> Survey(LinuxRoot root, TaskActivity tasks, List<Unavailability> unavailable)
    {
        List<DescriptorUsage> usage = [];
        int forbidden = 0;
        int left = 0;
        TimeSpan deadline = Clock.ProcessCpu + Budget;
        // Whoever opened many descriptors used at least a tick of CPU in its life.
        foreach (TaskRates task in tasks.Processes.Where(t => !t.HasExited && !t.IsKernelThread && t.Process.Stat.CpuTicks > 0).OrderByDescending(t => t.CpuTicks))
        {
            if (root.IsLive && Clock.ProcessCpu > deadline)
            {
                left++;
                continue;
            }

            Errno errno = TryCount(root, task.Pid, out int count);
            if (errno.IsPermission)
                forbidden++;
            if (errno.IsSuccess && count >= CountWorthALimit && ReadLimit(root, task.Pid) is { } limit)
                usage.Add(new DescriptorUsage(task.Pid, task.Comm, count, limit));
        }

        if (forbidden > 0)
            unavailable.Add(new Unavailability("open descriptors", $"{forbidden} processes of other users may not be looked into", "run as root, or with CAP_SYS_PTRACE"));
        if (left > 0)
            unavailable.Add(new Unavailability("open descriptors", $"{left} idle processes were left out to keep Sonde's own cost low", "sonde pidstat -v"));
        usage.Sort((a, b) => b.UsedPercent.CompareTo(a.UsedPercent));
        return usage.Count > LargestResult ? usage[..LargestResult] : usage;
    }

    private static Errno TryCount(LinuxRoot root, int pid, out int count)
    {
        count = 0;
        Errno errno = root.TryOpen($"/proc/{pid}/fd", out FileDescriptor? descriptor, OpenKind.Directory);
        if (!errno.IsSuccess)
            return errno;
        using DirectoryListing listing = new(descriptor!);
        return listing.Count(out count);
    }

    private static double? ReadLimit(LinuxRoot root, int pid)
    {
        ProcessLimits limits = new();
        return limits.Load(root, pid) && limits.OpenFiles is { } openFiles ? openFiles.Soft ?? double.PositiveInfinity : null;
    }
}
