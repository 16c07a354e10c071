using System.Runtime.CompilerServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>One neighbour table (arp_cache, ndisc_cache): its fill and its limits. Source: RTM_NEWNEIGHTBL, shown by <c>ip ntable</c>.</summary>
public sealed class NeighbourTable
{
    private readonly KeptText _name = new();

    /// <summary>The table's name: arp_cache for IPv4, ndisc_cache for IPv6.</summary>
    public string Name => _name.Value;

    /// <summary>Entries now, of all network namespaces.</summary>
    public uint Entries { get; private set; }

    /// <summary>gc_thresh1: below it nothing is collected.</summary>
    public uint Threshold1 { get; private set; }

    /// <summary>gc_thresh2: above it entries are collected after five seconds.</summary>
    public uint Threshold2 { get; private set; }

    /// <summary>gc_thresh3: the most entries there may be.</summary>
    public uint Threshold3 { get; private set; }

    /// <summary>How often collection was forced because a threshold was passed.</summary>
    public ulong ForcedCollections { get; private set; }

    /// <summary>How often no entry could be made because the table was full; null before Linux 4.3.</summary>
    public ulong? Overflows { get; private set; }

    /// <summary>Lookups that no neighbour answered.</summary>
    public ulong FailedResolutions { get; private set; }

    /// <summary>Takes over what the kernel sent; false where that is no whole record of a table, as for the parameters of one interface.</summary>
    internal bool TryRead(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < Unsafe.SizeOf<NdtMsg>())
            return false;
        ReadOnlySpan<byte> attributes = payload[Unsafe.SizeOf<NdtMsg>()..];
        if (!NetlinkAttribute.TryFind(attributes, RtnetlinkUapi.NDTA_CONFIG, out NetlinkAttribute attribute))
            return false;
        attribute.ReadPrefix(out NdtConfig config);
        Entries = config.ndtc_entries;
        Threshold1 = Number(attributes, RtnetlinkUapi.NDTA_THRESH1);
        Threshold2 = Number(attributes, RtnetlinkUapi.NDTA_THRESH2);
        Threshold3 = Number(attributes, RtnetlinkUapi.NDTA_THRESH3);
        NetlinkAttribute.TryFind(attributes, RtnetlinkUapi.NDTA_STATS, out attribute);
        int length = attribute.ReadPrefix(out NdtStats statistics);
        ForcedCollections = statistics.ndts_forced_gc_runs;
        FailedResolutions = statistics.ndts_res_failed;
        Overflows = length == Unsafe.SizeOf<NdtStats>() ? statistics.ndts_table_fulls : null;
        bool isNamed = NetlinkAttribute.TryFind(attributes, RtnetlinkUapi.NDTA_NAME, out attribute);
        _name.Set(attribute.Text);
        return isNamed;
    }

    private static uint Number(ReadOnlySpan<byte> attributes, ushort type) =>
        NetlinkAttribute.TryFind(attributes, type, out NetlinkAttribute attribute) && attribute.TryRead(out uint number) ? number : 0;
}
