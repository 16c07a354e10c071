namespace Sonde.Tracing.Types;

/// <summary>An address in a process that is printed as a symbol: uint64 address, uint32 process id, 4 bytes of padding.</summary>
public sealed record UserSymbolType : TraceType
{
    /// <inheritdoc/>
    public override int Size => 16;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => "usym_t";
}
