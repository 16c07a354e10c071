using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct statx, include/uapi/linux/stat.h; only the members that Sonde reads.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatX
{
    internal const uint STATX_SIZE = 0x200;
    internal const uint STATX_TYPE = 0x1;
    internal const uint STATX_MTIME = 0x40;
    internal const uint STATX_INO = 0x100;

    internal const ushort S_IFMT = 0xf000;
    internal const ushort S_IFREG = 0x8000;

    [FieldOffset(28)]
    internal ushort stx_mode;

    [FieldOffset(32)]
    internal ulong stx_ino;

    [FieldOffset(40)]
    internal ulong stx_size;

    [FieldOffset(112)]
    internal long stx_mtime_sec;

    [FieldOffset(120)]
    internal uint stx_mtime_nsec;

    [FieldOffset(136)]
    internal uint stx_dev_major;

    [FieldOffset(140)]
    internal uint stx_dev_minor;
}
