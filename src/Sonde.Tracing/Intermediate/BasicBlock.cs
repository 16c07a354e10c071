namespace Sonde.Tracing.Intermediate;

/// <summary>Instructions that run one after the other, and where control goes after them.</summary>
public sealed class BasicBlock
{
    internal BasicBlock(int index, string? label)
    {
        Index = index;
        Label = label;
    }

    /// <summary>The number within the function, from 0, which is the entry.</summary>
    public int Index { get; }

    /// <summary>What the block is for, in dumps; null where nobody said.</summary>
    public string? Label { get; }

    /// <summary>The instructions before the terminator.</summary>
    public List<Instruction> Instructions { get; } = [];

    /// <summary>Where control goes; null only while the function is being built.</summary>
    public Terminator? Terminator { get; set; }

    /// <summary>The name in dumps, as b3.</summary>
    public override string ToString() => $"b{Index}";
}
