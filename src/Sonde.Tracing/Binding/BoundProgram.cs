using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Binding;

/// <summary>A probe's body with the types of its expressions, for one target or for several that give it the same arguments.</summary>
/// <param name="Probe">The probe.</param>
/// <param name="Targets">What it is attached to.</param>
/// <param name="Types">The type of every expression.</param>
/// <param name="Variables">The type of every scratch variable.</param>
public sealed record BoundProgram(Probe Probe, IReadOnlyList<ProbeTarget> Targets, IReadOnlyDictionary<Expression, TraceType> Types, IReadOnlyDictionary<string, TraceType> Variables)
{
    /// <summary>The kind of all its targets.</summary>
    public ProbeKind Kind => Targets[0].Kind;
}
