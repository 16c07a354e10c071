using Sonde.Diagnosis.Observations;
using Sonde.Proc;
using Sonde.Proc.Disk;
using Sonde.Proc.Processes;

namespace Sonde.Diagnosis.Rules.Tasks;

/// <summary>Finds the file system that stuck tasks most likely stand before: the one that most of them have files open on, the root last.</summary>
internal static class OpenMount
{
    private const int LargestTaskCount = 8;
    private const int LargestLinkCount = 128;

    /// <summary>The mount point; null where nothing can be told.</summary>
    public static string? Of(LinuxRoot root, IReadOnlyList<BlockedTaskSighting> tasks)
    {
        MountTable table = new();
        using KernelFile file = new(root, MountTable.Path, 16 * 1024);
        if (!table.Load(file))
            return null;
        Dictionary<string, int> users = new(StringComparer.Ordinal);
        ProcessDescriptors descriptors = new();
        foreach (int pid in tasks.Select(t => t.Pid).Distinct().Take(LargestTaskCount))
        {
            if (!descriptors.Load(root, pid, LargestLinkCount))
                continue;
            HashSet<string> mounts = new(StringComparer.Ordinal);
            foreach (OpenDescriptor descriptor in descriptors.Descriptors)
            {
                if (descriptor.Kind is DescriptorKind.Path or DescriptorKind.DeletedFile && MountOf(table, descriptor.Target) is { } mount)
                    mounts.Add(mount);
            }

            foreach (string mount in mounts)
                users[mount] = users.GetValueOrDefault(mount) + 1;
        }

        return users.OrderByDescending(u => u.Key != "/").ThenByDescending(u => u.Value).ThenByDescending(u => u.Key.Length).Select(u => u.Key).FirstOrDefault();
    }

    private static string? MountOf(MountTable table, string path)
    {
        string? longest = null;
        foreach (ref readonly Mount mount in table.Mounts)
        {
            bool isBelow = mount.MountPoint == "/" || path == mount.MountPoint || path.StartsWith(mount.MountPoint + "/", StringComparison.Ordinal);
            if (isBelow && mount.FileSystemType is not ("proc" or "sysfs" or "devtmpfs" or "devpts" or "tmpfs" or "cgroup" or "cgroup2") && mount.MountPoint.Length > (longest?.Length ?? -1))
                longest = mount.MountPoint;
        }

        return longest;
    }
}
