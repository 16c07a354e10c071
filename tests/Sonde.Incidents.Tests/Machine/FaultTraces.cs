namespace Sonde.Incidents.Tests.Machine;

/// <summary>What faults may leave on a machine: control groups, mounts, loop and swap devices, namespaces, interfaces, files, settings, processes.</summary>
internal static class FaultTraces
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <summary>What there is now that does not carry the name of the program that made it.</summary>
    public static IReadOnlySet<string> TakeUnnamed() =>
        new HashSet<string>([.. SwapAreas(), .. Interfaces(), .. Settings()], StringComparer.Ordinal);

    /// <summary>What the fault program with <paramref name="pid"/> left; the kernel has a moment to finish.</summary>
    public static IReadOnlyList<string> LeftSince(IReadOnlySet<string> before, int pid)
    {
        DateTime end = DateTime.UtcNow + LongestWait;
        while (true)
        {
            List<string> left = [.. TakeUnnamed().Except(before), .. Named(pid), .. Processes(pid)];
            if (left.Count == 0 || DateTime.UtcNow >= end)
                return left;
            Thread.Sleep(100);
        }
    }

    // Groups are sonde-WHAT-PID in any hierarchy, directories sonde-fault-PID, network namespaces sonde-PID.
    private static IEnumerable<string> Named(int pid)
    {
        IEnumerable<string> entries = Entries("/sys/fs/cgroup").SelectMany(hierarchy => Entries(hierarchy).Prepend(hierarchy))
            .Concat(Entries("/tmp")).Concat(Entries("/var/tmp")).Concat(Entries("/run/netns"));
        return entries.Where(path => IsOfFault(path) && path.EndsWith($"-{pid}", StringComparison.Ordinal))
            .Concat(Mounts().Concat(LoopDevices()).Where(text => text.Contains($"/sonde-fault-{pid}/", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Mounts() => File.ReadLines("/proc/self/mountinfo").Select(line => "mount " + line);

    private static IEnumerable<string> LoopDevices() =>
        Entries("/sys/block").Select(device => Path.Combine(device, "loop/backing_file")).Where(File.Exists)
            .Select(file => $"{file}: {File.ReadAllText(file).Trim()}");

    private static IEnumerable<string> SwapAreas() =>
        File.ReadLines("/proc/swaps").Skip(1).Select(line => "swap " + line.Split(' ', '\t')[0])
            .Concat(Entries("/sys/block").Where(device => Path.GetFileName(device).StartsWith("zram", StringComparison.Ordinal)));

    private static IEnumerable<string> Interfaces() => Entries("/sys/class/net").Where(IsOfFault);

    private static IEnumerable<string> Settings() =>
        new[] { "dirty_bytes", "dirty_ratio", "dirty_background_bytes", "dirty_background_ratio" }
            .Select(name => $"vm.{name} = {File.ReadAllText("/proc/sys/vm/" + name).Trim()}");

    private static IEnumerable<string> Processes(int session) =>
        Entries("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(pid => Stat(pid!))
            .Where(stat => stat[(stat.LastIndexOf(')') + 1)..].Split(' ') is { Length: > 4 } fields && fields[4] == $"{session}")
            .Select(stat => "process " + stat[..(stat.LastIndexOf(')') + 1)]);

    private static bool IsOfFault(string path) => Path.GetFileName(path).StartsWith("sonde-", StringComparison.Ordinal);

    private static IEnumerable<string> Entries(string directory) => Directory.Exists(directory) ? Directory.EnumerateFileSystemEntries(directory) : [];

    private static string Stat(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (IOException)
        {
            return ""; // it has just ended
        }
    }
}
