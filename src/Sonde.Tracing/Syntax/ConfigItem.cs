namespace Sonde.Tracing.Syntax;

/// <summary>One setting of <c>config = { name = literal; }</c>; the name is in lower case and without the prefix <c>bpftrace_</c>.</summary>
public sealed record ConfigItem(string Name, Expression Value) : SyntaxNode;
