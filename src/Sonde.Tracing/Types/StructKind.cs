namespace Sonde.Tracing.Types;

/// <summary>Which composite of C.</summary>
public enum StructKind
{
    /// <summary>Members after one another.</summary>
    Struct,

    /// <summary>Members over one another.</summary>
    Union,
}
