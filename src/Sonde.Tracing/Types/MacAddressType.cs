namespace Sonde.Tracing.Types;

/// <summary>A hardware address: 6 bytes.</summary>
public sealed record MacAddressType : TraceType
{
    /// <inheritdoc/>
    public override int Size => 6;

    /// <inheritdoc/>
    public override int Alignment => 1;

    /// <inheritdoc/>
    public override string Spelling => "mac_address";
}
