using System.Text;

namespace Sonde.Binary.Elf;

/// <summary>
/// The named functions and variables of a file, sorted by address; about 40 bytes each, with names kept as the file has them. Undefined symbols,
/// sections, files, thread-local variables and the marks of the assembler are left out.
/// </summary>
public sealed class ElfSymbolTable
{
    // How far back a symbol is looked for that contains an address inside which others begin.
    private const int LongestNest = 64;

    private readonly ulong[] _addresses;
    private readonly ElfSymbolEntry[] _entries;
    private readonly ReadOnlyMemory<byte>[] _names;

    internal ElfSymbolTable(List<ElfSymbolEntry> entries, List<ulong> addresses, ReadOnlyMemory<byte>[] names)
    {
        _addresses = [.. addresses];
        _entries = [.. entries];
        _names = names;
        Array.Sort(_addresses, _entries);
    }

    /// <summary>A table without symbols.</summary>
    public static ElfSymbolTable Empty { get; } = new([], [], []);

    /// <summary>Symbols there are; one that both tables have is there twice.</summary>
    public int Count => _entries.Length;

    /// <summary>Symbol <paramref name="index"/>, in the order of addresses.</summary>
    public ElfSymbol this[int index]
    {
        get
        {
            ElfSymbolEntry entry = _entries[index];
            return new ElfSymbol(Unversioned(ElfReader.Terminated(_names[entry.Table], entry.Name)), entry.Info, _addresses[index], entry.Size);
        }
    }

    /// <summary>
    /// The symbol that contains an address. Of several at one place the most telling is taken: a global before a weak before a local one, then the one with
    /// fewer leading underscores. One without a size reaches to the next symbol, if its section does.
    /// </summary>
    public bool TryFind(ulong address, out ElfSymbol symbol)
    {
        int index = Array.BinarySearch(_addresses, address);
        if (index < 0)
            index = ~index - 1;
        else
            while (index + 1 < _addresses.Length && _addresses[index + 1] == address)
                index++;
        int best = -1;
        for (int looked = 0; index >= 0 && looked < LongestNest; index--, looked++)
        {
            if (best >= 0 && _addresses[index] != _addresses[best])
                break;
            if (Contains(index, address) && (best < 0 || Rank(index) > Rank(best)))
                best = index;
        }

        symbol = best < 0 ? default : this[best];
        return best >= 0;
    }

    /// <summary>The symbols of this name in the order of addresses; functions before variables is the caller's choice.</summary>
    public IReadOnlyList<ElfSymbol> Find(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        List<ElfSymbol> found = [];
        for (int i = 0; i < _entries.Length; i++)
        {
            ElfSymbolEntry entry = _entries[i];
            ReadOnlySpan<byte> rest = entry.Name < (uint)_names[entry.Table].Length ? _names[entry.Table].Span[(int)entry.Name..] : default;
            if (rest.StartsWith(bytes) && (rest.Length == bytes.Length || rest[bytes.Length] is 0 or (byte)'@') && bytes.Length > 0)
                found.Add(this[i]);
        }

        return found;
    }

    internal static ElfSymbolTable Read(ElfFile file) => new ElfSymbolReader(file).Read();

    private static ReadOnlyMemory<byte> Unversioned(ReadOnlyMemory<byte> name) => name.Span.IndexOf((byte)'@') is > 0 and int version ? name[..version] : name;

    private bool Contains(int index, ulong address)
    {
        ulong distance = address - _addresses[index];
        ElfSymbolEntry entry = _entries[index];
        if (entry.Size > 0)
            return distance < entry.Size;
        int next = index + 1;
        while (next < _addresses.Length && _addresses[next] == _addresses[index])
            next++;
        ulong end = next < _addresses.Length ? Math.Min(_addresses[next], entry.SectionEnd) : entry.SectionEnd;
        return distance == 0 || address < end;
    }

    private int Rank(int index)
    {
        ElfSymbolEntry entry = _entries[index];
        ElfSymbol symbol = this[index];
        int rank = entry.Size > 0 ? 4 : 0;
        rank += symbol.IsFunction ? 2 : symbol.Kind == ElfSymbolKind.Object ? 1 : 0;
        rank = rank * 4 + symbol.Binding switch { ElfSymbolBinding.Local => 0, ElfSymbolBinding.Weak => 1, _ => 2 };
        ReadOnlySpan<byte> name = symbol.NameBytes;
        int underscores = name.IndexOfAnyExcept((byte)'_') is >= 0 and int first ? first : name.Length;
        return rank * 16 + 15 - Math.Min(underscores, 15);
    }
}
