using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct timespec on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct TimeSpec
{
    internal long tv_sec;
    internal long tv_nsec;
}
