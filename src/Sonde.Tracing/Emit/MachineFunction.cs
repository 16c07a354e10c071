using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Emit;

/// <summary>A function on its way to BPF.</summary>
internal sealed class MachineFunction(IntermediateFunction source, EmitOptions options)
{
    public IntermediateFunction Source { get; } = source;

    public EmitOptions Options { get; } = options;

    /// <summary>The blocks; the first is the entry.</summary>
    public List<MachineBlock> Blocks { get; set; } = [];

    public int RegisterCount { get; private set; } = source.RegisterCount;

    public int SpillCount { get; private set; }

    public int NewRegister() => RegisterCount++;

    public int NewSpill() => SpillCount++;

    /// <summary>Gives the blocks their numbers and counts what jumps to each.</summary>
    public void Renumber()
    {
        for (int index = 0; index < Blocks.Count; index++)
        {
            Blocks[index].Index = index;
            Blocks[index].PredecessorCount = index == 0 ? 1 : 0;
        }

        foreach (MachineBlock block in Blocks)
        {
            if (block.FirstSuccessor is { } first)
                first.PredecessorCount++;
            if (block.SecondSuccessor is { } second)
                second.PredecessorCount++;
        }
    }
}
