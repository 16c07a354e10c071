using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>The buffers of one socket, in bytes, and what it dropped. Source: SK_MEMINFO_* of sock_diag, shown by <c>ss -m</c> as skmem.</summary>
/// <param name="ReceiveAllocated">Memory that waiting input holds, bookkeeping included (r).</param>
/// <param name="ReceiveLimit">The receive buffer's size (rb).</param>
/// <param name="SendAllocated">Memory of output in the layers below (t).</param>
/// <param name="SendLimit">The send buffer's size (tb).</param>
/// <param name="ForwardAllocated">Memory reserved from the protocol's pool and not used yet (f).</param>
/// <param name="SendQueued">Memory of output that waits to be sent or acknowledged (w).</param>
/// <param name="Options">Memory for socket options (o).</param>
/// <param name="Backlog">Input that waits because a thread holds the socket (bl).</param>
/// <param name="Drops">Packets dropped at this socket since it was made (d); null where the kernel does not tell.</param>
public readonly record struct SocketMemory(
    uint ReceiveAllocated,
    uint ReceiveLimit,
    uint SendAllocated,
    uint SendLimit,
    uint ForwardAllocated,
    uint SendQueued,
    uint Options,
    uint Backlog,
    uint? Drops)
{
    internal static bool TryRead(ReadOnlySpan<byte> record, out SocketMemory memory)
    {
        memory = default;
        ReadOnlySpan<uint> figures = MemoryMarshal.Cast<byte, uint>(record);
        if (figures.Length <= SockDiagUapi.SK_MEMINFO_BACKLOG)
            return false;
        memory = new SocketMemory(
            figures[SockDiagUapi.SK_MEMINFO_RMEM_ALLOC],
            figures[SockDiagUapi.SK_MEMINFO_RCVBUF],
            figures[SockDiagUapi.SK_MEMINFO_WMEM_ALLOC],
            figures[SockDiagUapi.SK_MEMINFO_SNDBUF],
            figures[SockDiagUapi.SK_MEMINFO_FWD_ALLOC],
            figures[SockDiagUapi.SK_MEMINFO_WMEM_QUEUED],
            figures[SockDiagUapi.SK_MEMINFO_OPTMEM],
            figures[SockDiagUapi.SK_MEMINFO_BACKLOG],
            figures.Length > SockDiagUapi.SK_MEMINFO_DROPS ? figures[SockDiagUapi.SK_MEMINFO_DROPS] : null);
        return true;
    }
}
