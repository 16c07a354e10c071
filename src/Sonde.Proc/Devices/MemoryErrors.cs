namespace Sonde.Proc.Devices;

/// <summary>Memory errors that the hardware reported. Source: /sys/devices/system/edac/mc, Documentation/admin-guide/ras.rst.</summary>
public static class MemoryErrors
{
    private const string Path = "/sys/devices/system/edac/mc";

    /// <summary>Reads all memory controllers.</summary>
    /// <param name="root">Where /sys is.</param>
    /// <param name="reason">Why there are none.</param>
    public static IReadOnlyList<MemoryController> Read(LinuxRoot root, out Unavailability? reason)
    {
        SysfsDirectory directory = new(root, Path);
        List<MemoryController> controllers = [];
        foreach (string name in directory.List())
        {
            SysfsDirectory controller = directory.Child(name);
            if (name.StartsWith("mc", StringComparison.Ordinal) && controller.Number("ce_count") is { } corrected
                && controller.Number("ue_count") is { } uncorrected)
                controllers.Add(new MemoryController(name, controller.Text("mc_name") ?? "", corrected, uncorrected));
        }

        reason = controllers.Count > 0
            ? null
            : new Unavailability(
                Path,
                "no driver watches a memory controller: the memory has no ECC, the machine is virtual, or the EDAC driver is not loaded",
                "load the EDAC driver of the platform, such as skx_edac or amd64_edac");
        return controllers;
    }
}
