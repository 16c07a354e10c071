using static Sonde.Tracing.Emit.MachineInstruction;

namespace Sonde.Tracing.Emit;

/// <summary>
/// After registers are known: takes a spilled value from the register that still holds it, in place of a load, and drops stores that nothing loads.
/// Besides being quicker, it lets the verifier see that both are the same value.
/// </summary>
internal sealed class SpillForwarding
{
    private const int MachineRegisters = 10;
    private const int CallerSavedCount = 6;

    private readonly sbyte[] _registers;

    // For each register of the machine the spilled value that it holds, and under which virtual register.
    private readonly int[] _held = new int[MachineRegisters];
    private readonly int[] _names = new int[MachineRegisters];
    private readonly int[] _loads;

    private SpillForwarding(MachineFunction function, sbyte[] registers)
    {
        _registers = registers;
        _loads = new int[function.SpillCount];
    }

    /// <summary>Rewrites a function with its registers.</summary>
    public static void Run(MachineFunction function, sbyte[] registers)
    {
        if (function.SpillCount == 0)
            return;
        SpillForwarding pass = new(function, registers);
        foreach (MachineBlock block in function.Blocks)
        {
            Array.Fill(pass._held, None);
            foreach (MachineInstruction instruction in block.Instructions)
                pass.Forward(instruction);
        }

        foreach (MachineBlock block in function.Blocks)
            block.Instructions.RemoveAll(pass.IsIdle);
    }

    private void Forward(MachineInstruction instruction)
    {
        if (instruction.Operation == MachineOperation.Reload)
        {
            ForwardLoad(instruction);
            return;
        }

        if (instruction.IsCall)
            ForwardArguments(instruction.Arguments!);
        Span<int> definitions = stackalloc int[MostUses];
        foreach (int register in definitions[..instruction.Definitions(definitions)])
        {
            bool keeps = instruction.Operation == MachineOperation.Copy && _registers[register] == _registers[instruction.Left];
            if (!keeps)
                _held[_registers[register]] = None;
        }

        if (instruction.IsCall)
            _held.AsSpan(0, CallerSavedCount).Fill(None);
        if (instruction.Operation != MachineOperation.Spill)
            return;
        foreach (ref int held in _held.AsSpan())
            held = held == instruction.Spill ? None : held;
        Hold(instruction.Left, instruction.Spill);
    }

    private void ForwardLoad(MachineInstruction load)
    {
        int spill = load.Spill;
        int holder = Array.IndexOf(_held, spill);
        if (holder >= 0)
        {
            load.Operation = MachineOperation.Copy;
            (load.Left, load.Spill) = (_names[holder], None);
        }
        else
        {
            _loads[spill]++;
        }

        if (holder != _registers[load.Destination])
            Hold(load.Destination, spill);
    }

    private void ForwardArguments(MachineArgument[] arguments)
    {
        foreach (ref MachineArgument argument in arguments.AsSpan())
        {
            if (argument.Computation is not { Operation: MachineOperation.Reload } load)
                continue;
            int holder = Array.IndexOf(_held, load.Spill);
            if (holder >= 0)
                argument = new MachineArgument(_names[holder]);
            else
                _loads[load.Spill]++;
        }
    }

    private void Hold(int register, int spill)
    {
        _held[_registers[register]] = spill;
        _names[_registers[register]] = register;
    }

    private bool IsIdle(MachineInstruction instruction) => instruction.Operation == MachineOperation.Spill && _loads[instruction.Spill] == 0;
}
