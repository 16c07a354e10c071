namespace Sonde.Tracing.Types;

/// <summary>An address in the kernel that is printed as a symbol: uint64.</summary>
public sealed record KernelSymbolType : TraceType
{
    /// <inheritdoc/>
    public override int Size => 8;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => "ksym_t";
}
