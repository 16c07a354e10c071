using Sonde.Proc.Network;

namespace Sonde.Metrics.Rates;

/// <summary>What one network interface did in an interval. Source: /proc/net/dev, net/core/net-procfs.c.</summary>
public sealed class InterfaceRates
{
    /// <summary>Interface name, such as eth0.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Packets received per second.</summary>
    public double ReceivePacketsPerSecond { get; private set; }

    /// <summary>Packets sent per second.</summary>
    public double TransmitPacketsPerSecond { get; private set; }

    /// <summary>KiB received per second.</summary>
    public double ReceiveKibibytesPerSecond { get; private set; }

    /// <summary>KiB sent per second.</summary>
    public double TransmitKibibytesPerSecond { get; private set; }

    /// <summary>Bad packets received per second: length, checksum, frame and FIFO errors together.</summary>
    public double ReceiveErrorsPerSecond { get; private set; }

    /// <summary>Failed transmissions per second.</summary>
    public double TransmitErrorsPerSecond { get; private set; }

    /// <summary>Packets received and dropped per second, including those that the driver missed for lack of buffers.</summary>
    public double ReceiveDropsPerSecond { get; private set; }

    /// <summary>Packets dropped before transmission per second.</summary>
    public double TransmitDropsPerSecond { get; private set; }

    /// <summary>FIFO overruns received per second.</summary>
    public double ReceiveFifoPerSecond { get; private set; }

    /// <summary>FIFO underruns sent per second.</summary>
    public double TransmitFifoPerSecond { get; private set; }

    /// <summary>Frame, length, checksum and ring-overrun errors received per second.</summary>
    public double ReceiveFramePerSecond { get; private set; }

    /// <summary>Multicast packets received per second.</summary>
    public double ReceiveMulticastPerSecond { get; private set; }

    /// <summary>Compressed packets received per second (PPP, SLIP).</summary>
    public double ReceiveCompressedPerSecond { get; private set; }

    /// <summary>Compressed packets sent per second (PPP, SLIP).</summary>
    public double TransmitCompressedPerSecond { get; private set; }

    /// <summary>Collisions per second.</summary>
    public double CollisionsPerSecond { get; private set; }

    /// <summary>Lost carriers, aborted transmissions and heartbeat errors per second.</summary>
    public double TransmitCarrierPerSecond { get; private set; }

    /// <summary>Computes the rates; a device that was registered anew starts from zero.</summary>
    internal void Update(in NetworkDeviceCounters earlierSample, in NetworkDeviceCounters later, double seconds)
    {
        NetworkDeviceCounters earlier = IsRegisteredAnew(earlierSample, later) ? default : earlierSample;
        Name = later.Name;
        ReceivePacketsPerSecond = Counter.Growth(earlier.ReceivePackets, later.ReceivePackets) / seconds;
        TransmitPacketsPerSecond = Counter.Growth(earlier.TransmitPackets, later.TransmitPackets) / seconds;
        ReceiveKibibytesPerSecond = BytesGrowth(earlier.ReceiveBytes, later.ReceiveBytes) / 1024.0 / seconds;
        TransmitKibibytesPerSecond = BytesGrowth(earlier.TransmitBytes, later.TransmitBytes) / 1024.0 / seconds;
        ReceiveErrorsPerSecond = Counter.Growth(earlier.ReceiveErrors, later.ReceiveErrors) / seconds;
        TransmitErrorsPerSecond = Counter.Growth(earlier.TransmitErrors, later.TransmitErrors) / seconds;
        ReceiveDropsPerSecond = Counter.Growth(earlier.ReceiveDropped, later.ReceiveDropped) / seconds;
        TransmitDropsPerSecond = Counter.Growth(earlier.TransmitDropped, later.TransmitDropped) / seconds;
        ReceiveFifoPerSecond = Counter.Growth(earlier.ReceiveFifo, later.ReceiveFifo) / seconds;
        TransmitFifoPerSecond = Counter.Growth(earlier.TransmitFifo, later.TransmitFifo) / seconds;
        ReceiveFramePerSecond = Counter.Growth(earlier.ReceiveFrame, later.ReceiveFrame) / seconds;
        ReceiveMulticastPerSecond = Counter.Growth(earlier.ReceiveMulticast, later.ReceiveMulticast) / seconds;
        ReceiveCompressedPerSecond = Counter.Growth(earlier.ReceiveCompressed, later.ReceiveCompressed) / seconds;
        TransmitCompressedPerSecond = Counter.Growth(earlier.TransmitCompressed, later.TransmitCompressed) / seconds;
        CollisionsPerSecond = Counter.Growth(earlier.TransmitCollisions, later.TransmitCollisions) / seconds;
        TransmitCarrierPerSecond = Counter.Growth(earlier.TransmitCarrier, later.TransmitCarrier) / seconds;
    }

    // Packets went on but bytes fell: a 32-bit counter of the hardware wrapped.
    private static ulong BytesGrowth(ulong earlier, ulong later) =>
        later < earlier && earlier <= uint.MaxValue ? unchecked((uint)later - (uint)earlier) : Counter.Growth(earlier, later);

    private static bool IsRegisteredAnew(in NetworkDeviceCounters earlier, in NetworkDeviceCounters later) =>
        later.ReceivePackets < earlier.ReceivePackets || later.TransmitPackets < earlier.TransmitPackets;
}
