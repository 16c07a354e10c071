namespace Sonde.Tracing.Syntax;

/// <summary>A type by its name; built-in C types are in one spelling: <c>unsigned long</c> for <c>long unsigned int</c>.</summary>
public sealed record CNamedType(TypeKeyword Keyword, string Name) : CType;
