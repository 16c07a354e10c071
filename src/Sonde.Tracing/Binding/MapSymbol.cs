using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Binding;

/// <summary>A map of the script: what its keys and values are, as far as the uses seen so far tell.</summary>
public sealed class MapSymbol(string name, int id)
{
    /// <summary>The name without the at sign; empty for the map without a name.</summary>
    public string Name { get; } = name;

    /// <summary>The number by which programs refer to it.</summary>
    public int Id { get; } = id;

    /// <summary>What a key is; null for a map of one value.</summary>
    public TraceType? Key { get; set; }

    /// <summary>What a value is; null as long as no assignment told.</summary>
    public TraceType? Value { get; set; }

    /// <summary>True once a use with or without a key was seen.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Where it was first used.</summary>
    public SourceSpan FirstUse { get; set; }

    /// <summary>The most keys it may hold.</summary>
    public int MaximumKeys { get; set; }

    /// <summary>The kind that the script asks for (hash, lruhash, percpuhash, percpulruhash), or null.</summary>
    public string? DeclaredKind { get; set; }

    /// <summary>True where every CPU has its own values, which are put together when they are read.</summary>
    public bool IsPerCpu => Value is { IsAggregation: true };

    /// <summary>True for one value without a key, which lives in an array.</summary>
    public bool IsScalar => Key is null;

    /// <summary>Bytes of a value; a scalar map's has a word behind it that says whether it was ever assigned.</summary>
    public int ValueSize => ((Value?.Size ?? 8) + 7 & ~7) + (IsScalar ? 8 : 0);

    /// <summary>Where a scalar map's word is that says whether it was assigned.</summary>
    public int AssignedOffset => (Value?.Size ?? 8) + 7 & ~7;

    /// <summary>The name as scripts spell it.</summary>
    public override string ToString() => "@" + Name;
}
