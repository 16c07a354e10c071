using System.Globalization;
using System.Text;
using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Objects;

/// <summary>Which processes hold BPF objects open, from their descriptors. Source: /proc/PID/fdinfo, bpf_prog_show_fdinfo and its kin.</summary>
public static class BpfOwners
{
    private static readonly (string Name, string Field, BpfObjectKind Kind)[] Kinds =
    [
        (DescriptorKind.Program, "prog_id:", BpfObjectKind.Program),
        (DescriptorKind.Map, "map_id:", BpfObjectKind.Map),
        (DescriptorKind.Link, "link_id:", BpfObjectKind.Link),
        ("btf", "btf_id:", BpfObjectKind.Btf),
    ];

    /// <summary>All of them that this process may see, one for each process and object.</summary>
    public static IReadOnlyList<BpfOwner> Read()
    {
        HashSet<BpfOwner> owners = [];
        if (!FileDescriptor.TryOpen("/proc", out FileDescriptor? proc, OpenKind.Directory).IsSuccess)
            return [];
        using DirectoryListing listing = new(proc!);
        List<int> processes = [];
        _ = listing.ListNumbers(processes);
        foreach (int process in processes)
            AddOwner(process, owners);
        return [.. owners];
    }

    private static void AddOwner(int process, HashSet<BpfOwner> owners)
    {
        // A process of another user, or one that has just ended.
        if (!FileDescriptor.TryOpen($"/proc/{process}/fd", out FileDescriptor? directory, OpenKind.Directory).IsSuccess)
            return;
        using DirectoryListing listing = new(directory!);
        List<int> numbers = [];
        _ = listing.ListNumbers(numbers);
        foreach (int number in numbers)
        {
            if (!FileDescriptor.TryReadLink(listing.Descriptor, Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), out string link).IsSuccess)
                continue;
            foreach ((string name, string field, BpfObjectKind kind) in Kinds)
            {
                if (DescriptorKind.IsOf(link, name) && TryReadField($"/proc/{process}/fdinfo/{number}", field, out uint id))
                    owners.Add(new BpfOwner(kind, id, process, ReadText($"/proc/{process}/comm").TrimEnd('\n')));
            }
        }
    }

    private static bool TryReadField(string path, string field, out uint value)
    {
        foreach (string line in ReadText(path).Split('\n'))
        {
            if (line.StartsWith(field, StringComparison.Ordinal))
                return uint.TryParse(line.AsSpan(field.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value);
        }

        value = 0;
        return false;
    }

    private static string ReadText(string path)
    {
        if (!FileDescriptor.TryOpen(path, out FileDescriptor? file).IsSuccess)
            return "";
        using (file)
        {
            byte[] text = new byte[4096];
            return file!.Read(text, out int count).IsSuccess ? Encoding.UTF8.GetString(text, 0, count) : "";
        }
    }
}
