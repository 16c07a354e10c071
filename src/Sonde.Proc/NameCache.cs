using System.Text;

namespace Sonde.Proc;

/// <summary>
/// Strings of names that return in every sample: device, interface, mount point. A name seen before costs a look-up and no allocation.
/// </summary>
internal sealed class NameCache
{
    /// <summary>How many names are kept before all are forgotten, so that names that come and go (containers' interfaces) do not pile up.</summary>
    public const int LargestCount = 32_768;

    private readonly Dictionary<byte[], string> _names = new(ByteStringComparer.Instance);
    private byte[] _decoded = [];

    /// <summary>How many names are kept.</summary>
    public int Count => _names.Count;

    /// <summary>The string of <paramref name="name"/>, which is UTF-8 or whatever the kernel had.</summary>
    public string Get(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
            return "";
        Dictionary<byte[], string>.AlternateLookup<ReadOnlySpan<byte>> lookup = _names.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(name, out string? known))
            return known;
        if (_names.Count >= LargestCount)
            _names.Clear();
        string text = Encoding.UTF8.GetString(name);
        _names.Add(name.ToArray(), text);
        return text;
    }

    /// <summary>The string of a name in which the kernel wrote blanks, newlines and backslashes as \ooo (mangle_path in fs/seq_file.c).</summary>
    public string GetUnescaped(ReadOnlySpan<byte> name)
    {
        if (!name.Contains((byte)'\\'))
            return Get(name);
        if (_decoded.Length < name.Length)
            _decoded = new byte[name.Length];
        int length = 0;
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\' && TryReadOctal(name[(i + 1)..], out byte value))
            {
                _decoded[length++] = value;
                i += 3;
            }
            else
            {
                _decoded[length++] = name[i];
            }
        }

        return Get(_decoded.AsSpan(0, length));
    }

    private static bool TryReadOctal(ReadOnlySpan<byte> digits, out byte value)
    {
        value = 0;
        if (digits.Length < 3 || digits[0] is < (byte)'0' or > (byte)'3' || digits[1] is < (byte)'0' or > (byte)'7' || digits[2] is < (byte)'0' or > (byte)'7')
            return false;
        value = (byte)(((digits[0] - '0') << 6) | ((digits[1] - '0') << 3) | (digits[2] - '0'));
        return true;
    }
}
