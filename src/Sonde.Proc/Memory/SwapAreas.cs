namespace Sonde.Proc.Memory;

/// <summary>The swap areas in use. Source: /proc/swaps, mm/swapfile.c (swap_show).</summary>
public sealed class SwapAreas : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/swaps";

    private readonly SnapshotRows<SwapArea> _rows = new();
    private readonly NameCache _names = new();

    /// <summary>The areas in the kernel's order; empty where the machine has no swap.</summary>
    public ReadOnlySpan<SwapArea> Areas => _rows.Rows;

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _rows.Begin();
        TextScanner lines = new(text);
        if (!lines.TryReadLine(out ReadOnlySpan<byte> header) || !header.StartsWith("Filename"u8))
            throw new KernelTextException("it lacks the line of headings");
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!words.TryReadWord(out ReadOnlySpan<byte> name))
                continue;
            if (!words.TryReadWord(out ReadOnlySpan<byte> kind))
                throw new KernelTextException("a swap area lacks its type");
            ulong size = words.ReadUInt64("the size of a swap area");
            ulong used = words.ReadUInt64("the use of a swap area");
            if (!words.TryReadInt64(out long priority) || priority is < int.MinValue or > int.MaxValue)
                throw new KernelTextException("the priority of a swap area is missing or not a number");
            _rows.Add(new SwapArea(_names.GetUnescaped(name), _names.Get(kind), size, used, (int)priority));
        }
    }
}
