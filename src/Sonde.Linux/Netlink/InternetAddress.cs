using System.Net;
using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>An IPv4 or IPv6 address as a value, so that thousands of sockets can be keyed by it without allocation.</summary>
public readonly record struct InternetAddress
{
    // In network order, as they came; IPv4 fills the first four bytes of the high half.
    private readonly ulong _first;
    private readonly ulong _second;

    internal InternetAddress(InternetFamily family, in InetDiagAddress address)
    {
        Family = family;
        _first = address.word0;
        if (family == InternetFamily.IPv4)
            return;
        _first |= (ulong)address.word1 << 32;
        _second = address.word2 | ((ulong)address.word3 << 32);
    }

    /// <summary>The address family.</summary>
    public InternetFamily Family { get; }

    /// <summary>True for 0.0.0.0 and ::, which a listener uses for "every address".</summary>
    public bool IsUnspecified => _first == 0 && _second == 0;

    /// <summary>True for 127.0.0.0/8 and ::1, also mapped into IPv6.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(ToIPAddress());

    /// <summary>The address as the platform's type; IPv4 in IPv6 is unmapped.</summary>
    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        MemoryMarshal.Write(bytes, _first);
        MemoryMarshal.Write(bytes[8..], _second);
        var address = new IPAddress(Family == InternetFamily.IPv4 ? bytes[..4] : bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    /// <summary>The address in its usual notation.</summary>
    public override string ToString() => ToIPAddress().ToString();
}
