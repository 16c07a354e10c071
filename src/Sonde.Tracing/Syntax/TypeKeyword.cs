namespace Sonde.Tracing.Syntax;

/// <summary>The C keyword before a type's name.</summary>
public enum TypeKeyword
{
    /// <summary>None: a built-in type or a typedef.</summary>
    None,

    /// <summary><c>struct</c>.</summary>
    Struct,

    /// <summary><c>union</c>.</summary>
    Union,

    /// <summary><c>enum</c>.</summary>
    Enum,
}
