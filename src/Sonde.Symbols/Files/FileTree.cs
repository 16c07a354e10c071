using System.Text;
using Sonde.Linux;
using Sonde.Proc;

namespace Sonde.Symbols.Files;

/// <summary>
/// The files that a process sees: those of the machine, or of another root or mount namespace. Held by a descriptor, another root stays readable
/// after its process has ended. Opening never waits: what is no regular file is refused.
/// </summary>
public sealed class FileTree : IDisposable
{
    private readonly LinuxRoot _machine;
    private readonly FileDescriptor? _directory;

    /// <summary>The files of the machine, or of a tree recorded from one.</summary>
    public FileTree(LinuxRoot machine) => _machine = machine;

    private FileTree(LinuxRoot machine, FileDescriptor directory)
        : this(machine) => _directory = directory;

    /// <summary>True where this is not the machine's own root.</summary>
    public bool IsForeign => _directory is not null;

    /// <summary>The files below a directory, which neither ".." nor symbolic links lead out of.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="directory">The directory on the machine, such as /proc/PID/root.</param>
    /// <param name="tree">The files.</param>
    public static Errno TryOpenRoot(LinuxRoot machine, string directory, out FileTree? tree)
    {
        Errno errno = machine.TryOpen(directory, out FileDescriptor? descriptor, OpenKind.Directory);
        tree = errno.IsSuccess ? new FileTree(machine, descriptor!) : null;
        return errno;
    }

    /// <summary>Opens a regular file.</summary>
    /// <param name="path">The absolute path in this tree.</param>
    /// <param name="descriptor">The open file.</param>
    /// <param name="status">What the kernel tells of it.</param>
    /// <returns>Success, the kernel's error, or <see cref="Errno.InvalidArgument"/> for what is no regular file.</returns>
    public Errno TryOpen(string path, out FileDescriptor? descriptor, out FileStatus status)
    {
        status = default;
        Errno errno = _directory is null
            ? _machine.TryOpen(path, out descriptor, OpenKind.NonBlocking)
            : FileDescriptor.TryOpenInRoot(_directory, Encoding.UTF8.GetBytes(path), out descriptor);
        if (!errno.IsSuccess)
            return errno;
        errno = FileStatus.TryRead(descriptor!, out status);
        if (errno.IsSuccess && status.IsRegularFile)
            return errno;
        descriptor!.Dispose();
        descriptor = null;
        return errno.IsSuccess ? Errno.InvalidArgument : errno;
    }

    /// <summary>All bytes of a file of up to <paramref name="limit"/> bytes; null where it is missing or longer.</summary>
    public byte[]? TryReadAll(string path, int limit)
    {
        if (!TryOpen(path, out FileDescriptor? descriptor, out FileStatus status).IsSuccess)
            return null;
        using FileSource source = new(descriptor!, status.Size);
        return status.Size <= limit ? source.Read(0, (int)status.Size).ToArray() : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _directory?.Dispose();
}
