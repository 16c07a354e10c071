using Sonde.Tracing.Binding;

namespace Sonde.Tracing.Lowering;

/// <summary>What the runtime needs: the programs, the maps that they use, and what each of their events asks for.</summary>
/// <param name="Bound">The script it was made of.</param>
/// <param name="Programs">The programs in the script's order.</param>
/// <param name="Maps">All maps; a program refers to one by its place here.</param>
/// <param name="Actions">What an event asks for, by the number that it begins with.</param>
/// <param name="ProbeNames">What the probe builtin gives, by its value.</param>
public sealed record CompiledScript(
    BoundScript Bound,
    IReadOnlyList<CompiledProgram> Programs,
    IReadOnlyList<CompiledMap> Maps,
    IReadOnlyList<ScriptAction> Actions,
    IReadOnlyList<string> ProbeNames)
{
    /// <summary>The map of a kind that is there once, or null.</summary>
    public CompiledMap? Find(MapPurpose purpose) => Maps.FirstOrDefault(m => m.Purpose == purpose);
}
