namespace Sonde.Binary.Elf;

/// <summary>The ELF header, with the counts that overflow it taken from the first section.</summary>
internal readonly record struct ElfHeader(
    ElfReader Reader, ElfFileKind Kind, ElfMachine Machine, ulong EntryPoint,
    ulong SegmentOffset, int SegmentSize, uint SegmentCount,
    ulong SectionOffset, int SectionSize, ulong SectionCount, uint NameSection)
{
    private const int LargestSize = 64;
    private const ushort ExtendedSegments = 0xffff;
    private const ushort ExtendedIndex = 0xffff;

    internal static ElfHeader Parse(BinarySource source)
    {
        ReadOnlySpan<byte> bytes = source.Read(0, LargestSize).Span;
        if (bytes.Length < 20 || !bytes.StartsWith("\x7f"u8) || !bytes[1..].StartsWith("ELF"u8))
            throw new ElfFormatException("not an ELF file");
        if (bytes[4] is not (1 or 2) || bytes[5] is not (1 or 2))
            throw new ElfFormatException($"ELF class {bytes[4]} and byte order {bytes[5]} are not known");
        ElfReader reader = new(bytes[4] == 2, bytes[5] == 2);
        int word = reader.WordSize;
        // e_entry, e_phoff and e_shoff are words; e_flags before and the half words after them have one size.
        int rest = 24 + 3 * word + 4;
        ElfHeader header = new(
            reader, (ElfFileKind)reader.UInt16(bytes, 16), (ElfMachine)reader.UInt16(bytes, 18), reader.Word(bytes, 24),
            reader.Word(bytes, 24 + word), reader.UInt16(bytes, rest + 2), reader.UInt16(bytes, rest + 4),
            reader.Word(bytes, 24 + 2 * word), reader.UInt16(bytes, rest + 6), reader.UInt16(bytes, rest + 8), reader.UInt16(bytes, rest + 10));
        return header.Extended(source);
    }

    // gABI: counts that do not fit are in the first section's header.
    private ElfHeader Extended(BinarySource source)
    {
        bool isExtended = SegmentCount == ExtendedSegments || NameSection == ExtendedIndex || SectionCount == 0;
        if (!isExtended || SectionOffset == 0 || SectionOffset >= (ulong)source.Length)
            return this;
        int word = Reader.WordSize;
        ReadOnlySpan<byte> first = source.Read((long)SectionOffset, 8 + 4 * word + 8).Span;
        ulong count = Reader.Word(first, 8 + 3 * word);
        uint link = Reader.UInt32(first, 8 + 4 * word);
        uint information = Reader.UInt32(first, 8 + 4 * word + 4);
        return this with
        {
            SectionCount = SectionCount == 0 ? count : SectionCount,
            NameSection = NameSection == ExtendedIndex ? link : NameSection,
            SegmentCount = SegmentCount == ExtendedSegments ? information : SegmentCount,
        };
    }
}
