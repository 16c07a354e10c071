using System.Runtime.InteropServices;
using System.Text;

namespace Sonde.Symbols.Files;

/// <summary>
/// The dynamic linker's table of libraries, /etc/ld.so.cache, in the form that glibc writes since 2.2 (also behind a table of the older form).
/// Source: sysdeps/generic/dl-cache.h.
/// </summary>
public sealed class SharedLibraryCache
{
    private const int HeaderSize = 48;
    private const int EntrySize = 24;
    private const int OldHeaderSize = 16;
    private const int OldEntrySize = 12;
    private const int CountOffset = 20;

    private readonly List<(string Name, string Path)> _libraries = [];

    private SharedLibraryCache()
    {
    }

    /// <summary>The libraries' names, such as libc.so.6, with their paths, in the table's order.</summary>
    public IReadOnlyList<(string Name, string Path)> Libraries => _libraries;

    /// <summary>Reads the table; one of another form, or damaged, has no libraries.</summary>
    public static SharedLibraryCache Parse(ReadOnlySpan<byte> bytes)
    {
        SharedLibraryCache cache = new();
        ReadOnlySpan<byte> table = NewForm(bytes);
        if (table.Length < HeaderSize)
            return cache;
        uint count = MemoryMarshal.Read<uint>(table[CountOffset..]);
        count = (uint)Math.Min(count, (table.Length - HeaderSize) / EntrySize);
        for (int i = 0; i < count; i++)
        {
            // Flags, then where name and path are, from the table's beginning.
            ReadOnlySpan<byte> entry = table.Slice(HeaderSize + i * EntrySize, EntrySize);
            string name = Text(table, MemoryMarshal.Read<uint>(entry[4..]));
            string path = Text(table, MemoryMarshal.Read<uint>(entry[8..]));
            if (name != "" && path.StartsWith('/'))
                cache._libraries.Add((name, path));
        }

        return cache;
    }

    /// <summary>
    /// The paths of the libraries that a short name means: "libc.so.6" that one; "libc" and "c" every libc.so.*.
    /// </summary>
    public IReadOnlyList<string> Find(string name)
    {
        string stem = name.StartsWith("lib", StringComparison.Ordinal) ? name : $"lib{name}";
        List<string> found = [];
        foreach ((string library, string path) in _libraries)
        {
            bool isMeant = library == name || library.StartsWith(stem + ".so", StringComparison.Ordinal) || (name.Contains(".so", StringComparison.Ordinal) && library.StartsWith(name + ".", StringComparison.Ordinal));
            if (isMeant && !found.Contains(path))
                found.Add(path);
        }

        return found;
    }

    private static ReadOnlySpan<byte> NewForm(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> magic = "glibc-ld.so.cache1.1"u8;
        if (bytes.StartsWith(magic))
            return bytes;
        if (!bytes.StartsWith("ld.so-1.7.0"u8) || bytes.Length < OldHeaderSize)
            return default;
        // Entries of the older form, then, at a multiple of eight, the new form.
        long end = OldHeaderSize + MemoryMarshal.Read<uint>(bytes[12..]) * (long)OldEntrySize;
        long start = (end + 7) & ~7L;
        return start < bytes.Length && bytes[(int)start..].StartsWith(magic) ? bytes[(int)start..] : default;
    }

    private static string Text(ReadOnlySpan<byte> table, uint offset)
    {
        if (offset >= (uint)table.Length)
            return "";
        ReadOnlySpan<byte> rest = table[(int)offset..];
        int end = rest.IndexOf((byte)0);
        return end < 0 ? "" : Encoding.UTF8.GetString(rest[..end]);
    }
}
