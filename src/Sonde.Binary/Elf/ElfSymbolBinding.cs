namespace Sonde.Binary.Elf;

/// <summary>How far a symbol is seen: STB_*.</summary>
public enum ElfSymbolBinding
{
    /// <summary>In its own object file.</summary>
    Local = 0,

    /// <summary>Everywhere.</summary>
    Global = 1,

    /// <summary>Everywhere, but another definition wins.</summary>
    Weak = 2,

    /// <summary>Everywhere, once in a process (STB_GNU_UNIQUE).</summary>
    Unique = 10,
}
