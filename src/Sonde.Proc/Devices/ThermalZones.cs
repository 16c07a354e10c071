namespace Sonde.Proc.Devices;

/// <summary>The temperature sensors of a machine. Source: /sys/class/thermal, Documentation/ABI/testing/sysfs-class-thermal.</summary>
public sealed class ThermalZones
{
    private const string Path = "/sys/class/thermal";
    private const int MostTripPoints = 32;

    private ThermalZones(IReadOnlyList<ThermalZone> zones, Unavailability? unavailability)
    {
        Zones = zones;
        Unavailability = unavailability;
    }

    /// <summary>Why there are none; null where there are.</summary>
    public Unavailability? Unavailability { get; }

    /// <summary>The zones, sorted by name.</summary>
    public IReadOnlyList<ThermalZone> Zones { get; }

    /// <summary>Reads all zones.</summary>
    public static ThermalZones Read(LinuxRoot root)
    {
        SysfsDirectory directory = new(root, Path);
        List<ThermalZone> zones = [];
        foreach (string name in directory.List())
        {
            if (name.StartsWith("thermal_zone", StringComparison.Ordinal))
                zones.Add(ReadZone(directory.Child(name), name));
        }

        Unavailability none = new(Path, "there is no thermal zone: the machine is virtual, or no driver has its sensors", "");
        return new ThermalZones(zones, zones.Count > 0 ? null : none);
    }

    private static ThermalZone ReadZone(SysfsDirectory zone, string name)
    {
        double? passive = null;
        double? critical = null;
        for (int i = 0; i < MostTripPoints && zone.Text($"trip_point_{i}_type") is { } type; i++)
        {
            double? celsius = Celsius(zone.SignedNumber($"trip_point_{i}_temp"));
            if (type == "passive")
                passive ??= celsius;
            else if (type == "critical")
                critical ??= celsius;
        }

        return new ThermalZone(name, zone.Text("type") ?? "", Celsius(zone.SignedNumber("temp")), passive, critical);
    }

    // Unused trip points and sensors that are asleep read as 0 or far below the possible.
    private static double? Celsius(long? millidegrees) => millidegrees is > -100_000 and not 0 ? millidegrees / 1000.0 : null;
}
