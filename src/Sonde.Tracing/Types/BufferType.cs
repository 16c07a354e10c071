namespace Sonde.Tracing.Types;

/// <summary>Bytes of <c>buf()</c>: a uint32 with the number of bytes that were read, then the bytes.</summary>
/// <param name="Capacity">Most bytes that it holds.</param>
public sealed record BufferType(int Capacity) : TraceType
{
    /// <summary>Bytes before the content: the uint32 length.</summary>
    public const int HeaderSize = sizeof(uint);

    /// <inheritdoc/>
    public override int Size => HeaderSize + ((Capacity + 3) & ~3);

    /// <inheritdoc/>
    public override int Alignment => 4;

    /// <inheritdoc/>
    public override string Spelling => $"buffer[{Capacity}]";
}
