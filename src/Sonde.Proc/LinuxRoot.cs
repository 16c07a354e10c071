using System.Text;
using Sonde.Linux;

namespace Sonde.Proc;

/// <summary>
/// Where /proc and /sys are read: the machine itself, or a tree of files recorded from one (<c>--root DIR</c>). Paths are always given as on
/// the observed machine; in a recorded tree neither ".." nor a symbolic link leads out of the tree.
/// </summary>
public sealed class LinuxRoot : IDisposable
{
    private readonly FileDescriptor? _directory;

    private LinuxRoot(FileDescriptor? directory, string name)
    {
        _directory = directory;
        Name = name;
    }

    /// <summary>The machine that Sonde runs on.</summary>
    public static LinuxRoot Live { get; } = new(null, "/");

    /// <summary>The tree's directory as the user gave it; "/" for the machine itself.</summary>
    public string Name { get; }

    /// <summary>True for the machine itself.</summary>
    public bool IsLive => _directory is null;

    /// <summary>Opens a recorded tree.</summary>
    /// <exception cref="LinuxException">There is no such directory, or it may not be read.</exception>
    public static LinuxRoot Recorded(string directory)
    {
        Errno errno = FileDescriptor.TryOpen(directory, out FileDescriptor? descriptor, OpenKind.Directory);
        return errno.IsSuccess ? new LinuxRoot(descriptor, directory) : throw new LinuxException("open", directory, errno);
    }

    /// <summary>Opens <paramref name="path"/>, absolute and in UTF-8.</summary>
    public Errno TryOpen(ReadOnlySpan<byte> path, out FileDescriptor? descriptor, OpenKind kind = OpenKind.File) => _directory is null
        ? FileDescriptor.TryOpen(path, out descriptor, kind)
        : FileDescriptor.TryOpenInRoot(_directory, path, out descriptor, kind);

    /// <inheritdoc cref="TryOpen(ReadOnlySpan{byte}, out FileDescriptor?, OpenKind)"/>
    public Errno TryOpen(string path, out FileDescriptor? descriptor, OpenKind kind = OpenKind.File) =>
        TryOpen(Encoding.UTF8.GetBytes(path), out descriptor, kind);

    /// <summary>Where the symbolic link <paramref name="path"/> points, such as socket:[4711] for /proc/PID/fd/3.</summary>
    public Errno TryReadLink(string path, out string target)
    {
        if (_directory is null)
            return FileDescriptor.TryReadLink(null, Encoding.UTF8.GetBytes(path), out target);
        target = "";
        Errno errno = FileDescriptor.TryOpenInRoot(_directory, Encoding.UTF8.GetBytes(path), out FileDescriptor? link, OpenKind.LinkItself);
        if (!errno.IsSuccess)
            return errno;
        using (link)
            return FileDescriptor.TryReadLink(link, [], out target);
    }

    /// <summary>The names in directory <paramref name="path"/>, sorted by ordinal; empty with the reason where it cannot be listed.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="errno">Why the listing is empty or cut short.</param>
    public IReadOnlyList<string> List(string path, out Errno errno)
    {
        errno = TryOpen(path, out FileDescriptor? descriptor, OpenKind.Directory);
        if (!errno.IsSuccess)
            return [];
        using DirectoryListing listing = new(descriptor!);
        List<string> names = [];
        errno = listing.ListNames(names);
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>True where <paramref name="path"/> exists and may be reached.</summary>
    public bool Exists(string path)
    {
        bool exists = TryOpen(path, out FileDescriptor? descriptor, OpenKind.LinkItself).IsSuccess;
        descriptor?.Dispose();
        return exists;
    }

    /// <summary>A small file's text without the trailing newline, for values that are read once; null with the reason where there is none.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="reason">Why the result is null.</param>
    public string? ReadText(string path, out Unavailability? reason)
    {
        using KernelFile file = new(this, path);
        return file.TryRead(out ReadOnlySpan<byte> text, out reason) ? Encoding.UTF8.GetString(text).TrimEnd('\n') : null;
    }

    /// <inheritdoc cref="ReadText(string, out Unavailability?)"/>
    public string? ReadText(string path) => ReadText(path, out _);

    /// <summary>A file that holds one decimal number, such as most sysctls; null where there is none or it is not a number.</summary>
    public long? ReadNumber(string path) => long.TryParse(ReadText(path), out long number) ? number : null;

    /// <summary>Releases a recorded tree; the machine itself needs no release.</summary>
    public void Dispose() => _directory?.Dispose();
}
