using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct statfs of statfs(2) on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential, Size = 120)]
internal struct StatFs
{
    internal long f_type;
    internal long f_bsize;
    internal ulong f_blocks;
    internal ulong f_bfree;
    internal ulong f_bavail;
    internal ulong f_files;
    internal ulong f_ffree;
    internal ulong f_fsid;
    internal long f_namelen;
    internal long f_frsize;
    internal long f_flags;
}
