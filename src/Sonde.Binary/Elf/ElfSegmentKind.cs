namespace Sonde.Binary.Elf;

/// <summary>What a segment is: p_type, the kinds that Sonde reads.</summary>
public enum ElfSegmentKind : uint
{
    /// <summary>Not used.</summary>
    None = 0,

    /// <summary>Loaded into memory.</summary>
    Load = 1,

    /// <summary>What the dynamic linker needs.</summary>
    Dynamic = 2,

    /// <summary>The dynamic linker's path.</summary>
    Interpreter = 3,

    /// <summary>Notes.</summary>
    Note = 4,
}
