using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct tm of glibc and musl on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential, Size = 56)]
internal unsafe struct Tm
{
    internal int tm_sec;
    internal int tm_min;
    internal int tm_hour;
    internal int tm_mday;
    internal int tm_mon;
    internal int tm_year;
    internal int tm_wday;
    internal int tm_yday;
    internal int tm_isdst;
    internal long tm_gmtoff;
    internal byte* tm_zone;
}
