using Sonde.Tracing.Binding;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Lowering;

/// <summary>What an event asks for. The event begins with <paramref name="Id"/> in 64 bits; the arguments follow.</summary>
/// <param name="Id">Its place among the script's actions.</param>
/// <param name="Kind">What is to be done.</param>
/// <param name="Span">Where the script says so.</param>
public sealed record ScriptAction(int Id, ScriptActionKind Kind, SourceSpan Span)
{
    /// <summary>Where the arguments begin in an event.</summary>
    public const int HeaderSize = 8;

    /// <summary>The format of printf and its like, or of time.</summary>
    public string Format { get; init; } = "";

    /// <summary>The arguments, with their offsets from the event's beginning.</summary>
    public IReadOnlyList<(TraceType Type, int Offset)> Arguments { get; init; } = [];

    /// <summary>The map, where the action is about one.</summary>
    public MapSymbol? Map { get; init; }

    /// <summary>How many elements print(@map, top, div) prints; 0 for all.</summary>
    public long Top { get; init; }

    /// <summary>What print(@map, top, div) divides by; 0 for nothing.</summary>
    public long Divisor { get; init; }

    /// <summary>Bytes of the whole event.</summary>
    public int EventSize { get; init; } = HeaderSize;
}
