using System.Globalization;
using Sonde.Diagnosis.Observations;
using Sonde.Linux;
using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Proc.Processes;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Finds who has files open for writing below given mount points, within a time limit: busy writers come first.</summary>
internal static class OpenFileSurveyor
{
    private const int LargestCount = 5;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(100);

    /// <summary>The writers by mount point, the one that has written most first.</summary>
    /// <param name="root">Where processes are.</param>
    /// <param name="tasks">The processes.</param>
    /// <param name="wanted">The mount points in question.</param>
    /// <param name="mountPoints">All mount points: a file belongs to the longest that it is below.</param>
    public static Dictionary<string, List<FileSystemWriter>> FindWriters(LinuxRoot root, TaskActivity tasks, IReadOnlyList<string> wanted, IReadOnlyList<string> mountPoints)
    {
        Dictionary<string, List<FileSystemWriter>> found = new(StringComparer.Ordinal);
        ProcessDescriptors descriptors = new();
        TimeSpan end = Clock.Monotonic + TimeLimit;
        foreach (TaskRates task in tasks.Processes.Where(t => !t.IsKernelThread && !t.HasExited).OrderByDescending(t => Known(t.WriteKibibytesPerSecond)).ThenByDescending(t => t.CpuTicks))
        {
            if (Clock.Monotonic > end)
                break;
            if (!descriptors.Load(root, task.Pid))
                continue;
            foreach (var files in descriptors.Descriptors.Where(d => d.Kind == DescriptorKind.Path).GroupBy(d => MountOf(d.Target, mountPoints)))
            {
                if (wanted.Contains(files.Key, StringComparer.Ordinal) && Describe(root, task, files) is { } writer)
                    Add(found, files.Key, writer);
            }
        }

        foreach (List<FileSystemWriter> writers in found.Values)
        {
            writers.Sort((a, b) => b.PositionBytes.CompareTo(a.PositionBytes));
            if (writers.Count > LargestCount)
                writers.RemoveRange(LargestCount, writers.Count - LargestCount);
        }

        return found;
    }

    private static FileSystemWriter? Describe(LinuxRoot root, TaskRates task, IEnumerable<OpenDescriptor> files)
    {
        int count = 0;
        double sum = 0;
        double furthest = -1;
        string largest = "";
        foreach (OpenDescriptor file in files)
        {
            if (WritePosition(root, task.Pid, file.Number) is not { } position)
                continue;
            count++;
            sum += position;
            if (position > furthest)
                (furthest, largest) = (position, file.Target);
        }

        return count == 0 ? null : new FileSystemWriter(task.Pid, task.Comm, count, largest, sum);
    }

    // fdinfo holds "pos:" in decimal and "flags:" in octal; the lowest two bits of the flags are the access mode (proc_pid_fdinfo(5), open(2)).
    private static double? WritePosition(LinuxRoot root, int pid, int number)
    {
        string? text = root.ReadText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/fdinfo/{number}"));
        if (text is null)
            return null;
        double position = 0;
        bool writes = false;
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("pos:", StringComparison.Ordinal))
                _ = double.TryParse(line.AsSpan(4).Trim(), CultureInfo.InvariantCulture, out position);
            else if (line.StartsWith("flags:", StringComparison.Ordinal) && line.Length > 0)
                writes = line[^1] is '1' or '2' or '5' or '6';
        }

        return writes ? position : null;
    }

    private static string MountOf(string path, IReadOnlyList<string> mountPoints)
    {
        string best = "";
        foreach (string mount in mountPoints)
        {
            bool isBelow = path.StartsWith(mount, StringComparison.Ordinal) && (mount == "/" || path.Length == mount.Length || path[mount.Length] == '/');
            if (isBelow && mount.Length > best.Length)
                best = mount;
        }

        return best;
    }

    private static void Add(Dictionary<string, List<FileSystemWriter>> found, string mount, FileSystemWriter writer)
    {
        if (!found.TryGetValue(mount, out List<FileSystemWriter>? writers))
            found.Add(mount, writers = []);
        writers.Add(writer);
    }

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;
}
