using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>Terminal requests of ioctl(2). Source: ioctl_tty(2), include/uapi/asm-generic/ioctls.h.</summary>
internal static unsafe partial class TerminalIoctl
{
    internal const nint TIOCGWINSZ = 0x5413;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int ioctl(SafeHandle descriptor, nint request, WinSize* size);
}
