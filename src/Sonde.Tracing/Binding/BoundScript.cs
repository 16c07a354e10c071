using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Binding;

/// <summary>A script whose every name and type is known.</summary>
/// <param name="Source">Its text.</param>
/// <param name="Programs">Its programs in the script's order.</param>
/// <param name="Maps">Its maps in the order of their first use.</param>
/// <param name="Settings">What its config block and the environment set.</param>
/// <param name="Types">The kernel's and the script's own types.</param>
/// <param name="Parameters">The values of $1 and on.</param>
/// <param name="Warnings">What the author should know.</param>
public sealed record BoundScript(
    SourceText Source,
    IReadOnlyList<BoundProgram> Programs,
    IReadOnlyList<MapSymbol> Maps,
    ScriptSettings Settings,
    TypeScope Types,
    IReadOnlyList<string> Parameters,
    IReadOnlyList<Diagnostic> Warnings);
