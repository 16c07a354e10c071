using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>The capabilities of a process, capabilities(7), as bit sets in the order of <see cref="Capability"/>.</summary>
/// <param name="Effective">What the kernel checks now.</param>
/// <param name="Permitted">What the process may make effective.</param>
public readonly record struct ProcessCapabilities(ulong Effective, ulong Permitted)
{
    /// <summary>The capabilities of this process. Source: capget(2).</summary>
    public static unsafe ProcessCapabilities Self()
    {
        CapUserHeader header = new() { version = LibC._LINUX_CAPABILITY_VERSION_3 };
        CapUserData* data = stackalloc CapUserData[2];
        if (LibC.capget(&header, data) != 0)
            throw new LinuxException("capget", "self", Errno.Last());
        return new ProcessCapabilities(
            data[0].effective | ((ulong)data[1].effective << 32),
            data[0].permitted | ((ulong)data[1].permitted << 32));
    }

    /// <summary>True where <paramref name="capability"/> is in effect.</summary>
    public bool Has(Capability capability) => (Effective >> (int)capability & 1) != 0;
}
