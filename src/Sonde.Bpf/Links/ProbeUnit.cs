using Sonde.Linux;

namespace Sonde.Bpf.Links;

/// <summary>
/// The performance units through which probes are made: the kernel gives their numbers under /sys/bus/event_source/devices. Bit 0 of the event says
/// that it is a return probe, as their format files tell.
/// </summary>
internal static class ProbeUnit
{
    internal const ulong Return = 1;

    /// <summary>The number of "kprobe" or "uprobe".</summary>
    /// <exception cref="BpfException">The kernel was built without.</exception>
    internal static uint TypeOf(string name)
    {
        Errno errno = KernelNumber.TryRead($"/sys/bus/event_source/devices/{name}/type", out ulong type);
        return errno.IsSuccess
            ? (uint)type
            : throw new BpfException($"make a {name}", errno, $"this kernel has no {name}s ({(name == "kprobe" ? "CONFIG_KPROBE_EVENTS" : "CONFIG_UPROBE_EVENTS")} is off).");
    }
}
