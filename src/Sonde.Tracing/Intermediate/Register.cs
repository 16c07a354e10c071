namespace Sonde.Tracing.Intermediate;

/// <summary>A virtual register: a 64-bit value of one function, that may be assigned any number of times.</summary>
/// <param name="Number">The number, from 0; as many as a function needs.</param>
public readonly record struct Register(int Number)
{
    /// <summary>The name in dumps, as %3.</summary>
    public override string ToString() => $"%{Number}";
}
