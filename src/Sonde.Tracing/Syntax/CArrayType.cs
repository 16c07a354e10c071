namespace Sonde.Tracing.Syntax;

/// <summary>An array; the count is 0 for a flexible one.</summary>
public sealed record CArrayType(CType Element, long Count) : CType;
