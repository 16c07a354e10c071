using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Binding;

/// <summary>One thing to attach to, with wildcards resolved.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The whole name as the probe builtin gives it, such as tracepoint:sched:sched_switch.</param>
/// <param name="Syntax">What the script says.</param>
public sealed record ProbeTarget(ProbeKind Kind, string Name, AttachPoint Syntax)
{
    /// <summary>The tracepoint's category, or the binary's path.</summary>
    public string Category { get; init; } = "";

    /// <summary>The tracepoint, function, event or unit.</summary>
    public string Event { get; init; } = "";

    /// <summary>The number behind it: a frequency or period, a sample count, an offset in the function.</summary>
    public long Number { get; init; }

    /// <summary>The tracepoint's id in tracefs; 0 where there is none.</summary>
    public int TracepointId { get; init; }

    /// <summary>The BTF id of the function, or of the raw tracepoint's type; 0 where there is none.</summary>
    public int BtfId { get; init; }

    /// <summary>The offset in the binary's file.</summary>
    public ulong FileOffset { get; init; }

    /// <summary>The offset of a counter in the binary's file that is raised while the probe is watched; 0 for none.</summary>
    public ulong SemaphoreOffset { get; init; }

    /// <summary>The arguments by name; null where they are only numbered or there are none.</summary>
    public StructType? Arguments { get; init; }

    /// <summary>Where the arguments of a static probe are; empty for others.</summary>
    public IReadOnlyList<UsdtOperand> UsdtArguments { get; init; } = [];

    /// <summary>What the function returns; null where it is not known.</summary>
    public TraceType? ReturnType { get; init; }
}
