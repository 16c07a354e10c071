using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct open_how of openat2(2), include/uapi/linux/openat2.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal struct OpenHow
{
    internal const ulong RESOLVE_NO_MAGICLINKS = 0x02;
    internal const ulong RESOLVE_IN_ROOT = 0x10;

    internal ulong flags;
    internal ulong mode;
    internal ulong resolve;
}
