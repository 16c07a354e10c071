using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>One message of a netlink datagram: a header and what follows it. Source: netlink(7).</summary>
internal readonly ref struct NetlinkMessage
{
    private NetlinkMessage(scoped in NlMsgHdr header, ReadOnlySpan<byte> payload)
    {
        Type = header.nlmsg_type;
        Flags = header.nlmsg_flags;
        Sequence = header.nlmsg_seq;
        Payload = payload;
    }

    /// <summary>NLMSG_* or the protocol's own message type.</summary>
    public ushort Type { get; }

    /// <summary>NLM_F_* bits.</summary>
    public ushort Flags { get; }

    /// <summary>The sequence number of the request that this answers.</summary>
    public uint Sequence { get; }

    /// <summary>What follows the header.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>The error of an NLMSG_ERROR or NLMSG_DONE message; the kernel sends it negated, and may leave it out of NLMSG_DONE.</summary>
    public Errno Error =>
        MemoryMarshal.TryRead(Payload, out int negated) && negated < 0 && negated > int.MinValue ? new Errno(-negated) : Errno.Success;

    /// <summary>
    /// Takes the next message off <paramref name="datagram"/>; false where nothing is left, or what is left is no whole message.
    /// </summary>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> datagram, out NetlinkMessage message)
    {
        message = default;
        if (!MemoryMarshal.TryRead(datagram, out NlMsgHdr header))
            return false;
        if (header.nlmsg_len < Unsafe.SizeOf<NlMsgHdr>() || header.nlmsg_len > datagram.Length)
            return false;
        int length = (int)header.nlmsg_len;
        message = new NetlinkMessage(header, datagram[Unsafe.SizeOf<NlMsgHdr>()..length]);
        datagram = datagram[Math.Min(Align(length), datagram.Length)..];
        return true;
    }

    /// <summary><paramref name="length"/> rounded up to the alignment of messages and attributes.</summary>
    internal static int Align(int length) => (length + NetlinkUapi.NLMSG_ALIGNTO - 1) & ~(NetlinkUapi.NLMSG_ALIGNTO - 1);
}
