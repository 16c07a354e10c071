using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// One TCP or UDP socket as the kernel described it: a view on the receive buffer, valid until the dump goes on.
/// Source: struct inet_diag_msg, include/uapi/linux/inet_diag.h.
/// </summary>
public readonly ref struct InternetSocket
{
    private readonly ref readonly InetDiagMsg _socket;
    private readonly ReadOnlySpan<byte> _attributes;

    private InternetSocket(ReadOnlySpan<byte> payload)
    {
        _socket = ref MemoryMarshal.AsRef<InetDiagMsg>(payload);
        _attributes = payload[Unsafe.SizeOf<InetDiagMsg>()..];
    }

    /// <summary>The address family of the socket.</summary>
    public InternetFamily Family => (InternetFamily)_socket.idiag_family;

    /// <summary>The state.</summary>
    public SocketState State => (SocketState)_socket.idiag_state;

    /// <summary>The own address; unspecified for a listener on every address.</summary>
    public InternetAddress LocalAddress => new(Family, _socket.id.idiag_src);

    /// <summary>The peer's address; unspecified where there is none.</summary>
    public InternetAddress RemoteAddress => new(Family, _socket.id.idiag_dst);

    /// <summary>The own port.</summary>
    public int LocalPort => BinaryPrimitives.ReverseEndianness(_socket.id.idiag_sport);

    /// <summary>The peer's port; 0 where there is none.</summary>
    public int RemotePort => BinaryPrimitives.ReverseEndianness(_socket.id.idiag_dport);

    /// <summary>The interface that the socket is bound to; 0 for any.</summary>
    public int InterfaceIndex => (int)_socket.id.idiag_if;

    /// <summary>A number that no other socket has had since boot, unlike its ports.</summary>
    public ulong Cookie => _socket.id.idiag_cookie_low | ((ulong)_socket.id.idiag_cookie_high << 32);

    /// <summary>The inode, as in <c>socket:[INODE]</c> of /proc/PID/fd; 0 where no process holds the socket, as in TIME_WAIT.</summary>
    public uint Inode => _socket.idiag_inode;

    /// <summary>The user who made it.</summary>
    public uint UserId => _socket.idiag_uid;

    /// <summary>Bytes that the program has not read yet. For a TCP listener, connections that it has not accepted yet.</summary>
    public uint ReceiveQueue => _socket.idiag_rqueue;

    /// <summary>
    /// Bytes not acknowledged by the peer, for UDP not sent yet. For a TCP listener, the most connections that may wait to be accepted.
    /// </summary>
    public uint SendQueue => _socket.idiag_wqueue;

    /// <summary>What the socket waits for.</summary>
    public SocketTimer Timer => (SocketTimer)_socket.idiag_timer;

    /// <summary>When <see cref="Timer"/> ends.</summary>
    public TimeSpan TimerLeft => TimeSpan.FromMilliseconds(_socket.idiag_expires);

    /// <summary>How often the current segment was sent again, or the peer probed without an answer.</summary>
    public int Retransmits => _socket.idiag_retrans;

    /// <summary>Reads the buffers; false unless <see cref="SocketDetails.Memory"/> was asked for.</summary>
    public bool TryGetMemory(out SocketMemory memory)
    {
        memory = default;
        return NetlinkAttribute.TryFind(_attributes, SockDiagUapi.INET_DIAG_SKMEMINFO, out NetlinkAttribute attribute)
            && SocketMemory.TryRead(attribute.Value, out memory);
    }

    /// <summary>
    /// Reads the TCP connection; false unless <see cref="SocketDetails.TcpInformation"/> was asked for. TIME_WAIT and the SYN queue have none.
    /// </summary>
    public bool TryGetTcpInformation(out TcpInformation information)
    {
        information = default;
        return NetlinkAttribute.TryFind(_attributes, SockDiagUapi.INET_DIAG_INFO, out NetlinkAttribute attribute)
            && TcpInformation.TryRead(attribute, out information);
    }

    /// <summary>
    /// The congestion control's name in ASCII, such as cubic; empty unless <see cref="SocketDetails.CongestionControl"/> was asked for.
    /// </summary>
    public ReadOnlySpan<byte> CongestionControl =>
        NetlinkAttribute.TryFind(_attributes, SockDiagUapi.INET_DIAG_CONG, out NetlinkAttribute attribute) ? attribute.Text : default;

    internal static bool TryRead(ReadOnlySpan<byte> payload, out InternetSocket socket)
    {
        bool isWhole = payload.Length >= Unsafe.SizeOf<InetDiagMsg>();
        socket = isWhole ? new InternetSocket(payload) : default;
        return isWhole;
    }
}
