namespace Sonde.Linux.Netlink;

/// <summary>The flags of an interface that matter to a reader; IFF_* of include/uapi/linux/if.h. Other bits may be set.</summary>
[Flags]
public enum LinkFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>IFF_UP: switched on by the administrator.</summary>
    Up = 0x1,

    /// <summary>IFF_LOOPBACK.</summary>
    Loopback = 0x8,

    /// <summary>IFF_RUNNING: operational.</summary>
    Running = 0x40,

    /// <summary>IFF_PROMISC: takes in every packet on the wire.</summary>
    Promiscuous = 0x100,

    /// <summary>IFF_SLAVE: part of a bond, so its traffic is the bond's as well.</summary>
    BondMember = 0x800,

    /// <summary>IFF_LOWER_UP: carrier.</summary>
    LowerUp = 0x10000,
}
