using System.Text;
using Sonde.Proc;

namespace Sonde.Symbols.Processes;

/// <summary>The executable memory of a process. Source: /proc/PID/maps, proc(5).</summary>
public sealed class ProcessMaps
{
    private readonly List<ProcessMapping> _mappings;

    private ProcessMaps(List<ProcessMapping> mappings) => _mappings = mappings;

    /// <summary>The mappings, in the order of addresses, as the kernel gives them.</summary>
    public IReadOnlyList<ProcessMapping> Mappings => _mappings;

    /// <summary>Reads the text. Lines of another form are left out.</summary>
    /// <param name="text">The text of /proc/PID/maps.</param>
    /// <param name="executableOnly">Whether mappings that hold no code are left out.</param>
    public static ProcessMaps Parse(ReadOnlySpan<byte> text, bool executableOnly)
    {
        List<ProcessMapping> mappings = [];
        string path = "";
        TextScanner scanner = new(text);
        while (scanner.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (!TryParse(line, executableOnly, path, out ProcessMapping mapping))
                continue;
            // The mappings of a file follow each other: their path is made once.
            path = mapping.Path;
            if (mappings.Count > 0 && mapping.Start < mappings[^1].End)
                continue;
            mappings.Add(mapping);
        }

        return new ProcessMaps(mappings);
    }

    /// <summary>The mapping that contains an address.</summary>
    public bool TryFind(ulong address, out ProcessMapping mapping)
    {
        int low = 0;
        int high = _mappings.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_mappings[middle].End <= address)
                low = middle + 1;
            else
                high = middle;
        }

        mapping = low < _mappings.Count ? _mappings[low] : default;
        return low < _mappings.Count && mapping.Start <= address;
    }

    // start-end perms offset major:minor inode path
    private static bool TryParse(ReadOnlySpan<byte> line, bool executableOnly, string lastPath, out ProcessMapping mapping)
    {
        mapping = default;
        TextScanner words = new(line);
        if (!words.TryReadUntil((byte)'-', out ReadOnlySpan<byte> start) || !TryHexadecimal(start, out ulong first)
            || !words.TryReadUntil((byte)' ', out ReadOnlySpan<byte> end) || !TryHexadecimal(end, out ulong last)
            || !words.TryReadWord(out ReadOnlySpan<byte> permissions) || permissions.Length < 3 || last <= first)
            return false;
        bool isExecutable = permissions[2] == 'x';
        if (executableOnly && !isExecutable)
            return false;
        if (!words.TryReadWord(out ReadOnlySpan<byte> offset) || !TryHexadecimal(offset, out ulong at)
            || !words.TryReadWord(out ReadOnlySpan<byte> device) || !TryDevice(device, out uint major, out uint minor) || !words.TryReadUInt64(out ulong inode))
            return false;
        ReadOnlySpan<byte> path = words.Rest.TrimStart((byte)' ');
        mapping = new ProcessMapping(first, last, isExecutable, at, major, minor, inode, Text(path, lastPath));
        return true;
    }

    private static bool TryDevice(ReadOnlySpan<byte> text, out uint major, out uint minor)
    {
        (major, minor) = (0, 0);
        int colon = text.IndexOf((byte)':');
        if (colon < 0 || !TryHexadecimal(text[..colon], out ulong upper) || !TryHexadecimal(text[(colon + 1)..], out ulong lower))
            return false;
        (major, minor) = ((uint)upper, (uint)lower);
        return true;
    }

    private static bool TryHexadecimal(ReadOnlySpan<byte> text, out ulong value)
    {
        bool isNumber = System.Buffers.Text.Utf8Parser.TryParse(text, out value, out int used, 'x');
        return isNumber && used == text.Length;
    }

    // The kernel writes a newline in a path as \012.
    private static string Text(ReadOnlySpan<byte> path, string lastPath)
    {
        if (path.Length < 512 && Encoding.UTF8.GetByteCount(lastPath) == path.Length)
        {
            Span<byte> last = stackalloc byte[path.Length];
            Encoding.UTF8.GetBytes(lastPath, last);
            if (last.SequenceEqual(path))
                return lastPath;
        }

        string text = Encoding.UTF8.GetString(path);
        return text.Contains(@"\012", StringComparison.Ordinal) ? text.Replace(@"\012", "\n", StringComparison.Ordinal) : text;
    }
}
