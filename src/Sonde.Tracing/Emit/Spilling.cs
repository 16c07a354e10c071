using static Sonde.Tracing.Emit.MachineInstruction;

namespace Sonde.Tracing.Emit;

/// <summary>Moves values to the stack: each write is followed by a store, each read preceded by a load. Constants and addresses are computed again instead.</summary>
internal sealed class Spilling
{
    private readonly MachineFunction _function;
    private readonly RegisterFacts _facts;
    private readonly Dictionary<int, int> _spills = [];
    private List<MachineInstruction> _output = [];

    private Spilling(MachineFunction function, List<LiveInterval> intervals)
    {
        _function = function;
        _facts = new RegisterFacts(function);
        List<(int Spill, List<LiveInterval> Tenants)> places = [];
        foreach (LiveInterval interval in intervals)
        {
            if (Computation(interval.Register) is not null)
            {
                _spills.Add(interval.Register, None);
                continue;
            }

            int place = places.FindIndex(place => !place.Tenants.Exists(interval.Overlaps));
            if (place < 0)
            {
                place = places.Count;
                places.Add((function.NewSpill(), []));
            }

            places[place].Tenants.Add(interval);
            _spills.Add(interval.Register, places[place].Spill);
        }
    }

    /// <summary>Rewrites the function so that the registers of <paramref name="intervals"/> no longer occur.</summary>
    public static void Run(MachineFunction function, List<LiveInterval> intervals)
    {
        Spilling pass = new(function, intervals);
        foreach (MachineBlock block in function.Blocks)
        {
            pass._output = new List<MachineInstruction>(block.Instructions.Count + 8);
            foreach (MachineInstruction instruction in block.Instructions)
                pass.Rewrite(instruction);
            block.Instructions.Clear();
            block.Instructions.AddRange(pass._output);
        }
    }

    private MachineInstruction? Computation(int register) => _facts.Definition(register) is { IsRematerializable: true } definition ? definition : null;

    private bool IsSpilled(int register) => register >= 0 && _spills.ContainsKey(register);

    private void Rewrite(MachineInstruction instruction)
    {
        // What is computed again wherever it is read need not be computed here.
        if (IsSpilled(instruction.Destination) && _spills[instruction.Destination] < 0)
            return;
        if (instruction.Operation == MachineOperation.Copy && RewriteCopy(instruction))
            return;
        MachineArgument[] arguments = instruction.Arguments ?? [];
        if (instruction.Operation == MachineOperation.Entry)
        {
            _output.Add(instruction);
            foreach (ref MachineArgument parameter in arguments.AsSpan())
                parameter = IsSpilled(parameter.Register) ? new MachineArgument(Stored(parameter.Register, instruction)) : parameter;
            return;
        }

        foreach (ref MachineArgument argument in arguments.AsSpan())
            argument = IsSpilled(argument.Register) ? new MachineArgument(Reload(argument.Register, None, instruction)) : argument;
        int destination = instruction.Destination;
        foreach (int register in (ReadOnlySpan<int>)[instruction.Left, instruction.Right])
        {
            if (!IsSpilled(register) || (register != instruction.Left && register != instruction.Right))
                continue;
            MachineInstruction reload = Reload(register, _function.NewRegister(), instruction);
            _output.Add(reload);
            instruction.ReplaceUses(register, reload.Destination);
            if (register == destination)
                instruction.Destination = reload.Destination;
        }

        _output.Add(instruction);
        if (!IsSpilled(destination))
            return;
        if (instruction.Destination == destination)
            instruction.Destination = _function.NewRegister();
        _output.Add(Store(instruction.Destination, destination, instruction));
    }

    // A copy from or to the stack is the load or the store itself.
    private bool RewriteCopy(MachineInstruction copy)
    {
        (bool isFrom, bool isTo) = (IsSpilled(copy.Left), IsSpilled(copy.Destination));
        if (copy.Left == copy.Destination)
            return isFrom;
        if (!isFrom && !isTo)
            return false;
        if (isFrom && isTo)
        {
            MachineInstruction reload = Reload(copy.Left, _function.NewRegister(), copy);
            _output.Add(reload);
            _output.Add(Store(reload.Destination, copy.Destination, copy));
            return true;
        }

        _output.Add(isFrom ? Reload(copy.Left, copy.Destination, copy) : Store(copy.Left, copy.Destination, copy));
        return true;
    }

    private MachineInstruction Reload(int register, int destination, MachineInstruction user)
    {
        int spill = _spills[register];
        MachineInstruction reload = spill < 0
            ? Computation(register)!.CloneTo(destination)
            : new MachineInstruction { Operation = MachineOperation.Reload, Destination = destination, Spill = spill };
        reload.Span = user.Span;
        return reload;
    }

    private MachineInstruction Store(int register, int spilled, MachineInstruction writer) =>
        new() { Operation = MachineOperation.Spill, Left = register, Spill = _spills[spilled], Span = writer.Span };

    private int Stored(int spilled, MachineInstruction entry)
    {
        int register = _function.NewRegister();
        _output.Add(Store(register, spilled, entry));
        return register;
    }
}
