namespace Sonde.Binary.Elf;

/// <summary>A section's header.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Name">Its name, such as .text.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Flags">SHF_* bits.</param>
/// <param name="Address">Where it is in memory; 0 where it is not loaded.</param>
/// <param name="Offset">Where it is in the file.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Link">The section that belongs to it, such as a symbol table's names.</param>
/// <param name="EntrySize">Bytes of an entry, of a table.</param>
public sealed record ElfSection(int Index, string Name, ElfSectionKind Kind, ulong Flags, ulong Address, ulong Offset, ulong Size, uint Link, ulong EntrySize)
{
    private const ulong CompressedFlag = 0x800;

    /// <summary>True where the bytes are compressed (SHF_COMPRESSED).</summary>
    public bool IsCompressed => (Flags & CompressedFlag) != 0;

    /// <summary>The first address after the section.</summary>
    public ulong End => Address + Size;
}
