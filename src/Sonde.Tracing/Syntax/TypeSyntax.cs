namespace Sonde.Tracing.Syntax;

/// <summary>
/// A type in a cast, a declaration or sizeof: the name (C's built-in types in one spelling, <c>unsigned long</c>) or the operand of typeof; then how many
/// pointers, then the sizes of arrays as written, outermost first. <c>string[N]</c> and <c>buffer[N]</c> have N as their array size; 0 stands for <c>[]</c>.
/// </summary>
public sealed record TypeSyntax(
    string Name,
    TypeKeyword Keyword,
    int PointerDepth,
    IReadOnlyList<ulong> ArraySizes,
    Expression? TypeOfOperand) : SyntaxNode
{
    /// <summary>The type before the pointers where that is an array (<c>int32[4]*</c>), which name and keyword alone cannot say; null otherwise.</summary>
    public TypeSyntax? Element { get; init; }
}
