namespace Sonde.Tracing.Intermediate;

/// <summary>An object on the stack of a function. Its content is undefined at entry, and the verifier refuses reads of bytes that nothing wrote.</summary>
/// <param name="Index">The number within the function, from 0.</param>
/// <param name="Size">The size in bytes, at least 1.</param>
/// <param name="Alignment">The alignment in bytes: 1, 2, 4 or 8.</param>
public readonly record struct Slot(int Index, int Size, int Alignment)
{
    /// <summary>The name in dumps, as slot2.</summary>
    public override string ToString() => $"slot{Index}";
}
