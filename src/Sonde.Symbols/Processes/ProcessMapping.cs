namespace Sonde.Symbols.Processes;

/// <summary>One line of /proc/PID/maps: a part of a process's memory and the file that it shows.</summary>
/// <param name="Start">The first address.</param>
/// <param name="End">The first address after it.</param>
/// <param name="IsExecutable">True where the processor may execute it.</param>
/// <param name="Offset">Where the file has the first byte.</param>
/// <param name="DeviceMajor">The file system's device number, upper part.</param>
/// <param name="DeviceMinor">The file system's device number, lower part.</param>
/// <param name="Inode">The file's number; 0 where there is no file.</param>
/// <param name="Path">The path as the process sees it, with " (deleted)" where the file is gone; or a name in brackets; or empty.</param>
public readonly record struct ProcessMapping(ulong Start, ulong End, bool IsExecutable, ulong Offset, uint DeviceMajor, uint DeviceMinor, ulong Inode, string Path)
{
    private const string DeletedMark = " (deleted)";

    /// <summary>True where a file is mapped.</summary>
    public bool IsFile => Inode != 0 && Path.StartsWith('/');

    /// <summary>True where the file has been removed, or replaced by another of its name.</summary>
    public bool IsDeleted => Path.EndsWith(DeletedMark, StringComparison.Ordinal);

    /// <summary>The path without the mark of a deleted file.</summary>
    public string FilePath => IsDeleted ? Path[..^DeletedMark.Length] : Path;
}
