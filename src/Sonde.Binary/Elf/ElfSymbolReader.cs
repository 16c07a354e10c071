namespace Sonde.Binary.Elf;

/// <summary>Reads the symbol tables of a file.</summary>
internal sealed class ElfSymbolReader(ElfFile file)
{
    private const ushort FirstReservedSection = 0xff00;
    private const ushort ExtendedSection = 0xffff;
    private const int MostTables = 8;

    private readonly List<ElfSymbolEntry> _entries = [];
    private readonly List<ulong> _addresses = [];
    private readonly List<ReadOnlyMemory<byte>> _names = [];

    internal ElfSymbolTable Read()
    {
        foreach (ElfSection section in file.Sections)
        {
            if (section.Kind is ElfSectionKind.Symbols or ElfSectionKind.DynamicSymbols && _names.Count < MostTables)
                ReadTable(section);
        }

        return new ElfSymbolTable(_entries, _addresses, [.. _names]);
    }

    private void ReadTable(ElfSection section)
    {
        ElfReader reader = file.Reader;
        ReadOnlySpan<byte> bytes = file.Read(section).Span;
        ReadOnlyMemory<byte> names = section.Link < file.Sections.Count ? file.Read(file.Sections[(int)section.Link]) : default;
        int size = reader.Is64Bit ? 24 : 16;
        byte table = (byte)_names.Count;
        _names.Add(names);
        _entries.EnsureCapacity(_entries.Count + bytes.Length / size);
        _addresses.EnsureCapacity(_addresses.Count + bytes.Length / size);
        for (; bytes.Length >= size; bytes = bytes[size..])
        {
            uint name = reader.UInt32(bytes, 0);
            byte info = bytes[reader.Is64Bit ? 4 : 12];
            ushort index = reader.UInt16(bytes, reader.Is64Bit ? 6 : 14);
            ulong address = reader.Word(bytes, reader.Is64Bit ? 8 : 4);
            if (index == 0 || (index >= FirstReservedSection && index != ExtendedSection) || (address == 0 && file.Kind != ElfFileKind.Relocatable) || !IsNamedPlace(info) || IsMark(names, name))
                continue;
            ulong sectionEnd = index < file.Sections.Count ? file.Sections[index].End : 0;
            ulong length = reader.Is64Bit ? reader.UInt64(bytes, 16) : reader.UInt32(bytes, 8);
            _addresses.Add(address);
            _entries.Add(new ElfSymbolEntry(length, sectionEnd, name, info, table));
        }
    }

    private static bool IsNamedPlace(byte info) =>
        (ElfSymbolKind)(info & 0xf) is ElfSymbolKind.None or ElfSymbolKind.Object or ElfSymbolKind.Function or ElfSymbolKind.IndirectFunction;

    // The assembler marks where code ($x, $a, $t) and data ($d) begin, and has labels of its own (.L12).
    private bool IsMark(ReadOnlyMemory<byte> names, uint name)
    {
        ReadOnlySpan<byte> text = name < (uint)names.Length ? names.Span[(int)name..] : default;
        if (text.IsEmpty || text[0] == 0 || text.StartsWith(".L"u8))
            return true;
        return file.Machine is ElfMachine.Arm or ElfMachine.Arm64 or ElfMachine.RiscV
            && text.Length > 2 && text[0] == '$' && text[1] is (byte)'x' or (byte)'d' or (byte)'a' or (byte)'t' && text[2] is 0 or (byte)'.';
    }
}
