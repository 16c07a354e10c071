namespace Sonde.Tracing.Syntax;

/// <summary>A type in a cast, a declaration or sizeof: the name as one spelling of it, or the operand of typeof; then how many pointers, then the sizes of arrays, outermost first. <c>string[N]</c> and <c>buffer[N]</c> have N as their array size.</summary>
public sealed record TypeSyntax(
    string Name,
    TypeKeyword Keyword,
    int PointerDepth,
    IReadOnlyList<ulong> ArraySizes,
    Expression? TypeOfOperand) : SyntaxNode;
