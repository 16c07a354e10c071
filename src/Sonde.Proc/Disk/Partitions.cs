namespace Sonde.Proc.Disk;

/// <summary>Block devices that have a size, and their partitions. Source: /proc/partitions, block/genhd.c (show_partition).</summary>
public sealed class Partitions : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/partitions";

    private readonly SnapshotRows<Partition> _rows = new();
    private readonly NameCache _names = new();

    /// <summary>The devices and partitions in the kernel's order.</summary>
    public ReadOnlySpan<Partition> Rows => _rows.Rows;

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _rows.Begin();
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (line.Trim(" \t"u8).IsEmpty || line.StartsWith("major"u8))
                continue;
            TextScanner words = new(line);
            ulong major = words.ReadUInt64("the major number of a partition");
            ulong minor = words.ReadUInt64("the minor number of a partition");
            ulong size = words.ReadUInt64("the size of a partition");
            if (!words.TryReadWord(out ReadOnlySpan<byte> name))
                throw new KernelTextException("a partition lacks its name");
            _rows.Add(new Partition(_names.Get(name), (uint)major, (uint)minor, size));
        }
    }
}
