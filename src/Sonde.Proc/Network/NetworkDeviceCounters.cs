namespace Sonde.Proc.Network;

/// <summary>
/// What one network interface has moved since it appeared. The kernel sums kinds of errors for this file: missed packets are part of
/// <see cref="ReceiveDropped"/>, length, overrun, checksum and frame errors of <see cref="ReceiveFrame"/>, aborted, window and heartbeat errors of
/// <see cref="TransmitCarrier"/>. 64 bits wide, but some drivers feed 32-bit counters of the hardware.
/// </summary>
public record struct NetworkDeviceCounters
{
    /// <summary>The interface, such as eth0.</summary>
    public string Name { readonly get; set; }

    /// <summary>Bytes received.</summary>
    public ulong ReceiveBytes { readonly get; set; }

    /// <summary>Packets received.</summary>
    public ulong ReceivePackets { readonly get; set; }

    /// <summary>Bad packets received.</summary>
    public ulong ReceiveErrors { readonly get; set; }

    /// <summary>Good packets dropped for lack of room, those that the device missed included.</summary>
    public ulong ReceiveDropped { readonly get; set; }

    /// <summary>Receive FIFO overruns.</summary>
    public ulong ReceiveFifo { readonly get; set; }

    /// <summary>Framing, length, checksum and ring-overrun errors.</summary>
    public ulong ReceiveFrame { readonly get; set; }

    /// <summary>Compressed packets received (PPP, SLIP).</summary>
    public ulong ReceiveCompressed { readonly get; set; }

    /// <summary>Multicast packets received.</summary>
    public ulong ReceiveMulticast { readonly get; set; }

    /// <summary>Bytes sent.</summary>
    public ulong TransmitBytes { readonly get; set; }

    /// <summary>Packets sent.</summary>
    public ulong TransmitPackets { readonly get; set; }

    /// <summary>Packets that could not be sent.</summary>
    public ulong TransmitErrors { readonly get; set; }

    /// <summary>Packets dropped before they were sent, such as by a full queueing discipline.</summary>
    public ulong TransmitDropped { readonly get; set; }

    /// <summary>Transmit FIFO underruns.</summary>
    public ulong TransmitFifo { readonly get; set; }

    /// <summary>Collisions.</summary>
    public ulong TransmitCollisions { readonly get; set; }

    /// <summary>Loss of carrier, aborted, window and heartbeat errors.</summary>
    public ulong TransmitCarrier { readonly get; set; }

    /// <summary>Compressed packets sent (PPP, SLIP).</summary>
    public ulong TransmitCompressed { readonly get; set; }
}
