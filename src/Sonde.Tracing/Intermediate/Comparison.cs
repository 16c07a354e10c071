namespace Sonde.Tracing.Intermediate;

/// <summary>The condition of a <see cref="Branch"/>, on 64 bits.</summary>
public enum Comparison
{
    /// <summary>a == b.</summary>
    Equal,

    /// <summary>a != b.</summary>
    NotEqual,

    /// <summary>a &lt; b, unsigned.</summary>
    Less,

    /// <summary>a &lt;= b, unsigned.</summary>
    LessOrEqual,

    /// <summary>a &gt; b, unsigned.</summary>
    Greater,

    /// <summary>a &gt;= b, unsigned.</summary>
    GreaterOrEqual,

    /// <summary>a &lt; b, signed.</summary>
    SignedLess,

    /// <summary>a &lt;= b, signed.</summary>
    SignedLessOrEqual,

    /// <summary>a &gt; b, signed.</summary>
    SignedGreater,

    /// <summary>a &gt;= b, signed.</summary>
    SignedGreaterOrEqual,

    /// <summary>(a &amp; b) != 0.</summary>
    BitsSet,
}
