using System.Text;

namespace Sonde.Proc.Devices;

/// <summary>A network interface of Sonde's network namespace. Source: /sys/class/net, Documentation/ABI/testing/sysfs-class-net.</summary>
public sealed class NetworkInterface
{
    private const string Path = "/sys/class/net";
    private const int LoopbackType = 772;
    private readonly SysfsDirectory _directory;

    private NetworkInterface(SysfsDirectory directory, string name)
    {
        _directory = directory;
        Name = name;
    }

    /// <summary>The interface's name, raw.</summary>
    public string Name { get; }

    /// <summary>The link's speed in Mbit/s; null where the driver does not know, as on most virtual interfaces and without a carrier.</summary>
    public ulong? SpeedMegabits { get; private set; }

    /// <summary>full or half; null where the driver does not know.</summary>
    public string? Duplex { get; private set; }

    /// <summary>up, down, lowerlayerdown, dormant, unknown, ... (RFC 2863). Loopback and many tunnels are always unknown.</summary>
    public string? OperationalState { get; private set; }

    /// <summary>True where the link is there; null while the interface is switched off.</summary>
    public bool? HasCarrier { get; private set; }

    /// <summary>Times that the link came or went.</summary>
    public ulong? CarrierChanges { get; private set; }

    /// <summary>The largest packet, in bytes.</summary>
    public ulong? MaximumTransmissionUnit { get; private set; }

    /// <summary>Packets that may wait in the classic queue.</summary>
    public ulong? TransmitQueueLength { get; private set; }

    /// <summary>True for the loopback interface.</summary>
    public bool IsLoopback { get; private set; }

    /// <summary>True where no device is behind it: bridge, veth, tunnel, bond, VLAN, loopback. A paravirtual network card is a device.</summary>
    public bool IsVirtual { get; private set; }

    /// <summary>The driver's name; null for virtual interfaces.</summary>
    public string? Driver { get; private set; }

    /// <summary>Receive queues.</summary>
    public int ReceiveQueues { get; private set; }

    /// <summary>Transmit queues.</summary>
    public int TransmitQueues { get; private set; }

    /// <summary>The counters by file name (rx_bytes, tx_dropped, rx_missed_errors, ...); empty until <see cref="ReadStatistics"/>.</summary>
    public NamedCounters Statistics { get; } = new();

    /// <summary>Reads all interfaces, sorted by name.</summary>
    /// <param name="root">Where /sys is.</param>
    /// <param name="reason">Why there are none.</param>
    public static IReadOnlyList<NetworkInterface> ReadAll(LinuxRoot root, out Unavailability? reason)
    {
        List<NetworkInterface> interfaces = [];
        foreach (string name in root.List(Path, out _))
        {
            if (Read(root, name) is { } found)
                interfaces.Add(found);
        }

        Unavailability none = new(Path, "sysfs shows no network interface of this namespace", "mount sysfs within the network namespace");
        reason = interfaces.Count > 0 ? null : none;
        return interfaces;
    }

    /// <summary>Reads interface <paramref name="name"/>; null where there is none.</summary>
    public static NetworkInterface? Read(LinuxRoot root, string name)
    {
        // The directory also has files, such as bonding_masters.
        SysfsDirectory directory = new(root, $"{Path}/{name}");
        if (name.Length == 0 || name.Contains('/') || name.StartsWith('.') || !directory.Has("statistics"))
            return null;
        NetworkInterface found = new(directory, name)
        {
            // -1 in an unsigned file since Linux 3.x; older ones print 4294967295 or 65535 for 100 Mbit/s cards without a link.
            SpeedMegabits = directory.Number("speed") is { } speed and > 0 and < 65_535_000 and not 65_535 ? speed : null,
            Duplex = directory.Text("duplex") is { } duplex and not "unknown" ? duplex : null,
            OperationalState = directory.Text("operstate"),
            HasCarrier = directory.Flag("carrier"),
            CarrierChanges = directory.Number("carrier_changes"),
            MaximumTransmissionUnit = directory.Number("mtu"),
            TransmitQueueLength = directory.Number("tx_queue_len"),
            IsLoopback = directory.Integer("type") == LoopbackType,
            IsVirtual = !directory.Has("device"),
            Driver = directory.LinkName("device/driver"),
        };
        foreach (string queue in directory.Child("queues").List())
        {
            found.ReceiveQueues += queue.StartsWith("rx-", StringComparison.Ordinal) ? 1 : 0;
            found.TransmitQueues += queue.StartsWith("tx-", StringComparison.Ordinal) ? 1 : 0;
        }

        return found;
    }

    /// <summary>Reads the counters: some two dozen files. /proc/net/dev has most of them for all interfaces in one file.</summary>
    public void ReadStatistics()
    {
        Statistics.Begin();
        SysfsDirectory statistics = _directory.Child("statistics");
        foreach (string name in statistics.List())
        {
            if (statistics.Number(name) is { } value)
                Statistics.Set(Encoding.UTF8.GetBytes(name), value);
        }
    }
}
