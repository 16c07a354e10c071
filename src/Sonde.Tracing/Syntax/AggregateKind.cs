namespace Sonde.Tracing.Syntax;

/// <summary>The keyword of a C aggregate.</summary>
public enum AggregateKind
{
    /// <summary>Members follow each other.</summary>
    Struct,

    /// <summary>Members share their place.</summary>
    Union,
}
