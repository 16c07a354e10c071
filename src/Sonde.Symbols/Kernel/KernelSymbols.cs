using System.Text;
using Sonde.Linux;
using Sonde.Proc;

namespace Sonde.Symbols.Kernel;

/// <summary>
/// The kernel's own names: addresses to names and back, from /proc/kallsyms, which is read on the first question (20 to 40 ms for 120,000 names).
/// Not safe for use by several threads at once.
/// </summary>
public sealed class KernelSymbols
{
    // Kernel addresses are in the upper half; what lies far behind the last name belongs to no symbol.
    private const ulong FirstAddress = 0x8000_0000_0000_0000;
    private const ulong LongestFunction = 16 << 20;
    private const int LongestPiece = 64 << 10;
    private const string Path = "/proc/kallsyms";

    private readonly LinuxRoot _root;
    private KernelSymbolTable? _table;
    private Unavailability? _unavailability;

    /// <summary>Takes the machine, or a tree recorded from one.</summary>
    public KernelSymbols(LinuxRoot root) => _root = root;

    /// <summary>Why no name is found; null where names are there.</summary>
    public Unavailability? Unavailability
    {
        get
        {
            _ = Table;
            return _unavailability;
        }
    }

    /// <summary>Names there are; 0 where they are unavailable.</summary>
    public int Count => Table.Count;

    /// <summary>The names of loaded modules that have symbols.</summary>
    public IEnumerable<string> Modules => Table.Modules.Skip(1);

    private KernelSymbolTable Table => _table ??= Read();

    /// <summary>Forgets what was read, so that modules and BPF programs that were loaded since are found.</summary>
    public void Refresh() => _table = null;

    /// <summary>The function that an address is in: the nearest code symbol before it, of several at one place the one that the kernel itself prints.</summary>
    public bool TryFind(ulong address, out KernelSymbol symbol)
    {
        int index = address < FirstAddress ? -1 : Table.FindCode(address);
        symbol = index < 0 ? default : Table[index];
        return index >= 0 && address - symbol.Address < LongestFunction;
    }

    /// <summary>An address as bpftrace prints it: "vfs_read", "vfs_read+12", or the number where no name is known.</summary>
    /// <param name="address">The address.</param>
    /// <param name="withOffset">Whether the distance from the symbol is added, in decimal; also where it is 0.</param>
    public string Describe(ulong address, bool withOffset) =>
        !TryFind(address, out KernelSymbol symbol) ? $"0x{address:x}" : withOffset ? $"{symbol.Name}+{address - symbol.Address}" : symbol.Name;

    /// <summary>All symbols of this name; static functions of different files may share one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="module">The module that is meant; null for any, "" or "vmlinux" for the kernel itself.</param>
    public IReadOnlyList<KernelSymbol> Find(string name, string? module = null)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        List<KernelSymbol> found = [];
        for (int i = 0; i < Table.Count; i++)
        {
            if (Table.NameAt(i).SequenceEqual(bytes) && IsOf(Table[i], module))
                found.Add(Table[i]);
        }

        return found;
    }

    /// <summary>The code symbols whose name matches, in the order of addresses.</summary>
    public IEnumerable<KernelSymbol> Match(NamePattern pattern, string? module = null)
    {
        for (int i = 0; i < Table.Count; i++)
        {
            if (!KernelSymbolTable.IsCode(Table.KindAt(i)))
                continue;
            KernelSymbol symbol = Table[i];
            if (pattern.Matches(symbol.Name) && IsOf(symbol, module))
                yield return symbol;
        }
    }

    private static bool IsOf(KernelSymbol symbol, string? module) => module is null || symbol.Module == (module == "vmlinux" ? "" : module);

    private KernelSymbolTable Read()
    {
        KernelSymbolTable table = new();
        _unavailability = ReadLines(table);
        table.Complete();
        if (table.Count == 0 && table.IsHidden)
            _unavailability = new Unavailability(Path, "the kernel hides its addresses (kernel.kptr_restrict)", "run as root, or with CAP_SYSLOG");
        else if (table.Count == 0)
            _unavailability ??= new Unavailability(Path, "it has no names", "");
        return table;
    }

    // The kernel makes the text while it is read, a page at a time; holding all of it would take more memory than the table.
    private Unavailability? ReadLines(KernelSymbolTable table)
    {
        Errno errno = _root.TryOpen(Path, out FileDescriptor? file);
        if (!errno.IsSuccess)
            return Unavailability.FromErrno(Path, errno);
        using (file)
        {
            byte[] buffer = new byte[LongestPiece];
            int kept = 0;
            while (true)
            {
                errno = file!.Read(buffer.AsSpan(kept), out int count);
                if (!errno.IsSuccess)
                    return Unavailability.FromErrno(Path, errno);
                ReadOnlySpan<byte> text = buffer.AsSpan(0, kept + count);
                int lines = text.LastIndexOf((byte)'\n') + 1;
                if (count == 0 || (lines == 0 && text.Length == buffer.Length))
                    lines = text.Length;
                table.AddLines(text[..lines]);
                if (count == 0)
                    return null;
                kept = text.Length - lines;
                text[lines..].CopyTo(buffer);
            }
        }
    }
}
