using System.Globalization;

namespace Sonde.Proc.Devices;

/// <summary>PCI Express links and their errors. Source: /sys/bus/pci/devices, Documentation/ABI/testing/sysfs-bus-pci-devices-aer_stats.</summary>
public static class PciErrors
{
    private const string Path = "/sys/bus/pci/devices";

    /// <summary>Reads the devices that report errors or a link; plain PCI and most paravirtual devices do neither.</summary>
    /// <param name="root">Where /sys is.</param>
    /// <param name="reason">Why there are none.</param>
    public static IReadOnlyList<PciDevice> Read(LinuxRoot root, out Unavailability? reason)
    {
        SysfsDirectory directory = new(root, Path);
        List<PciDevice> devices = [];
        foreach (string address in directory.List())
        {
            SysfsDirectory device = directory.Child(address);
            PciDevice found = new(
                address,
                device.LinkName("driver"),
                Total(device.Text("aer_dev_correctable"), "TOTAL_ERR_COR"),
                Total(device.Text("aer_dev_nonfatal"), "TOTAL_ERR_NONFATAL"),
                Total(device.Text("aer_dev_fatal"), "TOTAL_ERR_FATAL"),
                Speed(device.Text("current_link_speed")),
                Speed(device.Text("max_link_speed")),
                device.Integer("current_link_width"),
                device.Integer("max_link_width"));
            if (found.CorrectableErrors is not null || found.CurrentLinkSpeed is not null)
                devices.Add(found);
        }

        reason = devices.Count > 0
            ? null
            : new Unavailability(Path, "no PCI Express device reports a link or its errors, as is usual in virtual machines", "");
        return devices;
    }

    /// <summary>The number on the line <paramref name="name"/> of an aer_dev_* file.</summary>
    internal static ulong? Total(string? text, string name)
    {
        foreach (string line in (text ?? "").Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2 && words[0] == name && ulong.TryParse(words[1], out ulong value))
                return value;
        }

        return null;
    }

    /// <summary>The number of "8.0 GT/s PCIe"; null for "Unknown".</summary>
    internal static double? Speed(string? text)
    {
        string first = (text ?? "").Split(' ')[0];
        return double.TryParse(first, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double speed) ? speed : null;
    }
}
