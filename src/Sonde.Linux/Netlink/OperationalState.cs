namespace Sonde.Linux.Netlink;

/// <summary>Whether an interface can carry traffic; IF_OPER_* of include/uapi/linux/if.h, RFC 2863.</summary>
public enum OperationalState
{
    /// <summary>The driver does not tell, as for loopback and many virtual devices.</summary>
    Unknown = 0,

    /// <summary>The hardware is missing.</summary>
    NotPresent = 1,

    /// <summary>No carrier, or switched off.</summary>
    Down = 2,

    /// <summary>The device below it is down.</summary>
    LowerLayerDown = 3,

    /// <summary>Under test.</summary>
    Testing = 4,

    /// <summary>Carrier, but not authenticated or not associated yet.</summary>
    Dormant = 5,

    /// <summary>Works.</summary>
    Up = 6,
}
