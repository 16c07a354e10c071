namespace Sonde.Tracing.Syntax;

/// <summary>A C enum; the name is empty where it has none.</summary>
public sealed record EnumDefinition(string Name, IReadOnlyList<Enumerator> Members) : CDefinition;
