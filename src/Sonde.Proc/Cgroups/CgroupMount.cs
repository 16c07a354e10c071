namespace Sonde.Proc.Cgroups;

/// <summary>One mounted control group tree.</summary>
/// <param name="Version">1 or 2.</param>
/// <param name="MountPoint">Where it is mounted.</param>
/// <param name="Root">The group that is mounted there: / unless the container engine shows only the container's own group.</param>
/// <param name="Controllers">Its controllers: cpu, memory, ...; for a named version 1 tree, its name such as name=systemd.</param>
public sealed record CgroupMount(int Version, string MountPoint, string Root, IReadOnlyList<string> Controllers);
