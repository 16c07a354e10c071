using Sonde.Linux;

namespace Sonde.Proc.Processes;

/// <summary>/proc/PID/fd: the open descriptors of a process and what they refer to. Needs ptrace access. Source: proc_pid_fd(5).</summary>
public sealed class ProcessDescriptors
{
    /// <summary>How many links are read unless told otherwise; the count is always of all.</summary>
    public const int UsualLinks = 4096;

    private const int LongestLink = 4096;
    private readonly List<OpenDescriptor> _descriptors = [];
    private readonly List<int> _numbers = [];

    /// <summary>Why the last load gave no values; null where it did.</summary>
    public Unavailability? Unavailability { get; private set; }

    /// <summary>How many descriptors are open.</summary>
    public int Count { get; private set; }

    /// <summary>The descriptors whose links were read, by number; fewer than <see cref="Count"/> where there are more than were asked for.</summary>
    public IReadOnlyList<OpenDescriptor> Descriptors => _descriptors;

    /// <summary>True where links were left unread.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Reads the descriptors of process <paramref name="pid"/>.</summary>
    /// <param name="root">Where /proc is.</param>
    /// <param name="pid">The process.</param>
    /// <param name="largestLinks">How many links to read at most; 0 to count only.</param>
    /// <returns>True where values are available.</returns>
    public bool Load(LinuxRoot root, int pid, int largestLinks = UsualLinks)
    {
        _descriptors.Clear();
        Count = 0;
        IsTruncated = false;
        Unavailability = null;
        string path = $"/proc/{pid}/fd";
        Errno errno = root.TryOpen(path, out FileDescriptor? directory, OpenKind.Directory);
        if (errno.IsSuccess)
        {
            using DirectoryListing listing = new(directory!);
            errno = ProcessFiles.ListNumbers(listing, _numbers);
            if (errno.IsSuccess)
                ReadLinks(listing, largestLinks);
        }

        if (!errno.IsSuccess)
            Unavailability = Unavailability.FromErrno(path, errno);
        return errno.IsSuccess;
    }

    /// <summary>Adds the inodes of all sockets that were read to <paramref name="inodes"/>.</summary>
    public void AddSocketInodes(ISet<ulong> inodes)
    {
        foreach (OpenDescriptor descriptor in _descriptors)
        {
            if (descriptor is { Kind: DescriptorKind.Socket, Inode: { } inode })
                inodes.Add(inode);
        }
    }

    /// <summary>How many of the descriptors that were read are of <paramref name="kind"/>.</summary>
    public int CountOf(DescriptorKind kind)
    {
        int count = 0;
        foreach (OpenDescriptor descriptor in _descriptors)
            count += descriptor.Kind == kind ? 1 : 0;
        return count;
    }

    private void ReadLinks(DirectoryListing listing, int largestLinks)
    {
        Count = _numbers.Count;
        IsTruncated = Count > largestLinks;
        Span<byte> name = stackalloc byte[16];
        Span<byte> link = stackalloc byte[LongestLink];
        for (int i = 0; i < Math.Min(Count, largestLinks); i++)
        {
            System.Buffers.Text.Utf8Formatter.TryFormat(_numbers[i], name, out int length);
            // One that was closed meanwhile is no longer there.
            if (SmallFile.ReadLink(listing.Descriptor, name[..length], link, out int linkLength).IsSuccess)
                _descriptors.Add(OpenDescriptor.FromLink(_numbers[i], link[..linkLength]));
        }
    }
}
