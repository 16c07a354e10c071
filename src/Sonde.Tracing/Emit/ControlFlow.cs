using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Emit;

/// <summary>Shortens the ways between blocks: jumps to jumps, branches whose outcome the block before knows, blocks that nothing reaches or that follow only one other.</summary>
internal static class ControlFlow
{
    public static bool Run(MachineFunction function)
    {
        bool changed = ShareReturns(function);
        foreach (MachineBlock block in function.Blocks)
        {
            MachineInstruction terminator = block.Terminator;
            if (terminator.WhenTrue is { } whenTrue)
                changed |= terminator.WhenTrue != (terminator.WhenTrue = Destination(block, whenTrue, isTrue: true));
            if (terminator.WhenFalse is { } whenFalse)
                changed |= terminator.WhenFalse != (terminator.WhenFalse = Destination(block, whenFalse, isTrue: false));
        }

        changed |= Prune(function);
        return Merge(function) || changed;
    }

    // Blocks that do nothing but return the same number are one.
    private static bool ShareReturns(MachineFunction function)
    {
        Dictionary<long, MachineBlock> returns = [];
        bool changed = false;
        foreach (MachineBlock block in function.Blocks)
        {
            if (block.Instructions.Count != 1 || block.Terminator is not { Operation: MachineOperation.Return, Right: < 0 } leave || returns.TryAdd(leave.Immediate, block))
                continue;
            block.Instructions[0] = new MachineInstruction { Operation = MachineOperation.Jump, WhenTrue = returns[leave.Immediate], Span = leave.Span };
            changed = true;
        }

        return changed;
    }

    // Where control arrives that leaves the block for the target; bounded, since blocks may jump in a circle.
    private static MachineBlock Destination(MachineBlock from, MachineBlock target, bool isTrue)
    {
        for (int hop = 0; hop < 16 && target.Instructions.Count == 1; hop++)
        {
            MachineInstruction only = target.Terminator;
            MachineBlock? next = only.Operation switch
            {
                MachineOperation.Jump => only.WhenTrue,
                MachineOperation.Branch when Outcome(from, only, isTrue) is { } outcome => outcome ? only.WhenTrue : only.WhenFalse,
                _ => null,
            };
            if (next is null || next == target)
                break;
            target = next;
        }

        return target;
    }

    // What a branch decides when it follows directly on a block, if the end of that block tells.
    private static bool? Outcome(MachineBlock from, MachineInstruction branch, bool isTrue)
    {
        if (branch.Right >= 0)
            return null;
        MachineInstruction last = from.Terminator;
        if (last.Operation == MachineOperation.Branch && last.Left == branch.Left && last.Right < 0)
        {
            if (last.Comparison == branch.Comparison && last.Immediate == branch.Immediate)
                return isTrue;
            if (last.Comparison == (isTrue ? Comparison.Equal : Comparison.NotEqual))
                return ArithmeticSemantics.Evaluate(branch.Comparison, last.Immediate, branch.Immediate);
        }

        for (int index = from.Instructions.Count - 2; index >= 0; index--)
        {
            MachineInstruction instruction = from.Instructions[index];
            if (instruction.Destination == branch.Left)
                return instruction.Operation == MachineOperation.Constant ? ArithmeticSemantics.Evaluate(branch.Comparison, instruction.Immediate, branch.Immediate) : null;
        }

        return null;
    }

    private static bool Prune(MachineFunction function)
    {
        function.Renumber();
        bool[] reached = new bool[function.Blocks.Count];
        Stack<MachineBlock> open = new();
        open.Push(function.Blocks[0]);
        reached[0] = true;
        int count = 1;
        while (open.TryPop(out MachineBlock? block))
        {
            foreach (MachineBlock? next in (ReadOnlySpan<MachineBlock?>)[block.FirstSuccessor, block.SecondSuccessor])
            {
                if (next is null || reached[next.Index])
                    continue;
                reached[next.Index] = true;
                count++;
                open.Push(next);
            }
        }

        if (count == function.Blocks.Count)
            return false;
        function.Blocks.RemoveAll(block => !reached[block.Index]);
        function.Renumber();
        return true;
    }

    private static bool Merge(MachineFunction function)
    {
        bool changed = false;
        foreach (MachineBlock block in function.Blocks)
        {
            while (block.Instructions.Count > 0 && block.Terminator is { Operation: MachineOperation.Jump, WhenTrue: { PredecessorCount: 1, Index: > 0 } next } && next != block)
            {
                block.Instructions.RemoveAt(block.Instructions.Count - 1);
                block.Instructions.AddRange(next.Instructions);
                next.Instructions.Clear();
                changed = true;
            }
        }

        if (!changed)
            return false;
        function.Blocks.RemoveAll(static block => block.Instructions.Count == 0);
        function.Renumber();
        return true;
    }
}
