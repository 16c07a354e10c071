namespace Sonde.Tracing.Syntax;

/// <summary>What a parameter of a macro takes.</summary>
public enum MacroParameterKind
{
    /// <summary><c>name</c>: any expression.</summary>
    Expression,

    /// <summary><c>$name</c>: a scratch variable, which the macro may assign.</summary>
    ScratchVariable,

    /// <summary><c>@name</c>: a map.</summary>
    Map,
}
