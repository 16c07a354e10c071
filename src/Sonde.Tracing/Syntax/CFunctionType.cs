namespace Sonde.Tracing.Syntax;

/// <summary>A function, which only a pointer points at; its parameters do not matter here.</summary>
public sealed record CFunctionType(CType ReturnType) : CType;
