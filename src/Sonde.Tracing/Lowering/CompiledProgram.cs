using Sonde.Tracing.Binding;
using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Lowering;

/// <summary>A program in the intermediate form, and what it is attached to.</summary>
/// <param name="Bound">The probe's body that it was made of.</param>
/// <param name="Function">Its code.</param>
public sealed record CompiledProgram(BoundProgram Bound, IntermediateFunction Function)
{
    /// <summary>What it is attached to.</summary>
    public IReadOnlyList<ProbeTarget> Targets => Bound.Targets;

    /// <summary>The kind of all its targets.</summary>
    public ProbeKind Kind => Bound.Kind;
}
