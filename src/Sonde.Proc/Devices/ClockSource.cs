namespace Sonde.Proc.Devices;

/// <summary>What the kernel reads the time from. A slow one (hpet, acpi_pm) makes every clock call a system call.</summary>
/// <param name="Current">The one in use, such as tsc or kvm-clock.</param>
/// <param name="Available">Those it could use, the best first.</param>
public sealed record ClockSource(string Current, IReadOnlyList<string> Available)
{
    private const string Path = "/sys/devices/system/clocksource/clocksource0";

    /// <summary>Reads the clock source.</summary>
    /// <param name="root">Where /sys is.</param>
    /// <param name="reason">Why the result is null.</param>
    public static ClockSource? Read(LinuxRoot root, out Unavailability? reason)
    {
        reason = null;
        if (root.ReadText($"{Path}/current_clocksource", out reason) is not { } current)
            return null;
        string available = new SysfsDirectory(root, Path).Text("available_clocksource") ?? "";
        return new ClockSource(current.Trim(), available.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
