using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct timeval on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct TimeVal
{
    internal long tv_sec;
    internal long tv_usec;

    internal readonly TimeSpan ToTimeSpan() => new((tv_sec * TimeSpan.TicksPerSecond) + (tv_usec * TimeSpan.TicksPerMicrosecond));
}
