using Sonde.Bpf.Maps;
using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Objects;

/// <summary>Everything of BPF that the kernel holds. Needs CAP_SYS_ADMIN. What vanishes while it is listed is left out.</summary>
public static class BpfInventory
{
    /// <summary>All programs, by number.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static IReadOnlyList<ProgramDescription> Programs() => List(BpfObjectKind.Program, ProgramDescription.Read);

    /// <summary>All links, by number. Linux 5.8.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static IReadOnlyList<LinkDescription> Links() => List(BpfObjectKind.Link, LinkDescription.Read);

    /// <summary>All maps with their numbers; the caller closes them.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static IReadOnlyList<(uint Id, BpfMap Map)> OpenMaps()
    {
        List<(uint, BpfMap)> maps = [];
        foreach (uint id in Ids(BpfObjectKind.Map))
        {
            if (BpfMap.Open(id) is { } map)
                maps.Add((id, map));
        }

        return maps;
    }

    /// <summary>The numbers of all objects of a kind, ascending.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static IEnumerable<uint> Ids(BpfObjectKind kind)
    {
        uint id = 0;
        while (true)
        {
            Errno errno = BpfSystemCall.NextId(kind, id, out uint next);
            if (errno == Errno.NoSuchEntry)
                yield break;
            if (!errno.IsSuccess)
                throw new BpfException($"list BPF objects ({kind})", errno, errno.IsPermission ? $"{errno}. It needs root (CAP_SYS_ADMIN)." : null);
            yield return next;
            id = next;
        }
    }

    private static List<T> List<T>(BpfObjectKind kind, Func<FileDescriptor, T> read)
    {
        List<T> found = [];
        foreach (uint id in Ids(kind))
        {
            Errno errno = BpfSystemCall.OpenById(kind, id, out FileDescriptor? descriptor);
            if (errno.IsGone)
                continue;
            if (descriptor is null)
                throw new BpfException($"open BPF object {id} ({kind})", errno);
            using (descriptor)
                found.Add(read(descriptor));
        }

        return found;
    }
}
