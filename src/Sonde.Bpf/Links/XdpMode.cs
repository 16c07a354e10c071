namespace Sonde.Bpf.Links;

/// <summary>Where an XDP program runs. Source: XDP_FLAGS_* in include/uapi/linux/if_link.h.</summary>
public enum XdpMode
{
    /// <summary>In the driver where it can, else in the stack.</summary>
    Any = 0,

    /// <summary>In the stack, after a socket buffer was made; works with every driver.</summary>
    Generic = 1 << 1,

    /// <summary>In the driver.</summary>
    Driver = 1 << 2,

    /// <summary>In the network card.</summary>
    Hardware = 1 << 3,
}
