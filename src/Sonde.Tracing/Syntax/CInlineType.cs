namespace Sonde.Tracing.Syntax;

/// <summary>An aggregate or enum without a name, defined where it is used.</summary>
public sealed record CInlineType(CDefinition Definition) : CType;
