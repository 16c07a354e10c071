using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct pollfd of poll(2).</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct PollFd
{
    internal int fd;
    internal short events;
    internal short revents;
}
