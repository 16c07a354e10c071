namespace Sonde.Tracing.Types;

/// <summary>Text, padded with NUL; it may also fill its capacity without one.</summary>
/// <param name="Capacity">Bytes that are set aside, NUL included.</param>
public sealed record StringType(int Capacity) : TraceType
{
    /// <inheritdoc/>
    public override int Size => Capacity;

    /// <inheritdoc/>
    public override int Alignment => 1;

    /// <inheritdoc/>
    public override string Spelling => $"string[{Capacity}]";
}
