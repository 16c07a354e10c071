namespace Sonde.Tracing.Types;

/// <summary>Lays members out as C does: each at the next multiple of its alignment, the whole rounded up to the largest. Begin with <c>default</c>.</summary>
public struct StructLayout
{
    private int _end;
    private int _alignment;

    /// <summary>Bytes of the whole so far, padding at the end included.</summary>
    public readonly int Size => RoundUp(_end, Alignment);

    /// <summary>Alignment of the whole so far.</summary>
    public readonly int Alignment => Math.Max(1, _alignment);

    /// <summary>Places the next member.</summary>
    /// <param name="type">Its type.</param>
    /// <returns>Its offset.</returns>
    public int Place(TraceType type) => Place(type.Size, type.Alignment);

    /// <summary>Places the next member.</summary>
    /// <param name="size">Its bytes.</param>
    /// <param name="alignment">Its alignment, a power of two.</param>
    /// <returns>Its offset.</returns>
    public int Place(int size, int alignment)
    {
        var offset = RoundUp(_end, alignment);
        _end = checked(offset + size);
        _alignment = Math.Max(_alignment, alignment);
        return offset;
    }

    private static int RoundUp(int value, int alignment) => checked(value + alignment - 1) & -alignment;
}
