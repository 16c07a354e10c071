namespace Sonde.Tracing.Syntax;

/// <summary>A pointer.</summary>
public sealed record CPointerType(CType Target) : CType;
