using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>One network interface: what it is and what it counted. Source: RTM_NEWLINK, rtnetlink(7).</summary>
public sealed class NetworkLink
{
    private readonly KeptText _name = new();
    private readonly KeptText _queueingDiscipline = new();
    private readonly KeptText _kind = new();

    /// <summary>The index, by which other records refer to the interface.</summary>
    public int Index { get; private set; }

    /// <summary>The name, such as eth0.</summary>
    public string Name => _name.Value;

    /// <summary>The hardware type; ARPHRD_* of include/uapi/linux/if_arp.h, 1 for Ethernet, 772 for loopback.</summary>
    public int HardwareType { get; private set; }

    /// <summary>The virtual kind, such as veth, bridge or bond; empty for a physical device.</summary>
    public string Kind => _kind.Value;

    /// <summary>The flags.</summary>
    public LinkFlags Flags { get; private set; }

    /// <summary>Whether it can carry traffic.</summary>
    public OperationalState State { get; private set; }

    /// <summary>The largest packet in bytes.</summary>
    public uint MtuBytes { get; private set; }

    /// <summary>The index of the bridge, bond or team that it belongs to; 0 for none.</summary>
    public int MasterIndex { get; private set; }

    /// <summary>The length of the default send queue, in packets.</summary>
    public uint SendQueueLength { get; private set; }

    /// <summary>The queueing discipline at its root, such as fq_codel, mq or noqueue.</summary>
    public string QueueingDiscipline => _queueingDiscipline.Value;

    /// <summary>Send queues of the device.</summary>
    public uint SendQueues { get; private set; }

    /// <summary>Receive queues of the device.</summary>
    public uint ReceiveQueues { get; private set; }

    /// <summary>How often the carrier came or went; null before Linux 3.15.</summary>
    public uint? CarrierChanges { get; private set; }

    /// <summary>The counters; null where the kernel sent none.</summary>
    public LinkStatistics? Statistics { get; private set; }

    /// <summary>Takes over what the kernel sent; false where that is no whole record.</summary>
    internal bool TryRead(ReadOnlySpan<byte> payload)
    {
        if (!MemoryMarshal.TryRead(payload, out IfInfoMsg link))
            return false;
        Index = link.ifi_index;
        HardwareType = link.ifi_type;
        Flags = (LinkFlags)link.ifi_flags;
        State = OperationalState.Unknown;
        MtuBytes = SendQueueLength = SendQueues = ReceiveQueues = 0;
        MasterIndex = 0;
        CarrierChanges = null;
        Statistics = null;
        _name.Clear();
        _kind.Clear();
        _queueingDiscipline.Clear();
        ReadOnlySpan<byte> attributes = payload[Unsafe.SizeOf<IfInfoMsg>()..];
        while (NetlinkAttribute.TryTake(ref attributes, out NetlinkAttribute attribute))
            Take(attribute);
        return !_name.IsEmpty;
    }

    private void Take(NetlinkAttribute attribute)
    {
        attribute.TryRead(out uint number);
        switch (attribute.Type)
        {
            case RtnetlinkUapi.IFLA_IFNAME:
                _name.Set(attribute.Text);
                break;
            case RtnetlinkUapi.IFLA_QDISC:
                _queueingDiscipline.Set(attribute.Text);
                break;
            case RtnetlinkUapi.IFLA_LINKINFO when NetlinkAttribute.TryFind(attribute.Value, RtnetlinkUapi.IFLA_INFO_KIND, out NetlinkAttribute kind):
                _kind.Set(kind.Text);
                break;
            case RtnetlinkUapi.IFLA_OPERSTATE when attribute.TryRead(out byte state):
                State = (OperationalState)state;
                break;
            case RtnetlinkUapi.IFLA_MTU:
                MtuBytes = number;
                break;
            case RtnetlinkUapi.IFLA_MASTER:
                MasterIndex = (int)number;
                break;
            case RtnetlinkUapi.IFLA_TXQLEN:
                SendQueueLength = number;
                break;
            case RtnetlinkUapi.IFLA_NUM_TX_QUEUES:
                SendQueues = number;
                break;
            case RtnetlinkUapi.IFLA_NUM_RX_QUEUES:
                ReceiveQueues = number;
                break;
            case RtnetlinkUapi.IFLA_CARRIER_CHANGES:
                CarrierChanges = number;
                break;
            case RtnetlinkUapi.IFLA_STATS64:
                Statistics = LinkStatistics.Read(attribute);
                break;
        }
    }
}
