namespace Sonde.Binary.Elf;

/// <summary>What a symbol names: STT_*.</summary>
public enum ElfSymbolKind
{
    /// <summary>Not said; usually a label of assembly code.</summary>
    None = 0,

    /// <summary>A variable.</summary>
    Object = 1,

    /// <summary>A function.</summary>
    Function = 2,

    /// <summary>A section.</summary>
    Section = 3,

    /// <summary>A source file.</summary>
    File = 4,

    /// <summary>An uninitialised variable that has no place yet.</summary>
    Common = 5,

    /// <summary>A variable of each thread; its value is an offset.</summary>
    ThreadLocal = 6,

    /// <summary>A function that tells at start-up which function is meant (STT_GNU_IFUNC).</summary>
    IndirectFunction = 10,
}
