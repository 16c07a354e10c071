using System.Buffers.Text;
using Sonde.Linux;

namespace Sonde.Proc.Processes;

/// <summary>
/// Who holds which socket: the kernel tells sockets by inode, and only the links in /proc/PID/fd lead from there to a process. A scan reads the links
/// of all
/// processes until every socket that was asked for is found or its time is up; what it found is kept. Needs ptrace access to other users' processes.
/// </summary>
public sealed class SocketOwners : IDisposable
{
    private const int LongestSocketLink = 40;
    private readonly Dictionary<ulong, SocketOwner> _owners = [];
    private readonly HashSet<ulong> _wanted = [];
    private readonly List<int> _pids = [];
    private readonly List<int> _descriptors = [];
    private readonly ProcessFiles _files;

    /// <summary>Prepares scans; nothing is read yet.</summary>
    /// <param name="root">Where /proc is.</param>
    public SocketOwners(LinuxRoot root) => _files = new ProcessFiles(root);

    /// <summary>True where the last scan went through all processes or found every socket that was asked for.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Processes of the last scan whose descriptors may not be listed.</summary>
    public int UnreadableCount { get; private set; }

    /// <summary>The holder of the socket with <paramref name="inode"/>, or null where no scan has found it.</summary>
    public SocketOwner? this[ulong inode] => _owners.TryGetValue(inode, out SocketOwner owner) ? owner : null;

    /// <summary>Looks for the holders of <paramref name="inodes"/>; those that are known already cost nothing.</summary>
    /// <param name="inodes">Socket inodes; 0 means a socket without a holder and is ignored.</param>
    /// <param name="timeLimit">How long to look, in wall time.</param>
    public void Find(IEnumerable<ulong> inodes, TimeSpan timeLimit)
    {
        _wanted.Clear();
        foreach (ulong inode in inodes)
        {
            if (inode != 0 && !_owners.ContainsKey(inode))
                _wanted.Add(inode);
        }

        UnreadableCount = 0;
        IsComplete = _wanted.Count == 0;
        if (IsComplete || !_files.ListPids(_pids).IsSuccess)
            return;
        TimeSpan end = Clock.Monotonic + timeLimit;
        foreach (int pid in _pids)
        {
            Scan(pid);
            if (_wanted.Count == 0)
                break;
            if (Clock.Monotonic > end)
                return;
        }

        IsComplete = true;
    }

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();

    private void Scan(int pid)
    {
        Errno errno = _files.TryOpenListing(pid, "fd"u8, out DirectoryListing? listing);
        if (errno.IsPermission)
            UnreadableCount++;
        if (listing is null)
            return;
        using (listing)
        {
            if (!listing.ListNumbers(_descriptors).IsSuccess)
                return;
            Span<byte> name = stackalloc byte[16];
            Span<byte> link = stackalloc byte[LongestSocketLink];
            foreach (int descriptor in _descriptors)
            {
                Utf8Formatter.TryFormat(descriptor, name, out int length);
                if (!SmallFile.ReadLink(listing.Descriptor, name[..length], link, out int linkLength).IsSuccess)
                    continue;
                if (OpenDescriptor.IsSocket(link[..linkLength]) && OpenDescriptor.TryReadInode(link[..linkLength], out ulong inode)
                    && _wanted.Remove(inode))
                    Keep(pid, inode, descriptor);
            }
        }
    }

    private void Keep(int pid, ulong inode, int descriptor)
    {
        ProcessStat stat = default;
        if (_files.Read(pid, "stat"u8, out ReadOnlySpan<byte> text).IsSuccess && ProcessStat.TryParse(text, ref stat))
            _owners[inode] = new SocketOwner(stat.Identity, stat.Comm, descriptor);
    }
}
