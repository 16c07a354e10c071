using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>The C library's entry points for memory that the kernel shares.</summary>
internal static unsafe partial class LibC
{
    internal const int PROT_READ = 0x1;
    internal const int PROT_WRITE = 0x2;

    internal const int MAP_SHARED = 0x1;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial byte* mmap(nint address, nuint length, int protection, int flags, SafeHandle descriptor, long offset);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int munmap(nint address, nuint length);
}
