namespace Sonde.Tracing.Syntax;

/// <summary><c>let @name = kind(size);</c>, with kind one of hash, lruhash, percpuhash, percpulruhash as written.</summary>
public sealed record MapDeclaration(string Name, string Kind, Expression? Size) : SyntaxNode;
