using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>The C library's entry points for waiting on several descriptors, and for requests to performance events.</summary>
internal static unsafe partial class LibC
{
    internal const int EPOLL_CLOEXEC = 0x80000;
    internal const int EPOLL_CTL_ADD = 1;
    internal const int EPOLL_CTL_DEL = 2;
    internal const uint EPOLLIN = 0x1;

    internal const int EFD_CLOEXEC = 0x80000;
    internal const int EFD_NONBLOCK = 0x800;

    internal const nint PERF_EVENT_IOC_ENABLE = 0x2400;
    internal const nint PERF_EVENT_IOC_DISABLE = 0x2401;
    internal const nint PERF_EVENT_IOC_SET_BPF = 0x40042408;

    internal const nint PERF_FLAG_FD_CLOEXEC = 8;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int epoll_ctl(SafeHandle poll, int operation, SafeHandle descriptor, byte* epollEvent);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int epoll_wait(SafeHandle poll, byte* events, int count, int timeoutMilliseconds);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int eventfd(uint value, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int ioctl(SafeHandle descriptor, nint request, nint argument);
}
