using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>The 16 bytes of an address in struct inet_diag_sockid, in network order; IPv4 uses the first four.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct InetDiagAddress
{
    internal uint word0;
    internal uint word1;
    internal uint word2;
    internal uint word3;
}
