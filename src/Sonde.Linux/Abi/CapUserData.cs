using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct __user_cap_data_struct of capget(2): one of two halves, low word first.</summary>
[StructLayout(LayoutKind.Sequential, Size = 12)]
internal struct CapUserData
{
    internal uint effective;
    internal uint permitted;
    internal uint inheritable;
}
