using System.Runtime.InteropServices;
using Sonde.Linux.Abi;
using Sonde.Linux.Netlink;

namespace Sonde.Linux.Tests.Netlink;

/// <summary>The address under which the kernel knows a netlink socket.</summary>
internal static unsafe partial class NetlinkPort
{
    public static SockAddrNl AddressOf(NetlinkSocket socket)
    {
        SockAddrNl address;
        uint length = (uint)sizeof(SockAddrNl);
        Assert.Equal(0, getsockname(socket.Descriptor, &address, &length));
        return address;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getsockname(SafeHandle socket, SockAddrNl* address, uint* length);
}
