using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>The C library's entry points about time zones.</summary>
internal static unsafe partial class LibC
{
    [LibraryImport("libc")]
    internal static partial void tzset();

    [LibraryImport("libc", SetLastError = true)]
    internal static partial Tm* localtime_r(long* time, Tm* result);
}
