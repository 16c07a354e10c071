namespace Sonde.Tracing.Syntax;

/// <summary>A member of a C struct; the name is empty for an anonymous aggregate or padding, the width null unless it is a bit field.</summary>
public sealed record StructMember(string Name, CType Type, int? BitWidth) : SyntaxNode;
