using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>What the kernel tells of an open file. Source: statx(2).</summary>
/// <param name="DeviceMajor">The file system's device number, upper part.</param>
/// <param name="DeviceMinor">The file system's device number, lower part.</param>
/// <param name="Inode">The file's number on its file system.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedNanoseconds">When its content changed last, in nanoseconds since 1970.</param>
/// <param name="IsRegularFile">False for directories, pipes, devices and the like.</param>
public readonly record struct FileStatus(uint DeviceMajor, uint DeviceMinor, ulong Inode, long Size, long ModifiedNanoseconds, bool IsRegularFile)
{
    /// <summary>Asks for the file that <paramref name="descriptor"/> refers to.</summary>
    public static unsafe Errno TryRead(FileDescriptor descriptor, out FileStatus status)
    {
        status = default;
        StatX values;
        byte empty = 0;
        if (LibC.statx(descriptor, &empty, LibC.AT_EMPTY_PATH, StatX.STATX_TYPE | StatX.STATX_INO | StatX.STATX_SIZE | StatX.STATX_MTIME, &values) != 0)
            return Errno.Last();
        status = new FileStatus(
            values.stx_dev_major,
            values.stx_dev_minor,
            values.stx_ino,
            (long)values.stx_size,
            values.stx_mtime_sec * 1_000_000_000 + values.stx_mtime_nsec,
            (values.stx_mode & StatX.S_IFMT) == StatX.S_IFREG);
        return Errno.Success;
    }
}
