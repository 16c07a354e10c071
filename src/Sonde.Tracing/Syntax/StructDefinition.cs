namespace Sonde.Tracing.Syntax;

/// <summary>A C struct or union with its members; the name is empty where it stands inside another and has none.</summary>
public sealed record StructDefinition(AggregateKind Kind, string Name, IReadOnlyList<StructMember> Members, bool IsPacked) : CDefinition;
