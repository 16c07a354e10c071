namespace Sonde.Tracing.Types;

/// <summary>
/// A type of the tracing language: what an expression yields, and how its value lies in a map or in an event (little endian, C-like alignment).
/// Types are immutable and equal by value.
/// </summary>
public abstract record TraceType
{
    /// <summary>Bytes that a value takes in a map (per CPU for aggregations), a key or an event.</summary>
    public abstract int Size { get; }

    /// <summary>Alignment of a value in bytes: a power of two from 1 to 8.</summary>
    public abstract int Alignment { get; }

    /// <summary>The type as the language spells it: <c>uint64</c>, <c>string[64]</c>, <c>struct task_struct *</c>.</summary>
    public abstract string Spelling { get; }

    /// <summary>Whether the type is kept per CPU and reduced when it is read: <c>count()</c>, <c>hist()</c> and their like.</summary>
    public virtual bool IsAggregation => false;

    /// <summary>The <see cref="Spelling"/>.</summary>
    public sealed override string ToString() => Spelling;
}
