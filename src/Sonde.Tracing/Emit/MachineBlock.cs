namespace Sonde.Tracing.Emit;

/// <summary>A basic block; its last instruction is its terminator.</summary>
internal sealed class MachineBlock
{
    public readonly List<MachineInstruction> Instructions = [];

    /// <summary>The place in the list of blocks; whoever changes the list numbers it anew.</summary>
    public int Index;

    /// <summary>How many blocks jump here, the function's caller included.</summary>
    public int PredecessorCount;

    /// <summary>In how many loops the block is.</summary>
    public int LoopDepth;

    public MachineInstruction Terminator => Instructions[^1];

    public MachineBlock? FirstSuccessor => Terminator.WhenTrue;

    public MachineBlock? SecondSuccessor => Terminator.WhenFalse;
}
