using Sonde.Linux;

namespace Sonde.Proc.Cgroups;

/// <summary>The groups of a machine: the union of all trees, since under version 1 each controller has its own.</summary>
public sealed class CgroupTree
{
    /// <summary>How many groups are listed unless told otherwise.</summary>
    public const int UsualLargestCount = 4096;

    private const int Deepest = 32;
    private readonly SortedSet<string> _paths = new(StringComparer.Ordinal);
    private readonly CgroupHierarchy _hierarchy;
    private readonly int _largestCount;
    private readonly byte[] _buffer = new byte[DirectoryListing.BufferBytes];

    private CgroupTree(CgroupHierarchy hierarchy, int largestCount)
    {
        _hierarchy = hierarchy;
        _largestCount = largestCount;
    }

    /// <summary>The visible paths of all groups, sorted by ordinal; the first is /.</summary>
    public IReadOnlyCollection<string> Paths => _paths;

    /// <summary>True where there are more groups than were to be listed, or deeper ones than 32 levels.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Lists the groups that exist now.</summary>
    public static CgroupTree Walk(CgroupHierarchy hierarchy, int largestCount = UsualLargestCount)
    {
        CgroupTree tree = new(hierarchy, largestCount);
        foreach (CgroupMount mount in hierarchy.Mounts)
        {
            if (IsMeasured(mount))
                tree.Add(mount, "/", 0);
        }

        return tree;
    }

    /// <summary>True for trees with values: named version 1 trees only group processes.</summary>
    internal static bool IsMeasured(CgroupMount mount) =>
        mount.Version == 2 || mount.Controllers.Any(c => c is "cpu" or "cpuacct" or "memory" or "blkio" or "pids" or "cpuset");

    private void Add(CgroupMount mount, string path, int depth)
    {
        if (!_paths.Contains(path) && _paths.Count >= _largestCount)
        {
            IsTruncated = true;
            return;
        }

        // A group that goes away meanwhile is no longer listed; that is all.
        if (!_hierarchy.Root.TryOpen(CgroupHierarchy.DirectoryOf(mount, path), out FileDescriptor? descriptor, OpenKind.Directory).IsSuccess)
            return;
        _paths.Add(path);
        List<string> children = [];
        using (DirectoryListing listing = new(descriptor!, _buffer))
            listing.ListDirectories(children);
        if (depth == Deepest)
        {
            IsTruncated |= children.Count > 0;
            return;
        }

        string prefix = path == "/" ? "/" : path + "/";
        foreach (string child in children)
            Add(mount, prefix + child, depth + 1);
    }
}
