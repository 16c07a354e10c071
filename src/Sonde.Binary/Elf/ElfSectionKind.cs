namespace Sonde.Binary.Elf;

/// <summary>What a section holds: sh_type, the kinds that Sonde reads.</summary>
public enum ElfSectionKind : uint
{
    /// <summary>Not used.</summary>
    None = 0,

    /// <summary>Code or data.</summary>
    Data = 1,

    /// <summary>The static symbol table.</summary>
    Symbols = 2,

    /// <summary>Names.</summary>
    Strings = 3,

    /// <summary>Notes.</summary>
    Note = 7,

    /// <summary>Zeroed memory, without bytes in the file.</summary>
    NoBits = 8,

    /// <summary>The dynamic linker's symbol table.</summary>
    DynamicSymbols = 11,
}
