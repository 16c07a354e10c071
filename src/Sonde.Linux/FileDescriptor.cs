using System.Text;
using Microsoft.Win32.SafeHandles;
using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>
/// An open file description, closed on exec and owned by this object. All calls return the kernel's error instead of throwing,
/// because a process that vanishes while it is read is an everyday event.
/// </summary>
public sealed unsafe class FileDescriptor : SafeHandleMinusOneIsInvalid
{
    /// <summary>Wraps nothing yet; used by the marshaller.</summary>
    public FileDescriptor()
        : base(ownsHandle: true)
    {
    }

    private FileDescriptor(int descriptor, bool owns)
        : base(owns) => SetHandle(descriptor);

    /// <summary>The descriptor's number, for messages and for tests.</summary>
    public int Number => (int)handle;

    /// <summary>Takes ownership of an open descriptor <paramref name="number"/>.</summary>
    public static FileDescriptor Adopt(int number) => new(number, owns: true);

    /// <summary>Refers to a descriptor that somebody else closes, such as standard output.</summary>
    public static FileDescriptor Borrow(int number) => new(number, owns: false);

    /// <summary>Opens <paramref name="path"/> for reading.</summary>
    /// <param name="path">The path in UTF-8, without a terminating zero.</param>
    /// <param name="descriptor">The descriptor, or null after an error.</param>
    /// <param name="kind">What is opened.</param>
    public static Errno TryOpen(ReadOnlySpan<byte> path, out FileDescriptor? descriptor, OpenKind kind = OpenKind.File) =>
        TryOpenAt(null, path, out descriptor, kind);

    /// <inheritdoc cref="TryOpen(ReadOnlySpan{byte}, out FileDescriptor?, OpenKind)"/>
    public static Errno TryOpen(string path, out FileDescriptor? descriptor, OpenKind kind = OpenKind.File) =>
        TryOpen(Encoding.UTF8.GetBytes(path), out descriptor, kind);

    /// <summary>Opens <paramref name="path"/>, relative to <paramref name="directory"/> where one is given.</summary>
    public static Errno TryOpenAt(FileDescriptor? directory, ReadOnlySpan<byte> path, out FileDescriptor? descriptor, OpenKind kind = OpenKind.File)
    {
        descriptor = null;
        if (TerminatedPath.IsTooLong(path))
            return Errno.NameTooLong;
        byte* terminated = TerminatedPath.Of(path, stackalloc byte[path.Length + 1]);
        int number = directory is null
            ? LibC.openat(LibC.AT_FDCWD, terminated, Flags(kind), 0)
            : LibC.openat(directory, terminated, Flags(kind), 0);
        if (number < 0)
            return Errno.Last();
        descriptor = Adopt(number);
        return Errno.Success;
    }

    /// <summary>
    /// Opens <paramref name="path"/> as if <paramref name="root"/> were the file system's root, so that neither ".." nor a symbolic link leads out
    /// of it. Needs openat2 (Linux 5.6).
    /// </summary>
    public static Errno TryOpenInRoot(FileDescriptor root, ReadOnlySpan<byte> path, out FileDescriptor? descriptor, OpenKind kind = OpenKind.File)
    {
        descriptor = null;
        if (TerminatedPath.IsTooLong(path))
            return Errno.NameTooLong;
        byte* terminated = TerminatedPath.Of(path, stackalloc byte[path.Length + 1]);
        int number = OpenInRoot(root, terminated, kind);
        if (number < 0)
            return Errno.Last();
        descriptor = Adopt(number);
        return Errno.Success;
    }

    /// <summary>Reads at <paramref name="offset"/>, which for a kernel file renders its text anew when the offset is zero.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="offset">Byte offset, from 0.</param>
    /// <param name="count">Bytes read; 0 at the end.</param>
    public Errno ReadAt(Span<byte> buffer, long offset, out int count)
    {
        fixed (byte* pointer = buffer)
        {
            nint read;
            do
                read = LibC.pread(this, pointer, buffer.Length, offset);
            while (read < 0 && Errno.Last() == Errno.Interrupted);
            return Outcome(read, out count);
        }
    }

    /// <summary>Reads from the current position.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="count">Bytes read; 0 at the end.</param>
    public Errno Read(Span<byte> buffer, out int count)
    {
        fixed (byte* pointer = buffer)
        {
            nint read;
            do
                read = LibC.read(this, pointer, buffer.Length);
            while (read < 0 && Errno.Last() == Errno.Interrupted);
            return Outcome(read, out count);
        }
    }

    /// <summary>Writes all of <paramref name="bytes"/>, waiting where somebody else made the file description non-blocking.</summary>
    public Errno Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* pointer = bytes)
        {
            int done = 0;
            while (done < bytes.Length)
            {
                nint written = LibC.write(this, pointer + done, bytes.Length - done);
                if (written >= 0)
                {
                    done += (int)written;
                    continue;
                }

                Errno errno = Errno.Last();
                if (errno == Errno.TryAgain)
                    errno = WaitFor(LibC.POLLOUT, Timeout.InfiniteTimeSpan);
                if (!errno.IsSuccess && errno != Errno.Interrupted)
                    return errno;
            }
        }

        return Errno.Success;
    }

    /// <summary>Waits until there is something to read, or an error to fetch.</summary>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <returns>Success, <see cref="Errno.TimedOut"/>, or <see cref="Errno.Interrupted"/>, after which the caller decides whether to go on.</returns>
    public Errno WaitReadable(TimeSpan timeout) => WaitFor(LibC.POLLIN, timeout);

    /// <summary>Where the symbolic link <paramref name="path"/> points, relative to <paramref name="directory"/> where one is given.</summary>
    public static Errno TryReadLink(FileDescriptor? directory, ReadOnlySpan<byte> path, out string target)
    {
        target = "";
        if (TerminatedPath.IsTooLong(path))
            return Errno.NameTooLong;
        byte* terminated = TerminatedPath.Of(path, stackalloc byte[path.Length + 1]);
        byte* buffer = stackalloc byte[TerminatedPath.LongestPath];
        nint length = directory is null
            ? LibC.readlinkat(LibC.AT_FDCWD, terminated, buffer, TerminatedPath.LongestPath)
            : LibC.readlinkat(directory, terminated, buffer, TerminatedPath.LongestPath);
        if (length < 0)
            return Errno.Last();
        target = Encoding.UTF8.GetString(buffer, (int)length);
        return Errno.Success;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LibC.close((int)handle) == 0;

    private Errno WaitFor(short events, TimeSpan timeout)
    {
        int milliseconds = timeout == Timeout.InfiniteTimeSpan ? -1 : (int)Math.Clamp(Math.Ceiling(timeout.TotalMilliseconds), 0, int.MaxValue);
        bool added = false;
        try
        {
            DangerousAddRef(ref added);
            PollFd poll = new() { fd = (int)handle, events = events };
            int ready = LibC.poll(&poll, 1, milliseconds);
            return ready > 0 ? Errno.Success : ready == 0 ? Errno.TimedOut : Errno.Last();
        }
        finally
        {
            if (added)
                DangerousRelease();
        }
    }

    /// <summary>The number of a descriptor of <paramref name="path"/>, which ends in a zero and cannot leave <paramref name="root"/>; -1 after an error.</summary>
    internal static int OpenInRoot(FileDescriptor root, byte* path, OpenKind kind)
    {
        // Nothing in a recorded tree may make Sonde wait, such as a named pipe. O_PATH allows no other flag.
        int flags = Flags(kind) | (kind == OpenKind.LinkItself ? 0 : LibC.O_NONBLOCK);
        OpenHow how = new() { flags = (ulong)(uint)flags, resolve = OpenHow.RESOLVE_IN_ROOT | OpenHow.RESOLVE_NO_MAGICLINKS };
        bool added = false;
        try
        {
            root.DangerousAddRef(ref added);
            return (int)LibC.syscall(SyscallNumbers.openat2, root.handle, (nint)path, (nint)(&how), sizeof(OpenHow), 0, 0);
        }
        finally
        {
            if (added)
                root.DangerousRelease();
        }
    }

    /// <summary>What a read(2) came to: the bytes read, or the error.</summary>
    internal static Errno Outcome(nint read, out int count)
    {
        count = Math.Max((int)read, 0);
        return read < 0 ? Errno.Last() : Errno.Success;
    }

    private static int Flags(OpenKind kind) => LibC.O_RDONLY | LibC.O_CLOEXEC | kind switch
    {
        OpenKind.Directory => LibC.O_DIRECTORY,
        OpenKind.NonBlocking => LibC.O_NONBLOCK,
        OpenKind.LinkItself => LibC.O_PATH | LibC.O_NOFOLLOW,
        _ => 0,
    };
}
