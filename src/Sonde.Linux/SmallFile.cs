using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>Reads small files that are not worth a kept descriptor: open, one read, close, without making an object.</summary>
public static unsafe class SmallFile
{
    /// <summary>
    /// Reads the beginning of <paramref name="path"/> with one read(2), which gives the whole text of the one-record files of /proc where the
    /// buffer is large enough: <paramref name="count"/> below the buffer's length means that nothing is missing.
    /// </summary>
    /// <param name="directory">What a relative path starts from.</param>
    /// <param name="path">The path in UTF-8, without a terminating zero.</param>
    /// <param name="confined">
    /// True where the path must not lead out of <paramref name="directory"/>, as in a recorded tree (openat2, Linux 5.6).
    /// </param>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="count">Bytes read.</param>
    public static Errno Read(FileDescriptor directory, ReadOnlySpan<byte> path, bool confined, Span<byte> buffer, out int count)
    {
        count = 0;
        if (TerminatedPath.IsTooLong(path))
            return Errno.NameTooLong;
        byte* terminated = TerminatedPath.Of(path, stackalloc byte[path.Length + 1]);
        int descriptor = confined ? FileDescriptor.OpenInRoot(directory, terminated, OpenKind.File) : LibC.openat(directory, terminated, LibC.O_RDONLY | LibC.O_CLOEXEC, 0);
        if (descriptor < 0)
            return Errno.Last();
        Errno errno = ReadOnce(descriptor, buffer, out count);
        _ = LibC.close(descriptor);
        return errno;
    }

    /// <summary>Where the symbolic link <paramref name="path"/> points, as bytes; a target longer than the buffer is cut.</summary>
    /// <param name="directory">What a relative path starts from.</param>
    /// <param name="path">The link's path in UTF-8, without a terminating zero; only its last component may be a link.</param>
    /// <param name="buffer">Where the target goes.</param>
    /// <param name="count">Bytes of the target.</param>
    public static Errno ReadLink(FileDescriptor directory, ReadOnlySpan<byte> path, Span<byte> buffer, out int count)
    {
        count = 0;
        if (TerminatedPath.IsTooLong(path))
            return Errno.NameTooLong;
        byte* terminated = TerminatedPath.Of(path, stackalloc byte[path.Length + 1]);
        fixed (byte* pointer = buffer)
        {
            nint length = LibC.readlinkat(directory, terminated, pointer, buffer.Length);
            if (length < 0)
                return Errno.Last();
            count = (int)length;
            return Errno.Success;
        }
    }

    /// <summary>
    /// The size that the kernel tells for <paramref name="path"/>, in bytes; of /proc/PID/fd, the number of descriptors (Linux 6.2).
    /// </summary>
    /// <param name="directory">What a relative path starts from.</param>
    /// <param name="path">The path in UTF-8, without a terminating zero.</param>
    /// <param name="size">The size; 0 after an error.</param>
    public static Errno ReadSize(FileDescriptor directory, ReadOnlySpan<byte> path, out long size)
    {
        size = 0;
        if (TerminatedPath.IsTooLong(path))
            return Errno.NameTooLong;
        byte* terminated = TerminatedPath.Of(path, stackalloc byte[path.Length + 1]);
        StatX values;
        if (LibC.statx(directory, terminated, 0, StatX.STATX_SIZE, &values) != 0)
            return Errno.Last();
        size = (long)values.stx_size;
        return Errno.Success;
    }

    private static Errno ReadOnce(int descriptor, Span<byte> buffer, out int count)
    {
        fixed (byte* pointer = buffer)
        {
            nint read;
            do
                read = LibC.read(descriptor, pointer, buffer.Length);
            while (read < 0 && Errno.Last() == Errno.Interrupted);
            return FileDescriptor.Outcome(read, out count);
        }
    }
}
