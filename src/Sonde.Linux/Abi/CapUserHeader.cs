using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct __user_cap_header_struct of capget(2), include/uapi/linux/capability.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct CapUserHeader
{
    internal uint version;
    internal int pid;
}
