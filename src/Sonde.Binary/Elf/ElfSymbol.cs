using System.Text;

namespace Sonde.Binary.Elf;

/// <summary>A name of a place in a program. The name is decoded when it is asked for.</summary>
public readonly struct ElfSymbol
{
    private readonly ReadOnlyMemory<byte> _name;
    private readonly byte _info;

    internal ElfSymbol(ReadOnlyMemory<byte> name, byte info, ulong address, ulong size)
    {
        _name = name;
        _info = info;
        Address = address;
        Size = size;
    }

    /// <summary>The name as the linker has it, not demangled and without a version (of fopen@@GLIBC_2.2.5, fopen).</summary>
    public string Name => Encoding.UTF8.GetString(_name.Span);

    /// <summary>The name's bytes.</summary>
    public ReadOnlySpan<byte> NameBytes => _name.Span;

    /// <summary>The address in the file's own address space (before it is loaded somewhere).</summary>
    public ulong Address { get; }

    /// <summary>Bytes; 0 where the file does not say.</summary>
    public ulong Size { get; }

    /// <summary>What it names.</summary>
    public ElfSymbolKind Kind => (ElfSymbolKind)(_info & 0xf);

    /// <summary>How far it is seen.</summary>
    public ElfSymbolBinding Binding => (ElfSymbolBinding)(_info >> 4);

    /// <summary>True for a function, of either kind.</summary>
    public bool IsFunction => Kind is ElfSymbolKind.Function or ElfSymbolKind.IndirectFunction;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} 0x{Address:x}+{Size}";
}
