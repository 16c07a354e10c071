using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>The C library's struct sigaction on 64-bit Linux; only the handler, which comes first, is read.</summary>
[StructLayout(LayoutKind.Sequential, Size = 152)]
internal struct SigAction
{
    internal nint sa_handler;
}
