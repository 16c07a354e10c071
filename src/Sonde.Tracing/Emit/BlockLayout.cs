using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Emit;

/// <summary>
/// Orders the blocks: reverse postorder, so that what follows a condition comes behind all that leads to it, and the likelier successor falls through.
/// Every jump to an earlier block closes a loop, which lies between the two.
/// </summary>
internal static class BlockLayout
{
    public static void Run(MachineFunction function)
    {
        List<MachineBlock> order = new(function.Blocks.Count);
        bool[] seen = new bool[function.Blocks.Count];
        Stack<(MachineBlock Block, int Next)> path = new();
        seen[0] = true;
        path.Push((function.Blocks[0], 0));
        while (path.TryPop(out (MachineBlock Block, int Next) top))
        {
            if (top.Next == 2)
            {
                order.Add(top.Block);
                continue;
            }

            path.Push((top.Block, top.Next + 1));
            MachineBlock? next = top.Next == 1 ? FallThrough(top.Block) : Other(top.Block);
            if (next is null || seen[next.Index])
                continue;
            seen[next.Index] = true;
            path.Push((next, 0));
        }

        order.Reverse();
        function.Blocks = order;
        function.Renumber();
        FindLoops(order);
    }

    // A test of bits has no opposite, so its other side falls through. What merely returns goes to the end.
    private static MachineBlock? FallThrough(MachineBlock block)
    {
        MachineInstruction terminator = block.Terminator;
        if (terminator.Operation != MachineOperation.Branch)
            return terminator.WhenTrue;
        if (terminator.Comparison == Comparison.BitsSet || terminator.WhenTrue!.Terminator.Operation == MachineOperation.Return)
            return terminator.WhenFalse;
        return terminator.WhenTrue;
    }

    private static MachineBlock? Other(MachineBlock block) => FallThrough(block) == block.FirstSuccessor ? block.SecondSuccessor : block.FirstSuccessor;

    private static void FindLoops(List<MachineBlock> blocks)
    {
        foreach (MachineBlock block in blocks)
            block.LoopDepth = 0;
        foreach (MachineBlock block in blocks)
        {
            int first = Math.Min(block.FirstSuccessor?.Index ?? int.MaxValue, block.SecondSuccessor?.Index ?? int.MaxValue);
            for (int index = first; index <= block.Index; index++)
                blocks[index].LoopDepth++;
        }
    }
}
