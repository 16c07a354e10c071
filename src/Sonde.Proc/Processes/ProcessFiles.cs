using System.Buffers.Text;
using Sonde.Linux;

namespace Sonde.Proc.Processes;

/// <summary>
/// /proc of a root through one kept descriptor: paths below it are shorter to resolve, and reading a small file makes no object. Owned by the
/// readers of process files. Not safe for concurrent use.
/// </summary>
internal sealed class ProcessFiles : IDisposable
{
    private const int LongestRelativePath = 96;

    private readonly bool _confined;
    private readonly DirectoryListing? _proc;
    private readonly byte[] _listingBuffer = new byte[DirectoryListing.BufferBytes];
    private byte[] _text = new byte[4096];
    private bool? _tellsDescriptorCount;

    internal ProcessFiles(LinuxRoot root)
    {
        _confined = !root.IsLive;
        OpenError = root.TryOpen("/proc"u8, out FileDescriptor? proc, OpenKind.Directory);
        _proc = proc is null ? null : new DirectoryListing(proc, _listingBuffer);
    }

    /// <summary>Why /proc cannot be opened; success where it can.</summary>
    internal Errno OpenError { get; }

    /// <summary>Replaces <paramref name="pids"/> by the ids of all processes, ascending.</summary>
    internal Errno ListPids(List<int> pids)
    {
        pids.Clear();
        if (_proc is null)
            return OpenError;
        Errno errno = _proc.ListNumbers(pids);
        SortIfNeeded(pids);
        return errno;
    }

    /// <summary>Replaces <paramref name="numbers"/> by what <paramref name="listing"/> has, ascending.</summary>
    internal static Errno ListNumbers(DirectoryListing listing, List<int> numbers)
    {
        Errno errno = listing.ListNumbers(numbers);
        SortIfNeeded(numbers);
        return errno;
    }

    /// <summary>Opens PID/<paramref name="name"/>.</summary>
    internal Errno TryOpen(int pid, ReadOnlySpan<byte> name, out FileDescriptor? descriptor, OpenKind kind = OpenKind.File)
    {
        descriptor = null;
        if (_proc is null)
            return OpenError;
        Span<byte> path = stackalloc byte[LongestRelativePath];
        path = path[..Compose(path, pid, name)];
        return _confined
            ? FileDescriptor.TryOpenInRoot(_proc.Descriptor, path, out descriptor, kind)
            : FileDescriptor.TryOpenAt(_proc.Descriptor, path, out descriptor, kind);
    }

    /// <summary>Opens the directory PID/<paramref name="name"/> for listing, with a buffer that all listings of this object share.</summary>
    internal Errno TryOpenListing(int pid, ReadOnlySpan<byte> name, out DirectoryListing? listing)
    {
        Errno errno = TryOpen(pid, name, out FileDescriptor? descriptor, OpenKind.Directory);
        listing = descriptor is null ? null : new DirectoryListing(descriptor, _listingBuffer);
        return errno;
    }

    /// <summary>Reads PID/<paramref name="name"/>; the text is valid until the next read through this object.</summary>
    internal Errno Read(int pid, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (_proc is null)
            return OpenError;
        Span<byte> path = stackalloc byte[LongestRelativePath];
        return ReadAt(_proc.Descriptor, path[..Compose(path, pid, name)], out text);
    }

    /// <summary>Reads TID/<paramref name="name"/> below a task directory.</summary>
    internal Errno ReadTask(DirectoryListing tasks, int tid, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> text)
    {
        Span<byte> path = stackalloc byte[LongestRelativePath];
        return ReadAt(tasks.Descriptor, path[..Compose(path, tid, name)], out text);
    }

    /// <summary>Counts the open descriptors of a process: since Linux 6.2 by the directory's size, before by listing it.</summary>
    internal Errno CountDescriptors(int pid, out int count)
    {
        count = 0;
        if (_proc is null)
            return OpenError;
        _tellsDescriptorCount ??= !_confined && SmallFile.ReadSize(_proc.Descriptor, "self/fd"u8, out long own).IsSuccess && own > 0;
        Errno errno;
        if (_tellsDescriptorCount.Value)
        {
            Span<byte> path = stackalloc byte[LongestRelativePath];
            errno = SmallFile.ReadSize(_proc.Descriptor, path[..Compose(path, pid, "fd"u8)], out long size);
            count = (int)Math.Min(size, int.MaxValue);
            return errno;
        }

        errno = TryOpenListing(pid, "fd"u8, out DirectoryListing? listing);
        if (listing is null)
            return errno;
        using (listing)
            return listing.Count(out count);
    }

    /// <summary>Reads through a kept descriptor: one pread renders a whole one-record file.</summary>
    internal Errno ReadKept(FileDescriptor descriptor, out ReadOnlySpan<byte> text)
    {
        Errno errno = descriptor.ReadAt(_text, 0, out int count);
        text = _text.AsSpan(0, count);
        return errno;
    }

    /// <inheritdoc/>
    public void Dispose() => _proc?.Dispose();

    private Errno ReadAt(FileDescriptor directory, scoped ReadOnlySpan<byte> path, out ReadOnlySpan<byte> text)
    {
        while (true)
        {
            Errno errno = SmallFile.Read(directory, path, _confined, _text, out int count);
            if (!errno.IsSuccess || count < _text.Length || count >= KernelFile.LargestText)
            {
                text = _text.AsSpan(0, count);
                return errno;
            }

            _text = new byte[_text.Length * 4];
        }
    }

    private static int Compose(Span<byte> path, int number, ReadOnlySpan<byte> name)
    {
        Utf8Formatter.TryFormat(number, path, out int length);
        path[length++] = (byte)'/';
        name.CopyTo(path[length..]);
        return length + name.Length;
    }

    private static void SortIfNeeded(List<int> numbers)
    {
        for (int i = 1; i < numbers.Count; i++)
        {
            if (numbers[i] < numbers[i - 1])
            {
                numbers.Sort();
                return;
            }
        }
    }
}
