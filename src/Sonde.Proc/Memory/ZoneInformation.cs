namespace Sonde.Proc.Memory;

/// <summary>Free pages and watermarks of each zone of each NUMA node. Source: /proc/zoneinfo, mm/vmstat.c (zoneinfo_show_print).</summary>
public sealed class ZoneInformation : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/zoneinfo";

    private readonly SnapshotRows<MemoryZone> _rows = new();
    private readonly NameCache _names = new();

    [Flags]
    private enum Fields
    {
        None = 0,
        Free = 1,
        Min = 2,
        Low = 4,
        High = 8,
        Present = 16,
        All = Free | Min | Low | High | Present,
    }

    /// <summary>The zones in the kernel's order, those without pages included.</summary>
    public ReadOnlySpan<MemoryZone> Zones => _rows.Rows;

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _rows.Begin();
        MemoryZone zone = default;
        Fields seen = Fields.None;
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (ZoneLabel.TryRead(ref words, out int node, out ReadOnlySpan<byte> name))
            {
                AddZone(zone, seen);
                seen = Fields.None;
                zone = new MemoryZone(node, _names.Get(name), 0, 0, 0, 0, 0, null);
            }
            else if (zone.Name is not null)
            {
                ParseField(ref words, ref zone, ref seen);
            }
        }

        if (zone.Name is null)
            throw new KernelTextException("it has no zone");
        AddZone(zone, seen);
    }

    private void AddZone(in MemoryZone zone, Fields seen)
    {
        if (zone.Name is null)
            return;
        if (seen != Fields.All)
            throw new KernelTextException($"zone {zone.Name} of node {zone.Node} lacks: {Fields.All & ~seen}");
        _rows.Add(zone);
    }

    // The watermarks are words of their own; the "high:" of the per-CPU lists further down has a colon.
    private static void ParseField(ref TextScanner words, ref MemoryZone zone, ref Fields seen)
    {
        if (!words.TryReadWord(out ReadOnlySpan<byte> name))
            return;
        if (name.SequenceEqual("pages"u8))
            words.TryReadWord(out name);
        if (name.Length > 7 || !words.TryReadUInt64(out ulong value))
            return;
        if (name.SequenceEqual("free"u8))
            (zone, seen) = (zone with { FreePages = value }, seen | Fields.Free);
        else if (name.SequenceEqual("min"u8))
            (zone, seen) = (zone with { MinPages = value }, seen | Fields.Min);
        else if (name.SequenceEqual("low"u8))
            (zone, seen) = (zone with { LowPages = value }, seen | Fields.Low);
        else if (name.SequenceEqual("high"u8))
            (zone, seen) = (zone with { HighPages = value }, seen | Fields.High);
        else if (name.SequenceEqual("present"u8))
            (zone, seen) = (zone with { PresentPages = value }, seen | Fields.Present);
        else if (name.SequenceEqual("managed"u8))
            zone = zone with { ManagedPages = value };
    }
}
