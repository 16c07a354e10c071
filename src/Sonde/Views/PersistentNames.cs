using Sonde.CommandLine;
using Sonde.Linux;
using Sonde.Proc;

namespace Sonde.Views;

/// <summary>The names of one kind that udev keeps for block devices, such as those by UUID: the links of /dev/disk/by-KIND.</summary>
internal sealed class PersistentNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _devices = new(StringComparer.Ordinal);

    /// <summary>Reads the names of <paramref name="kind"/>.</summary>
    /// <param name="root">The observed machine.</param>
    /// <param name="kind">Such as id, label, path or uuid, in small letters or capitals.</param>
    /// <exception cref="CommandFailure">There are no names of this kind.</exception>
    public PersistentNames(LinuxRoot root, string kind)
    {
        string directory = "/dev/disk/by-" + kind.ToLowerInvariant();
        Errno errno = Errno.NoSuchEntry;
        IReadOnlyList<string> entries = kind.Contains('/') ? [] : root.List(directory, out errno);
        if (!errno.IsSuccess)
            throw new CommandFailure(ExitCode.Usage, $"there are no device names of type {kind}: {directory}: {errno}", "-j takes what /dev/disk has behind by-, such as ID or UUID");
        foreach (string name in entries)
        {
            if (!root.TryReadLink($"{directory}/{name}", out string target).IsSuccess)
                continue;
            string device = target[(target.LastIndexOf('/') + 1)..];
            _devices[name] = device;
            // Of several names the first in the alphabet's order, so that it is always the same.
            _names.TryAdd(device, name);
        }
    }

    /// <summary>The name of <paramref name="device"/>, or null where it has none.</summary>
    public string? NameOf(string device) => _names.GetValueOrDefault(device);

    /// <summary>The device called <paramref name="name"/>, or null where none is.</summary>
    public string? DeviceOf(string name) => _devices.GetValueOrDefault(name);
}
