namespace Sonde.Tracing.Output;

/// <summary>What a conversion of printf makes of its argument.</summary>
public enum PrintfConversionKind
{
    /// <summary>No argument: text of the format.</summary>
    Literal,

    /// <summary><c>%d %i</c>.</summary>
    Signed,

    /// <summary><c>%u</c>.</summary>
    Unsigned,

    /// <summary><c>%o</c>.</summary>
    Octal,

    /// <summary><c>%x</c>.</summary>
    Hexadecimal,

    /// <summary><c>%X</c>.</summary>
    UpperHexadecimal,

    /// <summary><c>%c</c>.</summary>
    Character,

    /// <summary><c>%p</c>.</summary>
    Pointer,

    /// <summary><c>%s</c>: any value as text.</summary>
    Text,

    /// <summary><c>%r</c>: bytes, printable ones as characters.</summary>
    Buffer,

    /// <summary><c>%rx</c>: bytes as <c>\x61</c>.</summary>
    EscapedBuffer,

    /// <summary><c>%rh</c>: bytes as <c>61 62</c>.</summary>
    HexadecimalBuffer,
}
