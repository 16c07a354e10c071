using static Sonde.Tracing.Emit.MachineInstruction;

namespace Sonde.Tracing.Emit;

/// <summary>Removes what computes a value that nobody reads, loads included.</summary>
internal static class DeadCode
{
    public static bool Run(MachineFunction function)
    {
        Liveness liveness = new(function);
        bool changed = false;
        foreach (MachineBlock block in function.Blocks)
            changed |= Sweep(block, liveness.LiveOut(block).ToArray());
        return changed;
    }

    private static bool Sweep(MachineBlock block, ulong[] live)
    {
        Span<int> registers = stackalloc int[MostUses];
        int removed = 0;
        for (int index = block.Instructions.Count - 1; index >= 0; index--)
        {
            MachineInstruction instruction = block.Instructions[index];
            bool isUnread = instruction.Destination >= 0 && !Liveness.Contains(live, instruction.Destination);
            if ((isUnread && instruction.IsPure) || (instruction.Operation == MachineOperation.Copy && instruction.Left == instruction.Destination))
            {
                block.Instructions[index] = null!;
                removed++;
                continue;
            }

            if (isUnread)
                instruction.Destination = None;
            if (instruction.Operation == MachineOperation.Entry)
                DropUnreadParameters(instruction, live);
            foreach (int register in registers[..instruction.Definitions(registers)])
                live[register >> 6] &= ~(1UL << register);
            foreach (int register in registers[..instruction.Uses(registers)])
                live[register >> 6] |= 1UL << register;
        }

        if (removed > 0)
            block.Instructions.RemoveAll(static instruction => instruction is null);
        return removed > 0;
    }

    private static void DropUnreadParameters(MachineInstruction entry, ulong[] live)
    {
        MachineArgument[] parameters = entry.Arguments!;
        for (int index = 0; index < parameters.Length; index++)
        {
            if (parameters[index].Register >= 0 && !Liveness.Contains(live, parameters[index].Register))
                parameters[index] = new MachineArgument(None);
        }
    }
}
