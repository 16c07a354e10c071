using Sonde.Metrics.Rates;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of network interfaces, from /proc/net/dev (net/core/net-procfs.c).</summary>
public static class InterfaceFields
{
    /// <summary>sar -n DEV IFACE.</summary>
    public static readonly TextField<InterfaceRates> Interface =
        new("interface", Source, "the network interface", static r => r.Name);

    /// <summary>sar rxpck/s.</summary>
    public static readonly NumberField<InterfaceRates> ReceivePackets =
        new("net_receive_packets_per_second", "1/s", FieldKind.Rate, Source + " rx packets", "Δ(rx packets) / T", "packets received", static r => r.ReceivePacketsPerSecond);

    /// <summary>sar rxkB/s.</summary>
    public static readonly NumberField<InterfaceRates> ReceiveKibibytes =
        new("net_receive_kibibytes_per_second", "KiB/s", FieldKind.Rate, Source + " rx bytes", "Δ(rx bytes) / 1024 / T", "received", static r => r.ReceiveKibibytesPerSecond);

    /// <summary>sar rxerr/s.</summary>
    public static readonly NumberField<InterfaceRates> ReceiveErrors =
        new("net_receive_errors_per_second", "1/s", FieldKind.Rate, Source + " rx errs", "Δ(rx errs) / T", "bad packets received", static r => r.ReceiveErrorsPerSecond);

    /// <summary>sar rxdrop/s.</summary>
    public static readonly NumberField<InterfaceRates> ReceiveDrops =
        new("net_receive_drops_per_second", "1/s", FieldKind.Rate, Source + " rx drop", "Δ(rx drop) / T", "packets dropped for lack of room, those that the device missed included", static r => r.ReceiveDropsPerSecond);

    /// <summary>sar rxfifo/s.</summary>
    public static readonly NumberField<InterfaceRates> ReceiveFifo =
        new("net_receive_fifo_errors_per_second", "1/s", FieldKind.Rate, Source + " rx fifo", "Δ(rx fifo) / T", "FIFO overruns", static r => r.ReceiveFifoPerSecond);

    /// <summary>sar rxcmp/s.</summary>
    public static readonly NumberField<InterfaceRates> ReceiveCompressed =
        new("net_receive_compressed_per_second", "1/s", FieldKind.Rate, Source + " rx compressed", "Δ(rx compressed) / T", "compressed packets received (PPP, SLIP)", static r => r.ReceiveCompressedPerSecond);

    /// <summary>sar txpck/s.</summary>
    public static readonly NumberField<InterfaceRates> TransmitPackets =
        new("net_transmit_packets_per_second", "1/s", FieldKind.Rate, Source + " tx packets", "Δ(tx packets) / T", "packets sent", static r => r.TransmitPacketsPerSecond);

    /// <summary>sar txkB/s.</summary>
    public static readonly NumberField<InterfaceRates> TransmitKibibytes =
        new("net_transmit_kibibytes_per_second", "KiB/s", FieldKind.Rate, Source + " tx bytes", "Δ(tx bytes) / 1024 / T", "sent", static r => r.TransmitKibibytesPerSecond);

    /// <summary>sar txerr/s.</summary>
    public static readonly NumberField<InterfaceRates> TransmitErrors =
        new("net_transmit_errors_per_second", "1/s", FieldKind.Rate, Source + " tx errs", "Δ(tx errs) / T", "packets that could not be sent", static r => r.TransmitErrorsPerSecond);

    /// <summary>sar txdrop/s.</summary>
    public static readonly NumberField<InterfaceRates> TransmitDrops =
        new("net_transmit_drops_per_second", "1/s", FieldKind.Rate, Source + " tx drop", "Δ(tx drop) / T", "packets dropped before they were sent", static r => r.TransmitDropsPerSecond);

    /// <summary>sar txfifo/s.</summary>
    public static readonly NumberField<InterfaceRates> TransmitFifo =
        new("net_transmit_fifo_errors_per_second", "1/s", FieldKind.Rate, Source + " tx fifo", "Δ(tx fifo) / T", "FIFO underruns", static r => r.TransmitFifoPerSecond);

    /// <summary>sar txcmp/s.</summary>
    public static readonly NumberField<InterfaceRates> TransmitCompressed =
        new("net_transmit_compressed_per_second", "1/s", FieldKind.Rate, Source + " tx compressed", "Δ(tx compressed) / T", "compressed packets sent (PPP, SLIP)", static r => r.TransmitCompressedPerSecond);

    /// <summary>sar rxfram/s.</summary>
    public static readonly NumberField<InterfaceRates> ReceiveFrame =
        new("net_receive_frame_errors_per_second", "1/s", FieldKind.Rate, Source + " rx frame", "Δ(rx frame) / T", "framing, length, checksum and ring-overrun errors", static r => r.ReceiveFramePerSecond);

    /// <summary>sar rxmcst/s.</summary>
    public static readonly NumberField<InterfaceRates> ReceiveMulticast =
        new("net_receive_multicast_per_second", "1/s", FieldKind.Rate, Source + " rx multicast", "Δ(rx multicast) / T", "multicast packets received", static r => r.ReceiveMulticastPerSecond);

    /// <summary>sar coll/s.</summary>
    public static readonly NumberField<InterfaceRates> Collisions =
        new("net_collisions_per_second", "1/s", FieldKind.Rate, Source + " tx colls", "Δ(tx colls) / T", "collisions", static r => r.CollisionsPerSecond);

    /// <summary>sar txcarr/s.</summary>
    public static readonly NumberField<InterfaceRates> TransmitCarrier =
        new("net_transmit_carrier_errors_per_second", "1/s", FieldKind.Rate, Source + " tx carrier", "Δ(tx carrier) / T", "lost carriers, aborted transmissions and heartbeat errors", static r => r.TransmitCarrierPerSecond);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        Interface, ReceivePackets, ReceiveKibibytes, ReceiveErrors, ReceiveDrops, ReceiveFifo, ReceiveCompressed, TransmitPackets,
        TransmitKibibytes, TransmitErrors, TransmitDrops, TransmitFifo, TransmitCompressed, ReceiveFrame, ReceiveMulticast, Collisions,
        TransmitCarrier,
    ];

    private const string Source = "/proc/net/dev";
}
