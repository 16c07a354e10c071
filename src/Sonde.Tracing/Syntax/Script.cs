namespace Sonde.Tracing.Syntax;

/// <summary>A whole script: definitions and settings first, then probes, macros, functions and map declarations.</summary>
public sealed record Script(
    IReadOnlyList<CDefinition> Definitions,
    IReadOnlyList<Import> Imports,
    IReadOnlyList<ConfigItem> Config,
    IReadOnlyList<MapDeclaration> MapDeclarations,
    IReadOnlyList<MacroDefinition> Macros,
    IReadOnlyList<FunctionDefinition> Functions,
    IReadOnlyList<Probe> Probes) : SyntaxNode;
