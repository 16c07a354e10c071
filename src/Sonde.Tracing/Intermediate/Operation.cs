namespace Sonde.Tracing.Intermediate;

/// <summary>An operation with two operands, on 64 bits.</summary>
/// <param name="Destination">The register that is written.</param>
/// <param name="Operator">What is computed.</param>
/// <param name="Left">The first operand.</param>
/// <param name="Right">The second operand.</param>
public sealed record Operation(Register Destination, ArithmeticOperator Operator, Register Left, Operand Right) : Instruction;
