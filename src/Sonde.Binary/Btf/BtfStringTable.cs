using System.Text;

namespace Sonde.Binary.Btf;

/// <summary>The names of an image that is being built, each stored once.</summary>
internal sealed class BtfStringTable
{
    private readonly Dictionary<string, uint> _offsets = new() { [""] = 0 };
    private readonly List<byte> _bytes = [0];

    internal int Length => _bytes.Count;

    internal uint Add(string text)
    {
        if (_offsets.TryGetValue(text, out uint offset))
            return offset;
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("a name contains a zero", nameof(text));
        offset = (uint)_bytes.Count;
        _bytes.AddRange(Encoding.UTF8.GetBytes(text));
        _bytes.Add(0);
        _offsets.Add(text, offset);
        return offset;
    }

    internal byte[] ToArray() => [.. _bytes];
}
