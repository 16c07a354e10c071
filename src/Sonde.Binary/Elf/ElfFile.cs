namespace Sonde.Binary.Elf;

/// <summary>
/// An ELF program, library, object or core file of either width and byte order (System V gABI). Headers are read at once, everything else when it is
/// asked for. Sizes that the file claims are held against the bytes that there are before anything is made for them.
/// </summary>
public sealed class ElfFile
{
    private const uint BuildIdKind = 3;

    private readonly BinarySource _source;
    private readonly ElfHeader _header;
    private ElfSymbolTable? _symbols;

    private ElfFile(BinarySource source)
    {
        _source = source;
        _header = ElfHeader.Parse(source);
        Segments = ReadSegments();
        Sections = ReadSections();
    }

    /// <summary>What the file is.</summary>
    public ElfFileKind Kind => _header.Kind;

    /// <summary>Its architecture.</summary>
    public ElfMachine Machine => _header.Machine;

    /// <summary>True for 64-bit files.</summary>
    public bool Is64Bit => _header.Reader.Is64Bit;

    /// <summary>True where numbers have their highest byte first.</summary>
    public bool IsBigEndian => _header.Reader.IsBigEndian;

    /// <summary>The address where the program begins.</summary>
    public ulong EntryPoint => _header.EntryPoint;

    /// <summary>The sections in the file's order; none in a file without a section table.</summary>
    public IReadOnlyList<ElfSection> Sections { get; }

    /// <summary>The program headers in the file's order.</summary>
    public IReadOnlyList<ElfSegment> Segments { get; }

    /// <summary>The functions and variables of the static and of the dynamic symbol table.</summary>
    /// <exception cref="ElfFormatException">A symbol table is damaged.</exception>
    public ElfSymbolTable Symbols => _symbols ??= ElfSymbolTable.Read(this);

    /// <summary>True where there is a static symbol table, which a stripped file has not.</summary>
    public bool HasStaticSymbols => Sections.Any(section => section.Kind == ElfSectionKind.Symbols);

    /// <summary>The build id in hexadecimal; null where there is none.</summary>
    public string? BuildId
    {
        get
        {
            foreach (ElfNote note in Notes)
            {
                if (note.Kind == BuildIdKind && note.Owner == "GNU" && note.Description.Length > 0)
                    return Convert.ToHexStringLower(note.Description.Span);
            }

            return null;
        }
    }

    /// <summary>The separate file with the symbols; null where there is none.</summary>
    public ElfDebugLink? DebugLink
    {
        get
        {
            if (FindSection(".gnu_debuglink") is not { } section)
                return null;
            ReadOnlyMemory<byte> bytes = Read(section);
            string name = ElfReader.Text(bytes, 0);
            // The checksum begins at the next multiple of four after the name's zero.
            int checksum = (ElfReader.Terminated(bytes, 0).Length + 4) & ~3;
            return name == "" ? null : new ElfDebugLink(name, Reader.UInt32(bytes.Span, checksum));
        }
    }

    /// <summary>The notes of all note sections, or of the note segments of a file without sections. Damaged ones end their section.</summary>
    public IEnumerable<ElfNote> Notes
    {
        get
        {
            foreach (ElfSection section in Sections)
            {
                if (section.Kind != ElfSectionKind.Note)
                    continue;
                foreach (ElfNote note in ElfNotes.Read(Reader, Read(section)))
                    yield return note;
            }

            foreach (ElfSegment segment in Segments)
            {
                if (segment.Kind != ElfSegmentKind.Note || Sections.Count > 0)
                    continue;
                foreach (ElfNote note in ElfNotes.Read(Reader, ReadBytes(segment.Offset, segment.FileSize, "note segment")))
                    yield return note;
            }
        }
    }

    internal ElfReader Reader => _header.Reader;

    /// <summary>Reads the headers.</summary>
    /// <exception cref="ElfFormatException">Not an ELF file, or its headers are damaged.</exception>
    public static ElfFile Parse(BinarySource source) => new(source);

    /// <inheritdoc cref="Parse(BinarySource)"/>
    public static ElfFile Parse(ReadOnlyMemory<byte> bytes) => new(BinarySource.Of(bytes));

    /// <summary>The first section of this name; null where there is none.</summary>
    public ElfSection? FindSection(string name) => Sections.FirstOrDefault(section => section.Name == name);

    /// <summary>A section's bytes, still compressed where they are; none for one without bytes in the file.</summary>
    /// <exception cref="ElfFormatException">The section is outside the file.</exception>
    public ReadOnlyMemory<byte> Read(ElfSection section) =>
        section.Kind is ElfSectionKind.NoBits or ElfSectionKind.None ? default : ReadBytes(section.Offset, section.Size, section.Name);

    /// <summary>Where the file has the byte that is loaded at <paramref name="address"/>; false for an address that is not loaded from it.</summary>
    public bool TryFindOffset(ulong address, out ulong offset)
    {
        foreach (ElfSegment segment in Segments)
        {
            if (segment.Kind != ElfSegmentKind.Load || address < segment.Address || address - segment.Address >= segment.FileSize)
                continue;
            offset = address - segment.Address + segment.Offset;
            return true;
        }

        offset = 0;
        return false;
    }

    /// <summary>The address at which the byte at <paramref name="offset"/> in the file is loaded; code is preferred where two segments share a page.</summary>
    public bool TryFindAddress(ulong offset, out ulong address)
    {
        address = 0;
        bool isFound = false;
        foreach (ElfSegment segment in Segments)
        {
            if (segment.Kind != ElfSegmentKind.Load || offset < segment.Offset || offset - segment.Offset >= segment.FileSize || (isFound && !segment.IsExecutable))
                continue;
            address = offset - segment.Offset + segment.Address;
            isFound = true;
        }

        return isFound;
    }

    private ReadOnlyMemory<byte> ReadBytes(ulong offset, ulong size, string what)
    {
        ulong length = (ulong)_source.Length;
        if (offset > length || size > length - offset || size > int.MaxValue)
            throw new ElfFormatException($"{what} of {size} bytes at {offset} is outside the file's {length}");
        ReadOnlyMemory<byte> bytes = _source.Read((long)offset, (int)size);
        return bytes.Length == (int)size ? bytes : throw new ElfFormatException($"{what} of {size} bytes at {offset} cannot be read");
    }

    private ElfSegment[] ReadSegments()
    {
        if (_header.SegmentOffset == 0 || _header.SegmentCount == 0)
            return [];
        int size = Entry(_header.SegmentSize, Reader.Is64Bit ? 56 : 32, "program header");
        ReadOnlySpan<byte> table = ReadBytes(_header.SegmentOffset, (ulong)size * _header.SegmentCount, "program header table").Span;
        ElfSegment[] segments = new ElfSegment[_header.SegmentCount];
        for (int i = 0; i < segments.Length; i++)
        {
            ReadOnlySpan<byte> entry = table.Slice(i * size, size);
            ElfSegmentKind kind = (ElfSegmentKind)Reader.UInt32(entry, 0);
            segments[i] = Reader.Is64Bit
                ? new ElfSegment(kind, Reader.UInt32(entry, 4), Reader.UInt64(entry, 8), Reader.UInt64(entry, 16), Reader.UInt64(entry, 32), Reader.UInt64(entry, 40))
                : new ElfSegment(kind, Reader.UInt32(entry, 24), Reader.UInt32(entry, 4), Reader.UInt32(entry, 8), Reader.UInt32(entry, 16), Reader.UInt32(entry, 20));
        }

        return segments;
    }

    private ElfSection[] ReadSections()
    {
        if (_header.SectionOffset == 0 || _header.SectionCount == 0)
            return [];
        int size = Entry(_header.SectionSize, Reader.Is64Bit ? 64 : 40, "section header");
        if (_header.SectionCount > (ulong)_source.Length / (ulong)size)
            throw new ElfFormatException($"{_header.SectionCount} sections are more than the file can have");
        ReadOnlySpan<byte> table = ReadBytes(_header.SectionOffset, (ulong)size * _header.SectionCount, "section header table").Span;
        ElfSection[] sections = new ElfSection[_header.SectionCount];
        uint[] names = new uint[sections.Length];
        int word = Reader.WordSize;
        for (int i = 0; i < sections.Length; i++)
        {
            ReadOnlySpan<byte> entry = table.Slice(i * size, size);
            names[i] = Reader.UInt32(entry, 0);
            sections[i] = new ElfSection(
                i, "", (ElfSectionKind)Reader.UInt32(entry, 4), Reader.Word(entry, 8), Reader.Word(entry, 8 + word), Reader.Word(entry, 8 + 2 * word),
                Reader.Word(entry, 8 + 3 * word), Reader.UInt32(entry, 8 + 4 * word), Reader.Word(entry, 16 + 5 * word));
        }

        ReadOnlyMemory<byte> strings = _header.NameSection < sections.Length ? Read(sections[_header.NameSection]) : default;
        for (int i = 0; i < sections.Length; i++)
            sections[i] = sections[i] with { Name = ElfReader.Text(strings, names[i]) };
        return sections;
    }

    private static int Entry(int size, int least, string what) =>
        size >= least ? size : throw new ElfFormatException($"a {what} of {size} bytes is too small");
}
