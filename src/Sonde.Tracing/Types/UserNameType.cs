namespace Sonde.Tracing.Types;

/// <summary>A user id that is printed as the name: uint64.</summary>
public sealed record UserNameType : TraceType
{
    /// <inheritdoc/>
    public override int Size => 8;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => "username";
}
