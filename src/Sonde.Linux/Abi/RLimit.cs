using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct rlimit64 of prlimit(2).</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct RLimit
{
    internal ulong rlim_cur;
    internal ulong rlim_max;
}
