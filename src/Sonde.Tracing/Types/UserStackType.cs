namespace Sonde.Tracing.Types;

/// <summary>A user stack: int64 id of the stack map (negative when it could not be walked), uint32 process id, 4 bytes of padding.</summary>
/// <param name="Mode">How it is printed.</param>
/// <param name="Limit">Most frames.</param>
public sealed record UserStackType(StackMode Mode, int Limit) : TraceType
{
    /// <inheritdoc/>
    public override int Size => 16;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => "ustack";
}
