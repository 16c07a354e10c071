namespace Sonde.Proc.Disk;

/// <summary>One mounted file system. Text is decoded from the kernel's \ooo escapes and may contain any character.</summary>
/// <param name="Id">The mount's id, unique while it lasts.</param>
/// <param name="ParentId">The id of the mount that it lies on; its own or an unlisted one for the root of the tree.</param>
/// <param name="Major">Major device number of the file system (st_dev).</param>
/// <param name="Minor">Minor device number of the file system (st_dev).</param>
/// <param name="Root">The directory of the file system that is mounted here: / unless it is a bind mount.</param>
/// <param name="MountPoint">Where it is mounted, as seen from the process's root.</param>
/// <param name="Options">Options of the mount, separated by commas, such as rw,noatime.</param>
/// <param name="FileSystemType">The type, such as ext4 or fuse.sshfs.</param>
/// <param name="Source">The device, server or a word such as tmpfs; empty where there is none.</param>
/// <param name="SuperOptions">Options of the file system itself, separated by commas.</param>
public readonly record struct Mount(
    int Id,
    int ParentId,
    uint Major,
    uint Minor,
    string Root,
    string MountPoint,
    string Options,
    string FileSystemType,
    string Source,
    string SuperOptions);
