using static Sonde.Tracing.Emit.MachineInstruction;

namespace Sonde.Tracing.Emit;

/// <summary>
/// Reads the original in place of a copy that is used in its own block only, before the original changes. Without it both would be live at once,
/// and a comparison would teach the verifier about the one that is not used afterwards.
/// </summary>
internal static class CopyForwarding
{
    public static bool Run(MachineFunction function, RegisterFacts facts)
    {
        bool changed = false;
        foreach (MachineBlock block in function.Blocks)
        {
            for (int index = 0; index < block.Instructions.Count; index++)
            {
                MachineInstruction copy = block.Instructions[index];
                if (copy.Operation == MachineOperation.Copy && copy.Left != copy.Destination && facts.IsDefinedOnce(copy.Destination))
                    changed |= Forward(block.Instructions, index, facts.UseCount(copy.Destination));
            }
        }

        return changed;
    }

    private static bool Forward(List<MachineInstruction> instructions, int index, int useCount)
    {
        MachineInstruction copy = instructions[index];
        if (useCount == 0 || LastUse(instructions, index, useCount) is not (> 0 and int last))
            return false;
        for (int place = index + 1; place <= last; place++)
            instructions[place].ReplaceUses(copy.Destination, copy.Left);
        return true;
    }

    private static int LastUse(List<MachineInstruction> instructions, int index, int useCount)
    {
        Span<int> registers = stackalloc int[MostUses];
        (int destination, int source) = (instructions[index].Destination, instructions[index].Left);
        for (int place = index + 1; place < instructions.Count; place++)
        {
            foreach (int register in registers[..instructions[place].Uses(registers)])
                useCount -= register == destination ? 1 : 0;
            if (useCount <= 0)
                return place;
            if (registers[..instructions[place].Definitions(registers)].Contains(source))
                return None;
        }

        return None;
    }
}
