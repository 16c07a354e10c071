namespace Sonde.Tracing.Intermediate;

/// <summary>Leaves the function.</summary>
/// <param name="Value">The result.</param>
public sealed record Return(Operand Value) : Terminator;
