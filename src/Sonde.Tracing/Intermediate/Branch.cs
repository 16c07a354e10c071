namespace Sonde.Tracing.Intermediate;

/// <summary>Goes on in one of two blocks.</summary>
/// <param name="Comparison">The condition.</param>
/// <param name="Left">Its first operand.</param>
/// <param name="Right">Its second operand.</param>
/// <param name="WhenTrue">The block that follows where it holds.</param>
/// <param name="WhenFalse">The block that follows where it does not.</param>
public sealed record Branch(Comparison Comparison, Register Left, Operand Right, BasicBlock WhenTrue, BasicBlock WhenFalse) : Terminator;
