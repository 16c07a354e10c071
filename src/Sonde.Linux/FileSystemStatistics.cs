using System.Text;
using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>
/// The figures of one mounted file system. Source: statfs(2). Blocks are counted in <see cref="BlockSize"/>.
/// File systems without a fixed number of inodes, such as btrfs, report zero <see cref="Files"/>; pseudo file systems report zero
/// <see cref="Blocks"/>.
/// </summary>
/// <param name="Type">The magic number of the type, statfs(2); 0xEF53 for ext4.</param>
/// <param name="BlockSize">Bytes in a block.</param>
/// <param name="Blocks">Size in blocks.</param>
/// <param name="Free">Free blocks.</param>
/// <param name="Available">Free blocks that an unprivileged user may fill; can be fewer than <paramref name="Free"/>.</param>
/// <param name="Files">Inodes in all.</param>
/// <param name="FilesFree">Free inodes.</param>
/// <param name="IsReadOnly">True where the mount forbids writing, by choice or after an error.</param>
public readonly record struct FileSystemStatistics(
    long Type,
    long BlockSize,
    ulong Blocks,
    ulong Free,
    ulong Available,
    ulong Files,
    ulong FilesFree,
    bool IsReadOnly)
{
    private const int MaximumThreads = 4;
    private static readonly BoundedQuery<FileSystemStatistics> Queries = new(Ask, MaximumThreads);

    /// <summary>
    /// Asks for the file system at <paramref name="path"/>, waiting no longer than <paramref name="timeout"/>: statfs of a dead NFS server or FUSE
    /// daemon waits for ever. The call runs on a background thread. While it hangs there, the same path answers <see cref="Errno.TimedOut"/> at
    /// once. At most four threads are used; should all hang, every path answers <see cref="Errno.TimedOut"/> at once, until one is free again.
    /// </summary>
    /// <param name="path">A mount point, or any path on the file system.</param>
    /// <param name="timeout">How long to wait; a healthy file system answers in microseconds.</param>
    /// <param name="statistics">The figures; all zero after an error.</param>
    /// <returns>Success, <see cref="Errno.TimedOut"/>, or the error of statfs.</returns>
    public static Errno Query(string path, TimeSpan timeout, out FileSystemStatistics statistics) => Queries.Ask(path, timeout, out statistics);

    private static unsafe Errno Ask(string path, out FileSystemStatistics statistics)
    {
        statistics = default;
        StatFs figures;
        byte[] terminated = Encoding.UTF8.GetBytes(path + '\0');
        fixed (byte* pointer = terminated)
        {
            while (LibC.statfs(pointer, &figures) != 0)
            {
                Errno errno = Errno.Last();
                if (errno != Errno.Interrupted)
                    return errno;
            }
        }

        statistics = new FileSystemStatistics(
            figures.f_type,
            figures.f_frsize > 0 ? figures.f_frsize : figures.f_bsize,
            figures.f_blocks,
            figures.f_bfree,
            figures.f_bavail,
            figures.f_files,
            figures.f_ffree,
            (figures.f_flags & LibC.ST_RDONLY) != 0);
        return Errno.Success;
    }
}
