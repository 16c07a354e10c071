namespace Sonde.Tracing.Types;

/// <summary>An internet address: int32 family (2 = AF_INET, 10 = AF_INET6), 16 bytes of address in network order (the first 4 for IPv4).</summary>
public sealed record InetType : TraceType
{
    /// <inheritdoc/>
    public override int Size => 20;

    /// <inheritdoc/>
    public override int Alignment => 4;

    /// <inheritdoc/>
    public override string Spelling => "inet";
}
