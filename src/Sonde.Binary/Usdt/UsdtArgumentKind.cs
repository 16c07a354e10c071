namespace Sonde.Binary.Usdt;

/// <summary>Where an argument of a statically defined probe is.</summary>
public enum UsdtArgumentKind
{
    /// <summary>A number in the text itself.</summary>
    Constant,

    /// <summary>A register.</summary>
    Register,

    /// <summary>Memory whose address is a register plus an offset, plus an index register times a scale.</summary>
    Memory,

    /// <summary>Memory at a symbol plus an offset, in the program's own address space.</summary>
    Symbol,

    /// <summary>Something that this reader does not know; only <see cref="UsdtArgument.Text"/> is set.</summary>
    Unknown,
}
