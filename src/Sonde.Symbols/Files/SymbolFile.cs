using Sonde.Binary;
using Sonde.Binary.Elf;
using Sonde.Binary.Usdt;
using Sonde.Linux;
using Sonde.Proc;
using Sonde.Symbols.Demangling;

namespace Sonde.Symbols.Files;

/// <summary>
/// A program or library and its names: its own symbol tables and, where it was stripped, those of its separate file of symbols. What both have is found
/// once. Symbols are read on the first question.
/// </summary>
public sealed class SymbolFile : IDisposable
{
    private readonly FileTree[] _debugTrees;
    private readonly IDisposable? _source;
    private ElfSymbolTable? _own;
    private ElfSymbolTable? _separate;

    private SymbolFile(BinarySource source, string path, FileTree[] debugTrees)
    {
        _source = source as IDisposable;
        _debugTrees = debugTrees;
        Path = path;
        Elf = ElfFile.Parse(source);
    }

    /// <summary>The file's path in the tree that it was opened from.</summary>
    public string Path { get; }

    /// <summary>The file itself.</summary>
    public ElfFile Elf { get; }

    /// <summary>Opens a program or library.</summary>
    /// <param name="tree">Where its path is looked up.</param>
    /// <param name="path">The absolute path.</param>
    /// <param name="file">The file.</param>
    /// <param name="reason">Why there is none: no such file, not an ELF file, damaged.</param>
    /// <param name="debugTrees">Where separate files of symbols are looked for; <paramref name="tree"/> itself where none is given.</param>
    public static bool TryOpen(FileTree tree, string path, out SymbolFile? file, out Unavailability? reason, params ReadOnlySpan<FileTree> debugTrees)
    {
        file = null;
        Errno errno = tree.TryOpen(path, out FileDescriptor? descriptor, out FileStatus status);
        if (!errno.IsSuccess)
        {
            reason = errno == Errno.InvalidArgument ? new Unavailability(path, "it is no regular file", "") : Unavailability.FromErrno(path, errno);
            return false;
        }

        file = TryRead(new FileSource(descriptor!, status.Size), path, out reason, debugTrees.IsEmpty ? [tree] : debugTrees);
        return file is not null;
    }

    /// <summary>Reads a program from anywhere; it owns the source from now on.</summary>
    /// <returns>Null, with the reason, for what is no ELF file.</returns>
    internal static SymbolFile? TryRead(BinarySource source, string path, out Unavailability? reason, params ReadOnlySpan<FileTree> debugTrees)
    {
        reason = null;
        try
        {
            return new SymbolFile(source, path, debugTrees.ToArray());
        }
        catch (ElfFormatException damage)
        {
            (source as IDisposable)?.Dispose();
            reason = new Unavailability(path, damage.Message, "");
            return null;
        }
    }

    /// <summary>The symbol that the byte at <paramref name="offset"/> in the file belongs to.</summary>
    /// <param name="offset">The offset, as /proc/PID/maps leads to it.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="distance">Bytes from the symbol's beginning.</param>
    public bool TryFindAtOffset(ulong offset, out ElfSymbol symbol, out ulong distance)
    {
        symbol = default;
        distance = 0;
        if (!Elf.TryFindAddress(offset, out ulong address) || !TryFind(address, out symbol))
            return false;
        distance = address - symbol.Address;
        return true;
    }

    /// <summary>The symbol that contains an address of the file's own address space.</summary>
    public bool TryFind(ulong address, out ElfSymbol symbol)
    {
        Load();
        if (_separate is not null && _separate.TryFind(address, out symbol))
            return true;
        return _own!.TryFind(address, out symbol);
    }

    /// <summary>The functions and variables of this name, each place once, in the order of addresses.</summary>
    public IReadOnlyList<ElfSymbol> Find(string name)
    {
        Load();
        List<ElfSymbol> found = [.. _own!.Find(name)];
        if (_separate is not null)
            found.AddRange(_separate.Find(name));
        return Distinct(found);
    }

    /// <summary>The functions whose name matches, each place once, in the order of addresses: of several names of one place, the first that matches.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="demangled">Whether the demangled name is looked at, without its parameters too, instead of the linker's.</param>
    public IReadOnlyList<ElfSymbol> Match(NamePattern pattern, bool demangled = false)
    {
        Load();
        List<ElfSymbol> found = [];
        foreach (ElfSymbolTable? table in (ElfSymbolTable?[])[_own, _separate])
        {
            for (int i = 0; i < (table?.Count ?? 0); i++)
            {
                ElfSymbol symbol = table![i];
                if (symbol.IsFunction && Matches(pattern, symbol.Name, demangled))
                    found.Add(symbol);
            }
        }

        return Distinct(found);
    }

    /// <summary>The statically defined probes.</summary>
    /// <exception cref="ElfFormatException">The file is damaged where the probes are.</exception>
    public IReadOnlyList<UsdtProbe> Probes => UsdtProbes.Read(Elf);

    /// <summary>Reads all symbols and closes the file.</summary>
    internal void LoadAndClose()
    {
        Load();
        _source?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _source?.Dispose();

    private static bool Matches(NamePattern pattern, string name, bool demangled)
    {
        if (!demangled)
            return pattern.Matches(name);
        string readable = Demangler.Demangle(name);
        int parameters = readable.IndexOf('(', StringComparison.Ordinal);
        return pattern.Matches(readable) || (parameters > 0 && pattern.Matches(readable.AsSpan(0, parameters)));
    }

    private static List<ElfSymbol> Distinct(List<ElfSymbol> symbols)
    {
        HashSet<ulong> seen = [];
        symbols.RemoveAll(symbol => !seen.Add(symbol.Address));
        symbols.Sort((left, right) => left.Address.CompareTo(right.Address));
        return symbols;
    }

    private void Load()
    {
        if (_own is not null)
            return;
        try
        {
            _own = Elf.Symbols;
        }
        catch (ElfFormatException)
        {
            // Without its symbols a damaged file is like a stripped one.
            _own = ElfSymbolTable.Empty;
        }

        if (!Elf.HasStaticSymbols)
            _separate = FindSeparate();
    }

    private ElfSymbolTable? FindSeparate()
    {
        try
        {
            return DebugFiles.Find(Elf, Path, _debugTrees);
        }
        catch (ElfFormatException)
        {
            return null;
        }
    }
}
