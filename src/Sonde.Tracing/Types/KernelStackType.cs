namespace Sonde.Tracing.Types;

/// <summary>A kernel stack: int64 id of the stack map, negative when it could not be walked.</summary>
/// <param name="Mode">How it is printed.</param>
/// <param name="Limit">Most frames.</param>
public sealed record KernelStackType(StackMode Mode, int Limit) : TraceType
{
    /// <inheritdoc/>
    public override int Size => 8;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => "kstack";
}
