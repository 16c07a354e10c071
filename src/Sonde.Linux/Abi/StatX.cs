using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct statx, include/uapi/linux/stat.h; only the members that Sonde reads.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatX
{
    internal const uint STATX_SIZE = 0x200;

    [FieldOffset(40)]
    internal ulong stx_size;
}
