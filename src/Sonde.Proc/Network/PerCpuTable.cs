namespace Sonde.Proc.Network;

/// <summary>
/// The format of /proc/net/stat/*: a line of headings, then a line of hexadecimal numbers for each possible CPU. Values are summed over CPUs, except
/// for entries, which is the same gauge in each line.
/// </summary>
internal sealed class PerCpuTable
{
    private const int LargestColumnCount = 64;

    private readonly ulong[] _sums = new ulong[LargestColumnCount];

    /// <summary>The values under their headings.</summary>
    public NamedCounters Values { get; } = new();

    /// <summary>Replaces the values by those of <paramref name="text"/>.</summary>
    /// <exception cref="KernelTextException">The text is not of this format.</exception>
    public void Parse(ReadOnlySpan<byte> text)
    {
        Values.Begin();
        Array.Clear(_sums);
        TextScanner lines = new(text);
        if (!lines.TryReadLine(out ReadOnlySpan<byte> headings) || !headings.StartsWith("entries"u8))
            throw new KernelTextException("its headings do not begin with entries");
        int columnCount = CountWords(headings);
        int rowCount = 0;
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            for (int i = 0; i < columnCount; i++)
            {
                if (!words.TryReadHexadecimal(out ulong value))
                    throw new KernelTextException("a line is shorter than the headings, or has a word that is not a hexadecimal number");
                _sums[i] = i == 0 ? value : _sums[i] + value;
            }

            rowCount++;
        }

        if (rowCount == 0)
            throw new KernelTextException("it has no line for a CPU");
        TextScanner names = new(headings);
        for (int i = 0; i < columnCount && names.TryReadWord(out ReadOnlySpan<byte> name); i++)
            Values.Set(name, _sums[i]);
    }

    private static int CountWords(ReadOnlySpan<byte> headings)
    {
        int count = 0;
        TextScanner words = new(headings);
        while (count < LargestColumnCount && words.TryReadWord(out _))
            count++;
        return count;
    }
}
