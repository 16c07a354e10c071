namespace Sonde.Proc.Processes;

/// <summary>The place of a process in one cgroup hierarchy.</summary>
/// <param name="HierarchyId">The hierarchy's number; 0 for version 2.</param>
/// <param name="Controllers">The controllers of a version 1 hierarchy, or its name such as name=systemd; empty for version 2.</param>
/// <param name="Path">The group, from the root of the reader's cgroup namespace; starts with /.. where it lies outside of it.</param>
public readonly record struct ProcessCgroup(int HierarchyId, IReadOnlyList<string> Controllers, string Path)
{
    /// <summary>True for the version 2 hierarchy.</summary>
    public bool IsUnified => HierarchyId == 0 && Controllers.Count == 0;
}
