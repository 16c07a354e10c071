namespace Sonde.Proc.Cgroups;

/// <summary>One group's directories: one in the version 2 tree, and up to one in each version 1 tree.</summary>
internal sealed class CgroupGroup(CgroupHierarchy hierarchy, string path)
{
    /// <summary>The visible path.</summary>
    internal string Path { get; } = path;

    /// <summary>The group's directory in the version 2 tree; null where it is not there.</summary>
    internal string? UnifiedDirectory => Existing(hierarchy.UnifiedMount);

    /// <summary>The group's directory in the tree of <paramref name="controller"/>; null where it is not there.</summary>
    /// <param name="controller">The controller.</param>
    /// <param name="version">The tree's version; 0 where no tree has the controller.</param>
    internal string? DirectoryOf(string controller, out int version)
    {
        CgroupMount? mount = hierarchy.MountOf(controller);
        version = mount?.Version ?? 0;
        return Existing(mount);
    }

    /// <summary>True where any tree has the group.</summary>
    internal bool Exists()
    {
        foreach (CgroupMount mount in hierarchy.Mounts)
        {
            if (Existing(mount) is not null)
                return true;
        }

        return false;
    }

    /// <summary>True where a process is in the group itself, in any tree that measures.</summary>
    internal bool HasProcesses(CgroupFileReader files)
    {
        foreach (CgroupMount mount in hierarchy.Mounts)
        {
            if (!CgroupTree.IsMeasured(mount))
                continue;
            using CgroupFile processes = new(CgroupHierarchy.DirectoryOf(mount, Path), "cgroup.procs");
            bool any = files.TryRead(processes, out ReadOnlySpan<byte> text) && !text.IsEmpty;
            files.Close(processes);
            if (any)
                return true;
        }

        return false;
    }

    private string? Existing(CgroupMount? mount)
    {
        if (mount is null)
            return null;
        string directory = CgroupHierarchy.DirectoryOf(mount, Path);
        return hierarchy.Root.Exists(directory) ? directory : null;
    }
}
