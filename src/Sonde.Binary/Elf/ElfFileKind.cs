namespace Sonde.Binary.Elf;

/// <summary>What an ELF file is: e_type.</summary>
public enum ElfFileKind
{
    /// <summary>Not said.</summary>
    None = 0,

    /// <summary>An object file (ET_REL), whose addresses are offsets in its sections.</summary>
    Relocatable = 1,

    /// <summary>A program at fixed addresses (ET_EXEC).</summary>
    Executable = 2,

    /// <summary>A shared library, or a program that is loaded anywhere (ET_DYN).</summary>
    Shared = 3,

    /// <summary>The memory of a program that failed (ET_CORE).</summary>
    Core = 4,
}
