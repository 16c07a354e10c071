using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// One Unix socket as the kernel described it: a view on the receive buffer, valid until the dump goes on.
/// Source: struct unix_diag_msg, include/uapi/linux/unix_diag.h.
/// </summary>
public readonly ref struct UnixSocket
{
    private readonly ref readonly UnixDiagMsg _socket;
    private readonly ReadOnlySpan<byte> _attributes;

    private UnixSocket(ReadOnlySpan<byte> payload)
    {
        _socket = ref MemoryMarshal.AsRef<UnixDiagMsg>(payload);
        _attributes = payload[Unsafe.SizeOf<UnixDiagMsg>()..];
    }

    /// <summary>The state.</summary>
    public SocketState State => (SocketState)_socket.udiag_state;

    /// <summary>The inode, as in <c>socket:[INODE]</c> of /proc/PID/fd.</summary>
    public uint Inode => _socket.udiag_ino;

    /// <summary>The bound name: a path, or for an abstract name a zero byte and the name; empty where there is none.</summary>
    public ReadOnlySpan<byte> Name
    {
        get
        {
            if (!NetlinkAttribute.TryFind(_attributes, SockDiagUapi.UNIX_DIAG_NAME, out NetlinkAttribute attribute))
                return default;
            return attribute.Value.StartsWith((byte)0) ? attribute.Value : attribute.Text;
        }
    }

    /// <summary>
    /// Reads the queues: for a listener connections that wait to be accepted and how many may, else bytes to be read and bytes sent.
    /// </summary>
    public bool TryGetQueues(out uint receiveQueue, out uint sendQueue)
    {
        UnixDiagRqLen queues = default;
        bool isFound = NetlinkAttribute.TryFind(_attributes, SockDiagUapi.UNIX_DIAG_RQLEN, out NetlinkAttribute attribute)
            && attribute.TryRead(out queues);
        receiveQueue = queues.udiag_rqueue;
        sendQueue = queues.udiag_wqueue;
        return isFound;
    }

    internal static bool TryRead(ReadOnlySpan<byte> payload, out UnixSocket socket)
    {
        bool isWhole = payload.Length >= Unsafe.SizeOf<UnixDiagMsg>();
        socket = isWhole ? new UnixSocket(payload) : default;
        return isWhole;
    }
}
