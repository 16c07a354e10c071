namespace Sonde.Proc.Memory;

/// <summary>
/// Free memory by block size: many small blocks and no large ones is fragmentation. Source: /proc/buddyinfo, mm/vmstat.c (frag_show_print).
/// </summary>
public sealed class BuddyInformation : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/buddyinfo";

    // Far above any kernel's MAX_PAGE_ORDER, and small enough for pages to be counted in 64 bits.
    private const int LargestOrderCount = 32;

    private readonly SnapshotRows<BuddyZone> _rows = new();
    private readonly SnapshotRows<ulong> _blocks = new();
    private readonly NameCache _names = new();

    /// <summary>The zones in the kernel's order.</summary>
    public ReadOnlySpan<BuddyZone> Zones => _rows.Rows;

    /// <summary>Free blocks of <paramref name="zone"/> by order: index n counts blocks of 2^n pages.</summary>
    public ReadOnlySpan<ulong> FreeBlocks(in BuddyZone zone) => _blocks.Rows.Slice(zone.Start, zone.OrderCount);

    /// <summary>Pages of <paramref name="zone"/> that are free in blocks of at least 2^<paramref name="order"/> pages.</summary>
    public ulong FreePagesFrom(in BuddyZone zone, int order)
    {
        ReadOnlySpan<ulong> blocks = FreeBlocks(zone);
        ulong pages = 0;
        for (int i = order; i < blocks.Length; i++)
            pages += blocks[i] << i;
        return pages;
    }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _rows.Begin();
        _blocks.Begin();
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!ZoneLabel.TryRead(ref words, out int node, out ReadOnlySpan<byte> zone))
                continue;
            int start = _blocks.Count;
            while (_blocks.Count - start < LargestOrderCount && words.TryReadUInt64(out ulong blocks))
                _blocks.Add(blocks);
            if (words.TryReadWord(out _) || _blocks.Count == start)
                throw new KernelTextException("a zone has no counts, or one that is not a number");
            _rows.Add(new BuddyZone(node, _names.Get(zone), start, _blocks.Count - start));
        }

        if (_rows.Count == 0)
            throw new KernelTextException("it has no zone");
    }
}
