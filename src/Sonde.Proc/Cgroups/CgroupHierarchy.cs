using Sonde.Proc.Disk;
using Sonde.Proc.Processes;

namespace Sonde.Proc.Cgroups;

/// <summary>
/// Where the control groups of a machine are: version 1, version 2, both or none, found from the mounts and never assumed. Group paths in this room
/// are "visible" ones: relative to what is mounted, so that / is the container's own group where an engine shows only that. Source: cgroups(7).
/// </summary>
public sealed class CgroupHierarchy
{
    private static readonly string[] NoControllers =
        ["", "rw", "ro", "none", "noprefix", "clone_children", "xattr", "cpuset_v2_mode", "favordynmods"];

    private readonly List<CgroupMount> _mounts = [];
    private readonly ProcessCgroups _self = new();

    private CgroupHierarchy(LinuxRoot root) => Root = root;

    /// <summary>Where the trees are read.</summary>
    public LinuxRoot Root { get; }

    /// <summary>Which versions are mounted.</summary>
    public CgroupMode Mode { get; private set; }

    /// <summary>The mounted trees, version 1 first; of several mounts of a tree the one that shows most.</summary>
    public IReadOnlyList<CgroupMount> Mounts => _mounts;

    /// <summary>Why nothing can be measured; null where at least one tree is mounted.</summary>
    public Unavailability? Unavailability { get; private set; }

    /// <summary>Finds the trees.</summary>
    public static CgroupHierarchy Detect(LinuxRoot root)
    {
        CgroupHierarchy hierarchy = new(root);
        MountTable mounts = new();
        using KernelFile file = new(root, MountTable.Path, 16 * 1024);
        if (!mounts.Load(file))
        {
            hierarchy.Unavailability = mounts.Unavailability;
            return hierarchy;
        }

        foreach (Mount mount in mounts.Mounts)
            hierarchy.Consider(mount);
        hierarchy._mounts.Sort((a, b) => a.Version.CompareTo(b.Version));
        hierarchy.Conclude();
        using KernelFile self = new(root, "/proc/self/cgroup", 1024);
        hierarchy._self.Load(self);
        return hierarchy;
    }

    /// <summary>
    /// The tree that controls <paramref name="controller"/> (cpu, cpuacct, memory, io or blkio, pids, cpuset); null where none does.
    /// </summary>
    /// <param name="controller">The name of version 1 or 2; io and blkio mean the same.</param>
    public CgroupMount? MountOf(string controller)
    {
        foreach (CgroupMount mount in _mounts)
        {
            string name = controller is "io" or "blkio" ? mount.Version == 1 ? "blkio" : "io" : controller;
            if (mount.Controllers.Contains(name) || (mount.Version == 2 && name == "cpuacct" && mount.Controllers.Contains("cpu")))
                return mount;
        }

        return null;
    }

    /// <summary>The version 2 tree, which has pressure files even where its controllers are elsewhere; null where none is mounted.</summary>
    public CgroupMount? UnifiedMount
    {
        get
        {
            CgroupMount? last = _mounts.Count > 0 ? _mounts[^1] : null;
            return last?.Version == 2 ? last : null;
        }
    }

    /// <summary>The visible path of Sonde's own group in the tree of <paramref name="controller"/>; null where it cannot be seen.</summary>
    public string? PathOfSelf(string controller) => PathOf(_self, controller);

    /// <summary>The visible path of a process's group in the tree of <paramref name="controller"/>; null where it cannot be seen from here.</summary>
    public string? PathOf(ProcessCgroups process, string controller)
    {
        CgroupMount? mount = MountOf(controller);
        return mount is null ? null : VisiblePath(mount, mount.Version == 2 ? process.UnifiedPath : process.PathOf(mount.Controllers[0]));
    }

    /// <summary>The directory of the group <paramref name="path"/> in <paramref name="mount"/>.</summary>
    public static string DirectoryOf(CgroupMount mount, string path) => path == "/" ? mount.MountPoint : mount.MountPoint.TrimEnd('/') + path;

    /// <summary>The limits that hold for Sonde itself: the smallest of its group and all groups above that can be seen.</summary>
    public CgroupLimits LimitsOfSelf() => CgroupLimits.Read(this, _self);

    /// <summary>The path below what is mounted, of a path as /proc/PID/cgroup has it; null where it lies elsewhere.</summary>
    internal static string? VisiblePath(CgroupMount mount, string? path)
    {
        if (path is null || path.StartsWith("/..", StringComparison.Ordinal))
            return null;
        if (mount.Root == "/")
            return path;
        // The kernel prints /.. roots where the mount shows a group above the reader's namespace; its own group is then not below a known name.
        if (path == mount.Root)
            return "/";
        return path.StartsWith(mount.Root + "/", StringComparison.Ordinal) ? path[mount.Root.Length..] : null;
    }

    private void Consider(in Mount mount)
    {
        CgroupMount found;
        if (mount.FileSystemType == "cgroup2")
        {
            string controllers = Root.ReadText(DirectoryOf(new CgroupMount(2, mount.MountPoint, mount.Root, []), "/cgroup.controllers")) ?? "";
            found = new CgroupMount(2, mount.MountPoint, mount.Root, controllers.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        else if (mount.FileSystemType == "cgroup")
        {
            found = new CgroupMount(1, mount.MountPoint, mount.Root, Version1Controllers(mount.SuperOptions));
        }
        else
        {
            return;
        }

        int same = _mounts.FindIndex(m => m.Version == found.Version && (m.Version == 2 || m.Controllers.SequenceEqual(found.Controllers)));
        if (same < 0)
            _mounts.Add(found);
        else if (found.Root.Length < _mounts[same].Root.Length)
            _mounts[same] = found;
    }

    // Options of the file system that are no controllers; "name=x" is kept, as /proc/PID/cgroup has it in the controllers' place.
    private static string[] Version1Controllers(string options) =>
        Array.FindAll(options.Split(','), o => !NoControllers.Contains(o) && !o.StartsWith("release_agent=", StringComparison.Ordinal));

    private void Conclude()
    {
        bool first = _mounts.Exists(m => m.Version == 1);
        bool second = _mounts.Exists(m => m.Version == 2);
        Mode = (first, second) switch
        {
            (true, true) => CgroupMode.Hybrid,
            (true, false) => CgroupMode.Version1,
            (false, true) => CgroupMode.Version2,
            _ => CgroupMode.None,
        };
        if (Mode == CgroupMode.None)
            Unavailability = new Unavailability("control groups", "no cgroup file system is mounted in this mount namespace",
                "mount -t cgroup2 none /sys/fs/cgroup");
    }
}
