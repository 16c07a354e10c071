namespace Sonde.Tracing.Syntax;

/// <summary><c>typedef type name;</c>.</summary>
public sealed record TypedefDefinition(string Name, CType Type) : CDefinition;
