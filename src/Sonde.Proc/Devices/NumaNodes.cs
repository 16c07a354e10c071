using Sonde.Linux;

namespace Sonde.Proc.Devices;

/// <summary>The memory nodes of a machine. Source: /sys/devices/system/node, Documentation/admin-guide/numastat.rst.</summary>
public sealed class NumaNodes
{
    private const string Path = "/sys/devices/system/node";

    private NumaNodes(IReadOnlyList<NumaNode> nodes, Unavailability? unavailability)
    {
        Nodes = nodes;
        Unavailability = unavailability;
    }

    /// <summary>Why there are none; null where there are.</summary>
    public Unavailability? Unavailability { get; }

    /// <summary>The online nodes in the order of their numbers; a single one on most machines.</summary>
    public IReadOnlyList<NumaNode> Nodes { get; }

    /// <summary>Reads all nodes.</summary>
    public static NumaNodes Read(LinuxRoot root)
    {
        SysfsDirectory directory = new(root, Path);
        List<NumaNode> nodes = [];
        foreach (int number in directory.List("online") ?? CpuList.Empty)
        {
            SysfsDirectory node = directory.Child($"node{number}");
            if (node.Exists)
                nodes.Add(ReadNode(node, number));
        }

        Unavailability? reason = null;
        if (nodes.Count == 0)
            reason = directory.Exists ? new Unavailability(Path, "it lists no online node", "") : Unavailability.FromErrno(Path, Errno.NoSuchEntry);
        return new NumaNodes(nodes, reason);
    }

    /// <summary>Parses a node's meminfo: "Node 0 MemTotal:  7825624 kB".</summary>
    internal static void ParseMemory(ReadOnlySpan<byte> text, NamedCounters memory)
    {
        memory.Begin();
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (words.TryReadWord(out ReadOnlySpan<byte> label) && label.SequenceEqual("Node"u8) && words.TryReadWord(out _)
                && words.TryReadWord(out ReadOnlySpan<byte> name) && name.EndsWith(":"u8) && words.TryReadUInt64(out ulong value))
            {
                memory.Set(name[..^1], value);
            }
        }
    }

    /// <summary>Parses a node's numastat: "numa_hit 11705156".</summary>
    internal static void ParseStatistics(ReadOnlySpan<byte> text, NamedCounters statistics)
    {
        statistics.Begin();
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (words.TryReadWord(out ReadOnlySpan<byte> name) && words.TryReadUInt64(out ulong value))
                statistics.Set(name, value);
        }
    }

    private static NumaNode ReadNode(SysfsDirectory node, int number)
    {
        NamedCounters memory = new();
        NamedCounters statistics = new();
        using (KernelFile file = new(node.Root, $"{node.Path}/meminfo"))
        {
            if (file.TryRead(out ReadOnlySpan<byte> text, out _))
                ParseMemory(text, memory);
        }

        using (KernelFile file = new(node.Root, $"{node.Path}/numastat", 512))
        {
            if (file.TryRead(out ReadOnlySpan<byte> text, out _))
                ParseStatistics(text, statistics);
        }

        List<int> distances = [];
        foreach (string word in (node.Text("distance") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (int.TryParse(word, out int distance))
                distances.Add(distance);
        }

        return new NumaNode(number, node.List("cpulist") ?? CpuList.Empty, distances, memory, statistics);
    }
}
