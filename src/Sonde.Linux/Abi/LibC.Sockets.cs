using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>The C library's entry points for sockets.</summary>
internal static unsafe partial class LibC
{
    internal const int AF_UNIX = 1;
    internal const int AF_INET = 2;
    internal const int AF_INET6 = 10;
    internal const int AF_NETLINK = 16;

    internal const int SOCK_RAW = 3;
    internal const int SOCK_CLOEXEC = 0x80000;

    internal const int SOL_SOCKET = 1;
    internal const int SO_RCVBUF = 8;
    internal const int SO_RCVBUFFORCE = 33;
    internal const int SO_MEMINFO = 55;

    internal const int MSG_TRUNC = 0x20;
    internal const int MSG_DONTWAIT = 0x40;

    internal const int IPPROTO_TCP = 6;
    internal const int IPPROTO_UDP = 17;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint sendto(SafeHandle socket, byte* buffer, nint length, int flags, SockAddrNl* address, uint addressLength);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint recvfrom(SafeHandle socket, byte* buffer, nint length, int flags, SockAddrNl* address, uint* addressLength);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setsockopt(SafeHandle socket, int level, int option, void* value, uint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int getsockopt(SafeHandle socket, int level, int option, void* value, uint* length);
}
