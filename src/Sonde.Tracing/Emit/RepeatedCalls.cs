using Sonde.Bpf.Instructions;
using static Sonde.Tracing.Emit.MachineInstruction;

namespace Sonde.Tracing.Emit;

/// <summary>Calls once, and keeps the result of, helpers that return the same throughout one run of a program: who runs, and where.</summary>
internal sealed class RepeatedCalls
{
    private static readonly int[] Constant =
    [
        (int)BpfHelper.GetCurrentPidTgid, (int)BpfHelper.GetCurrentUidGid, (int)BpfHelper.GetSmpProcessorId, (int)BpfHelper.GetCurrentTask,
        (int)BpfHelper.GetCurrentTaskBtf, (int)BpfHelper.GetCurrentCgroupId,
    ];

    private const uint AllKnown = uint.MaxValue;

    private readonly MachineFunction _function;
    private readonly uint[] _knownAtStart;
    private readonly int[] _results = [None, None, None, None, None, None];

    private RepeatedCalls(MachineFunction function)
    {
        _function = function;
        _knownAtStart = new uint[function.Blocks.Count];
    }

    /// <summary>Rewrites a function whose blocks are numbered and all reachable.</summary>
    public static void Run(MachineFunction function)
    {
        RepeatedCalls pass = new(function);
        pass.Analyze();
        uint repeated = pass.FindRepeated();
        if (repeated == 0)
            return;
        for (int helper = 0; helper < Constant.Length; helper++)
            pass._results[helper] = (repeated >> helper & 1) != 0 ? function.NewRegister() : None;
        foreach (MachineBlock block in function.Blocks)
            pass.Rewrite(block);
    }

    // Known at the start of a block is what every way to it has called.
    private void Analyze()
    {
        uint[] called = new uint[_function.Blocks.Count];
        foreach (MachineBlock block in _function.Blocks)
        {
            foreach (MachineInstruction instruction in block.Instructions)
                called[block.Index] |= HelperOf(instruction) is >= 0 and int helper ? 1u << helper : 0;
        }

        Array.Fill(_knownAtStart, AllKnown);
        _knownAtStart[0] = 0;
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (MachineBlock block in _function.Blocks)
            {
                uint known = _knownAtStart[block.Index] | called[block.Index];
                changed |= Meet(block.FirstSuccessor, known) | Meet(block.SecondSuccessor, known);
            }
        }
    }

    private bool Meet(MachineBlock? block, uint known)
    {
        if (block is null || (_knownAtStart[block.Index] & ~known) == 0)
            return false;
        _knownAtStart[block.Index] &= known;
        return true;
    }

    private uint FindRepeated()
    {
        uint repeated = 0;
        foreach (MachineBlock block in _function.Blocks)
        {
            uint known = _knownAtStart[block.Index];
            foreach (MachineInstruction instruction in block.Instructions)
            {
                uint called = HelperOf(instruction) is >= 0 and int helper ? 1u << helper : 0;
                repeated |= known & called;
                known |= called;
            }
        }

        return repeated;
    }

    private void Rewrite(MachineBlock block)
    {
        uint known = _knownAtStart[block.Index];
        for (int index = 0; index < block.Instructions.Count; index++)
        {
            MachineInstruction call = block.Instructions[index];
            if (HelperOf(call) is not (>= 0 and int helper) || _results[helper] < 0)
                continue;
            MachineInstruction copy = new() { Operation = MachineOperation.Copy, Destination = call.Destination, Left = _results[helper], Span = call.Span };
            if ((known >> helper & 1) != 0)
            {
                block.Instructions[index] = copy;
            }
            else
            {
                call.Destination = _results[helper];
                block.Instructions.Insert(++index, copy);
            }

            known |= 1u << helper;
        }
    }

    private static int HelperOf(MachineInstruction instruction) =>
        instruction is { Operation: MachineOperation.CallHelper, Destination: >= 0 } ? Array.IndexOf(Constant, instruction.Number) : None;
}
