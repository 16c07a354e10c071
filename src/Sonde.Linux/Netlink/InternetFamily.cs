using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>An internet address family. A socket of IPv6 may carry IPv4 in mapped addresses.</summary>
public enum InternetFamily
{
    /// <summary>AF_INET.</summary>
    IPv4 = LibC.AF_INET,

    /// <summary>AF_INET6.</summary>
    IPv6 = LibC.AF_INET6,
}
