namespace Sonde.Bpf.Instructions;

/// <summary>Puts instructions one after the other; labels stand for jump targets and functions until <see cref="Assemble"/> computes the distances.</summary>
public sealed class Assembler
{
    private readonly List<BpfInstruction> _instructions = [];
    private readonly List<int> _sources = [];
    private readonly List<int> _places = [];
    private readonly List<(int Instruction, BpfLabel Label)> _jumps = [];
    private readonly List<MapReference> _maps = [];

    /// <summary>How many instructions there are; the index of the next.</summary>
    public int Count => _instructions.Count;

    /// <summary>What the caller wants remembered of instructions to come, such as an offset in a script; -1 for nothing.</summary>
    public int Source { get; set; } = -1;

    /// <summary>Makes a label without a place.</summary>
    public BpfLabel NewLabel()
    {
        _places.Add(-1);
        return new BpfLabel(_places.Count - 1);
    }

    /// <summary>Gives <paramref name="label"/> the place of the next instruction.</summary>
    /// <exception cref="InvalidOperationException">The label has a place.</exception>
    public void Mark(BpfLabel label)
    {
        if (_places[label.Number] >= 0)
            throw new InvalidOperationException($"Label {label.Number} is marked twice.");
        _places[label.Number] = Count;
    }

    /// <summary>Adds a finished instruction.</summary>
    public void Emit(BpfInstruction instruction)
    {
        _instructions.Add(instruction);
        _sources.Add(Source);
    }

    /// <summary>Adds the two halves of a wide load.</summary>
    public void Emit((BpfInstruction First, BpfInstruction Second) wide)
    {
        Emit(wide.First);
        Emit(wide.Second);
    }

    /// <summary>dst = value, in one instruction where 32 bits suffice.</summary>
    public void LoadConstant(BpfRegister destination, long value)
    {
        if (value == (int)value)
            Emit(BpfInstruction.Move(destination, (int)value));
        else if (value == (uint)value)
            Emit(BpfInstruction.Move32(destination, (int)value));
        else
            Emit(BpfInstruction.LoadWide(destination, value));
    }

    /// <summary>dst = the map with the program's own number <paramref name="map"/>.</summary>
    public void LoadMap(BpfRegister destination, int map)
    {
        _maps.Add(new MapReference(Count, map));
        Emit(BpfInstruction.LoadMap(destination, 0));
    }

    /// <summary>dst = address of byte <paramref name="offset"/> of the value of the one-element array map <paramref name="map"/>.</summary>
    public void LoadMapValue(BpfRegister destination, int map, int offset)
    {
        _maps.Add(new MapReference(Count, map));
        Emit(BpfInstruction.LoadMapValue(destination, 0, offset));
    }

    /// <summary>dst = address of the function at <paramref name="function"/>, for a helper that calls back.</summary>
    public void LoadFunction(BpfRegister destination, BpfLabel function)
    {
        _jumps.Add((Count, function));
        Emit(BpfInstruction.LoadFunction(destination, 0));
    }

    /// <summary>Goes to <paramref name="target"/>.</summary>
    public void Jump(BpfLabel target) => EmitJump(BpfInstruction.Jump(0), target);

    /// <summary>Goes to <paramref name="target"/> where dst compares so with src, 64 bits.</summary>
    public void JumpIf(BpfComparison comparison, BpfRegister destination, BpfRegister source, BpfLabel target) =>
        EmitJump(BpfInstruction.JumpIf(comparison, destination, source, 0), target);

    /// <summary>Goes to <paramref name="target"/> where dst compares so with the sign-extended value, 64 bits.</summary>
    public void JumpIf(BpfComparison comparison, BpfRegister destination, int value, BpfLabel target) =>
        EmitJump(BpfInstruction.JumpIf(comparison, destination, value, 0), target);

    /// <summary>Goes to <paramref name="target"/> where the low 32 bits compare so.</summary>
    public void JumpIf32(BpfComparison comparison, BpfRegister destination, BpfRegister source, BpfLabel target) =>
        EmitJump(BpfInstruction.JumpIf32(comparison, destination, source, 0), target);

    /// <inheritdoc cref="JumpIf32(BpfComparison, BpfRegister, BpfRegister, BpfLabel)"/>
    public void JumpIf32(BpfComparison comparison, BpfRegister destination, int value, BpfLabel target) =>
        EmitJump(BpfInstruction.JumpIf32(comparison, destination, value, 0), target);

    /// <summary>Goes to <paramref name="target"/> once the kernel's loop budget is used up. Linux 6.9.</summary>
    public void MayGoto(BpfLabel target) => EmitJump(BpfInstruction.MayGoto(0), target);

    /// <summary>Calls the function at <paramref name="function"/>.</summary>
    public void CallLocal(BpfLabel function) => EmitJump(BpfInstruction.CallLocal(0), function);

    /// <summary>Calls a helper.</summary>
    public void Call(BpfHelper helper) => Emit(BpfInstruction.Call(helper));

    /// <summary>Computes all distances.</summary>
    /// <exception cref="AssemblerException">A label was never marked, or a conditional jump reaches further than 32,767 instructions.</exception>
    public AssembledProgram Assemble()
    {
        BpfInstruction[] complete = [.. _instructions];
        foreach ((int index, BpfLabel label) in _jumps)
        {
            int place = _places[label.Number];
            if (place < 0)
                throw new AssemblerException($"Instruction {index} refers to label {label.Number}, which has no place.");
            complete[index] = Complete(complete[index], place - index - 1);
        }

        return new AssembledProgram(complete, [.. _maps], [.. _sources], [.. _places]);
    }

    private static BpfInstruction Complete(BpfInstruction instruction, int distance)
    {
        // The kernel counts a function's address from the load's first half, as it counts a call.
        if (instruction.IsWide || instruction.IsCall(CallTarget.Local))
            return instruction.WithImmediate(distance);
        if (distance == (short)distance)
            return instruction.WithOffset((short)distance);
        return instruction == BpfInstruction.Jump(0)
            ? BpfInstruction.JumpLong(distance)
            : throw new AssemblerException($"A conditional jump of {distance} instructions reaches further than 16 bits.");
    }

    private void EmitJump(BpfInstruction instruction, BpfLabel target)
    {
        _jumps.Add((Count, target));
        Emit(instruction);
    }
}
