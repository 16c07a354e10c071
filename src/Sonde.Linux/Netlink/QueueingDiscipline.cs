using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// One queueing discipline of an interface: where packets wait and are dropped on their way out. Source: RTM_NEWQDISC, shown by <c>tc -s qdisc</c>.
/// </summary>
public sealed class QueueingDiscipline
{
    /// <summary>TC_H_ROOT: the parent of the discipline at the top.</summary>
    public const uint RootParent = 0xFFFFFFFF;

    private readonly KeptText _kind = new();

    /// <summary>The interface.</summary>
    public int LinkIndex { get; private set; }

    /// <summary>The kind, such as fq_codel, pfifo_fast or tbf.</summary>
    public string Kind => _kind.Value;

    /// <summary>Its handle, major number in the upper 16 bits; 0 for a default one.</summary>
    public uint Handle { get; private set; }

    /// <summary>The handle that it hangs below; <see cref="RootParent"/> at the top.</summary>
    public uint Parent { get; private set; }

    /// <summary>Bytes sent through it.</summary>
    public ulong Bytes { get; private set; }

    /// <summary>Packets sent through it; the kernel's 32-bit figure before Linux 5.5.</summary>
    public ulong Packets { get; private set; }

    /// <summary>Packets that wait in it now.</summary>
    public uint QueueLength { get; private set; }

    /// <summary>Bytes that wait in it now.</summary>
    public uint BacklogBytes { get; private set; }

    /// <summary>Packets dropped; wraps at 32 bits.</summary>
    public uint Drops { get; private set; }

    /// <summary>Packets put back because the device was busy; wraps at 32 bits.</summary>
    public uint Requeues { get; private set; }

    /// <summary>How often it held packets back because of its rate limit; wraps at 32 bits.</summary>
    public uint Overlimits { get; private set; }

    /// <summary>Takes over what the kernel sent; false where that is no whole record.</summary>
    internal bool TryRead(ReadOnlySpan<byte> payload)
    {
        if (!MemoryMarshal.TryRead(payload, out TcMsg discipline))
            return false;
        LinkIndex = discipline.tcm_ifindex;
        Handle = discipline.tcm_handle;
        Parent = discipline.tcm_parent;
        ReadOnlySpan<byte> attributes = payload[Unsafe.SizeOf<TcMsg>()..];
        bool isNamed = NetlinkAttribute.TryFind(attributes, RtnetlinkUapi.TCA_KIND, out NetlinkAttribute kind);
        _kind.Set(kind.Text);
        NetlinkAttribute.TryFind(attributes, RtnetlinkUapi.TCA_STATS2, out NetlinkAttribute statistics);
        TakeStatistics(statistics.Value);
        return isNamed;
    }

    private void TakeStatistics(ReadOnlySpan<byte> attributes)
    {
        NetlinkAttribute.TryFind(attributes, RtnetlinkUapi.TCA_STATS_BASIC, out NetlinkAttribute attribute);
        attribute.ReadPrefix(out GnetStatsBasic basic);
        Bytes = basic.bytes;
        Packets = NetlinkAttribute.TryFind(attributes, RtnetlinkUapi.TCA_STATS_PKT64, out attribute) && attribute.TryRead(out ulong packets)
            ? packets
            : basic.packets;
        NetlinkAttribute.TryFind(attributes, RtnetlinkUapi.TCA_STATS_QUEUE, out attribute);
        attribute.ReadPrefix(out GnetStatsQueue queue);
        QueueLength = queue.qlen;
        BacklogBytes = queue.backlog;
        Drops = queue.drops;
        Requeues = queue.requeues;
        Overlimits = queue.overlimits;
    }
}
