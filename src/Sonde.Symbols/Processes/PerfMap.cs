using System.Buffers.Text;
using System.Text;

namespace Sonde.Symbols.Processes;

/// <summary>
/// The functions that a just-in-time compiler tells in /tmp/perf-PID.map: lines "address size name", in hexadecimal. A line written later holds
/// where it overlaps an earlier one. Source: tools/perf/Documentation/jit-interface.txt.
/// </summary>
public sealed class PerfMap
{
    private const int LongestNest = 64;

    private readonly ulong[] _starts;
    private readonly PerfMapEntry[] _entries;
    private readonly byte[] _text;

    private PerfMap(byte[] text, List<ulong> starts, List<PerfMapEntry> entries)
    {
        _text = text;
        _starts = [.. starts];
        _entries = [.. entries];
        Array.Sort(_starts, _entries);
    }

    /// <summary>Functions there are.</summary>
    public int Count => _starts.Length;

    /// <summary>Reads the text, which is kept. Lines of another form are left out, so also one that is still being written.</summary>
    public static PerfMap Parse(byte[] text)
    {
        List<ulong> starts = [];
        List<PerfMapEntry> entries = [];
        int position = 0;
        while (text.AsSpan(position).IndexOf((byte)'\n') is >= 0 and int length)
        {
            ReadOnlySpan<byte> line = text.AsSpan(position, length).TrimEnd((byte)'\r');
            int end = position + line.Length;
            position += length + 1;
            if (!TryHexadecimal(ref line, out ulong start) || !TryHexadecimal(ref line, out ulong size) || size == 0 || line.IsEmpty)
                continue;
            starts.Add(start);
            entries.Add(new PerfMapEntry(size, end - line.Length, line.Length, entries.Count));
        }

        return new PerfMap(text, starts, entries);
    }

    /// <summary>The function that contains an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="start">Where it begins.</param>
    public bool TryFind(ulong address, out string name, out ulong start)
    {
        int index = Array.BinarySearch(_starts, address);
        if (index < 0)
            index = ~index - 1;
        else
            while (index + 1 < _starts.Length && _starts[index + 1] == address)
                index++;
        int best = -1;
        for (int looked = 0; index >= 0 && looked < LongestNest; index--, looked++)
        {
            if (address - _starts[index] < _entries[index].Size && (best < 0 || _entries[index].Order > _entries[best].Order))
                best = index;
        }

        name = best < 0 ? "" : Encoding.UTF8.GetString(_text, _entries[best].Name, _entries[best].NameLength);
        start = best < 0 ? 0 : _starts[best];
        return best >= 0;
    }

    private static bool TryHexadecimal(ref ReadOnlySpan<byte> line, out ulong value)
    {
        if (line.StartsWith("0x"u8))
            line = line[2..];
        if (!Utf8Parser.TryParse(line, out value, out int used, 'x') || used >= line.Length || line[used] != ' ')
            return false;
        line = line[used..].TrimStart((byte)' ');
        return true;
    }
}
