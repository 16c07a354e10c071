namespace Sonde.Proc.Cgroups;

/// <summary>Which versions of control groups a machine has mounted.</summary>
public enum CgroupMode
{
    /// <summary>No control group file system is mounted, or none can be seen from here.</summary>
    None,

    /// <summary>Version 1 only: one tree a controller.</summary>
    Version1,

    /// <summary>Version 2 only: one tree for all.</summary>
    Version2,

    /// <summary>Both: controllers in version 1 trees, and a version 2 tree that has the rest.</summary>
    Hybrid,
}
