namespace Sonde.Tracing.Intermediate;

/// <summary>
/// A function in the form between the checked script and BPF: three-address code over any number of 64-bit registers, in basic blocks. Not single
/// assignment. Made with <see cref="IntermediateBuilder"/>; every register is written before it is read, on every path.
/// </summary>
public sealed class IntermediateFunction
{
    internal IntermediateFunction(string name, FunctionKind kind, int parameterCount, IReadOnlyList<BasicBlock> blocks, int registerCount, IReadOnlyList<Slot> slots)
    {
        Name = name;
        Kind = kind;
        ParameterCount = parameterCount;
        Blocks = blocks;
        RegisterCount = registerCount;
        Slots = slots;
    }

    /// <summary>The name, as the kernel's listings will show it.</summary>
    public string Name { get; }

    /// <summary>What calls it.</summary>
    public FunctionKind Kind { get; }

    /// <summary>How many parameters it takes, 0 to 5; a program has one, the context.</summary>
    public int ParameterCount { get; }

    /// <summary>The blocks; the first is the entry.</summary>
    public IReadOnlyList<BasicBlock> Blocks { get; }

    /// <summary>How many virtual registers it uses: their numbers are below this.</summary>
    public int RegisterCount { get; }

    /// <summary>The objects on its stack.</summary>
    public IReadOnlyList<Slot> Slots { get; }

    /// <summary>The name in dumps.</summary>
    public override string ToString() => $"@{Name}";
}
