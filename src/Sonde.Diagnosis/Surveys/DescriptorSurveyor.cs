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
    private static readonly TimeSpan IdleBudget = TimeSpan.FromMilliseconds(3);

    /// <summary>
    /// The processes nearest to their limits, the nearest first; where none has many open, the one that has most. Empty only where none could be counted.
    /// </summary>
    /// <param name="root">Where processes are.</param>
    /// <param name="tasks">The processes.</param>
    /// <param name="unavailable">Gets a line where not all could be counted.</param>
    public static IReadOnlyList<DescriptorUsage> Survey(LinuxRoot root, TaskActivity tasks, List<Unavailability> unavailable)
    {
        List<DescriptorUsage> usage = [];
        (TaskRates? Task, int Open) most = default;
        int forbidden = 0;
        int left = 0;
        List<TaskRates> programs = [.. tasks.Processes.Where(t => !t.HasExited && !t.IsKernelThread)];
        TimeSpan deadline = Clock.ProcessCpu + Budget;
        foreach (TaskRates task in programs.Where(t => t.Process.Stat.CpuTicks > 0).OrderByDescending(t => t.CpuTicks))
        {
            if (root.IsLive && Clock.ProcessCpu > deadline)
                left++;
            else
                Look(root, task, usage, ref most, ref forbidden);
        }

        // Thousands may have used not one tick of CPU in their lives; of these the young ones are the likelier to be in trouble now.
        deadline = Clock.ProcessCpu + IdleBudget;
        foreach (TaskRates task in programs.Where(t => t.Process.Stat.CpuTicks == 0).OrderByDescending(t => t.Process.Identity.StartTimeTicks))
        {
            if (root.IsLive && Clock.ProcessCpu > deadline)
                break;
            Look(root, task, usage, ref most, ref forbidden);
        }

        if (usage.Count == 0 && most.Task is not null && ReadLimit(root, most.Task.Pid) is { } limit)
            usage.Add(new DescriptorUsage(most.Task.Pid, most.Task.Comm, most.Open, limit));
        if (forbidden > 0)
            unavailable.Add(new Unavailability("open descriptors", $"{forbidden} processes of other users may not be looked into", "run as root, or with CAP_SYS_PTRACE"));
        if (left > 0)
            unavailable.Add(new Unavailability("open descriptors", $"{left} idle processes were left out to keep Sonde's own cost low", "sonde pidstat -v"));
        usage.Sort((a, b) => b.UsedPercent.CompareTo(a.UsedPercent));
        return usage.Count > LargestResult ? usage[..LargestResult] : usage;
    }

    private static void Look(LinuxRoot root, TaskRates task, List<DescriptorUsage> usage, ref (TaskRates? Task, int Open) most, ref int forbidden)
    {
        Errno errno = TryCount(root, task.Pid, out int count);
        if (errno.IsPermission)
            forbidden++;
        if (errno.IsSuccess && count > most.Open)
            most = (task, count);
        if (errno.IsSuccess && count >= CountWorthALimit && ReadLimit(root, task.Pid) is { } limit)
            usage.Add(new DescriptorUsage(task.Pid, task.Comm, count, limit));
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
