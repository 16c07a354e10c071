namespace Sonde.Proc.Memory;

/// <summary>
/// The kernel's object caches. Only root may read it, and reading walks all slabs (0.2 to 0.5 ms): sample it rarely.
/// Source: /proc/slabinfo, slabinfo(5), mm/slab_common.c; format version 2.0 or 2.1.
/// </summary>
public sealed class SlabInformation : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/slabinfo";

    private readonly SnapshotRows<SlabCache> _rows = new();
    private readonly NameCache _names = new();

    /// <summary>The caches in the kernel's order.</summary>
    public ReadOnlySpan<SlabCache> Caches => _rows.Rows;

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _rows.Begin();
        TextScanner lines = new(text);
        if (!lines.TryReadLine(out ReadOnlySpan<byte> version) || !version.StartsWith("slabinfo - version: 2."u8))
            throw new KernelTextException("it is not of version 2");
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (!line.IsEmpty && line[0] != '#')
                ParseCache(line);
        }
    }

    private void ParseCache(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> separator = " : slabdata "u8;
        int tail = line.LastIndexOf(separator);
        int tunables = line.IndexOf(" : tunables "u8);
        if (tail < 0 || tunables < 0)
            throw new KernelTextException("a cache lacks its tunables or slabdata");
        TextScanner slabs = new(line[(tail + separator.Length)..]);
        ulong activeSlabs = slabs.ReadUInt64("the active slabs of a cache");
        ulong allSlabs = slabs.ReadUInt64("the slabs of a cache");

        // From the right, as nothing keeps blanks out of a cache's name.
        ReadOnlySpan<byte> rest = line[..tunables];
        ulong pagesPerSlab = TakeLast(ref rest);
        ulong objectsPerSlab = TakeLast(ref rest);
        ulong objectSize = TakeLast(ref rest);
        ulong objects = TakeLast(ref rest);
        ulong activeObjects = TakeLast(ref rest);
        string name = _names.Get(rest.Trim((byte)' '));
        _rows.Add(new SlabCache(name, activeObjects, objects, objectSize, objectsPerSlab, pagesPerSlab, activeSlabs, allSlabs));
    }

    private static ulong TakeLast(ref ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimEnd((byte)' ');
        int blank = rest.LastIndexOf((byte)' ');
        if (!TextScanner.TryParseUInt64(rest[(blank + 1)..], out ulong value))
            throw new KernelTextException("a column of a cache is missing or not a number");
        rest = rest[..Math.Max(blank, 0)];
        return value;
    }
}
