using static Sonde.Tracing.Emit.MachineInstruction;

namespace Sonde.Tracing.Emit;

/// <summary>The live intervals of a function in its final order of blocks, with copies joined where the two registers are never needed at once.</summary>
internal sealed class LiveIntervals
{
    private static readonly float[] LoopWeights = [1, 10, 100, 1_000, 10_000];

    private readonly LiveInterval?[] _intervals;
    private readonly int[] _joined;
    private readonly List<int> _calls = [];

    /// <summary>Builds the intervals, and renames the registers of joined copies in the function.</summary>
    /// <param name="function">The function, laid out.</param>
    /// <param name="firstTemporary">Registers from this on come from spilling: they are short, and stay so.</param>
    public LiveIntervals(MachineFunction function, int firstTemporary)
    {
        _intervals = new LiveInterval?[function.RegisterCount];
        _joined = new int[function.RegisterCount];
        for (int register = 0; register < _joined.Length; register++)
            _joined[register] = register;
        Build(function);
        foreach (LiveInterval interval in All)
        {
            interval.Complete();
            interval.IsUnspillable = interval.Register >= firstTemporary;
            interval.CrossesCall = interval.Ranges.Exists(range => Crosses(range.Start, range.End));
        }

        Join(function);
        Rename(function);
        AddPreferences(function);
    }

    /// <summary>How many positions there are.</summary>
    public int PositionCount { get; private set; }

    /// <summary>The intervals of registers that were not joined to another.</summary>
    public IEnumerable<LiveInterval> All
    {
        get
        {
            for (int register = 0; register < _intervals.Length; register++)
            {
                if (_intervals[register] is { } interval && _joined[register] == register)
                    yield return interval;
            }
        }
    }

    /// <summary>The interval of a register that occurs in the function.</summary>
    public LiveInterval Of(int register) => _intervals[register]!;

    /// <summary>What an instruction in a block counts.</summary>
    public static float WeightOf(MachineBlock block) => LoopWeights[Math.Min(block.LoopDepth, LoopWeights.Length - 1)];

    private void Build(MachineFunction function)
    {
        Liveness liveness = new(function);
        int count = 0;
        foreach (MachineBlock block in function.Blocks)
            count += block.Instructions.Count;
        PositionCount = 2 * count;
        Span<int> registers = stackalloc int[MostUses];
        for (int place = function.Blocks.Count - 1; place >= 0; place--)
        {
            MachineBlock block = function.Blocks[place];
            int blockStart = 2 * (count - block.Instructions.Count);
            foreach (int register in Liveness.Each(liveness.LiveOut(block)))
                Interval(register).Prepend(blockStart, 2 * count);
            float weight = WeightOf(block);
            for (int index = block.Instructions.Count - 1; index >= 0; index--)
            {
                MachineInstruction instruction = block.Instructions[index];
                count--;
                foreach (int register in registers[..instruction.Definitions(registers)])
                {
                    Interval(register).BeginAt((2 * count) + 1, blockStart);
                    Interval(register).Cost += weight;
                }

                // Keeping a compared value in its register lets the verifier use what the comparison tells.
                float reading = instruction.Operation == MachineOperation.Branch ? 4 * weight : weight;
                foreach (int register in registers[..instruction.Uses(registers)])
                {
                    Interval(register).Prepend(blockStart, (2 * count) + 1);
                    Interval(register).Cost += reading;
                }

                if (instruction.IsCall)
                    _calls.Add((2 * count) + 1);
            }
        }

        _calls.Reverse();
    }

    private LiveInterval Interval(int register) => _intervals[register] ??= new LiveInterval(register);

    private bool Crosses(int start, int end)
    {
        int index = _calls.BinarySearch(start + 1);
        index = index < 0 ? ~index : index;
        return index < _calls.Count && _calls[index] < end;
    }

    private void Join(MachineFunction function)
    {
        foreach (MachineBlock block in function.Blocks)
        {
            foreach (MachineInstruction copy in block.Instructions)
            {
                if (copy.Operation != MachineOperation.Copy)
                    continue;
                LiveInterval target = _intervals[Root(copy.Destination)]!;
                LiveInterval source = _intervals[Root(copy.Left)]!;
                if (target == source || target.IsUnspillable || source.IsUnspillable || target.Overlaps(source))
                    continue;
                target.Merge(source);
                _joined[source.Register] = target.Register;
            }
        }
    }

    private int Root(int register)
    {
        while (_joined[register] != register)
            register = _joined[register] = _joined[_joined[register]];
        return register;
    }

    private void Rename(MachineFunction function)
    {
        foreach (MachineBlock block in function.Blocks)
        {
            foreach (MachineInstruction instruction in block.Instructions)
            {
                if (instruction.Destination >= 0)
                    instruction.Destination = Root(instruction.Destination);
                if (instruction.Left >= 0)
                    instruction.Left = Root(instruction.Left);
                if (instruction.Right >= 0)
                    instruction.Right = Root(instruction.Right);
                MachineArgument[] arguments = instruction.Arguments ?? [];
                for (int index = 0; index < arguments.Length; index++)
                {
                    if (arguments[index].Register >= 0)
                        arguments[index] = new MachineArgument(Root(arguments[index].Register));
                }
            }
        }
    }

    private void AddPreferences(MachineFunction function)
    {
        foreach (MachineBlock block in function.Blocks)
        {
            float weight = WeightOf(block);
            foreach (MachineInstruction instruction in block.Instructions)
            {
                MachineArgument[] arguments = instruction.Arguments ?? [];
                for (int index = 0; index < arguments.Length; index++)
                {
                    if (arguments[index].Register >= 0)
                        Of(arguments[index].Register).Prefer(index + 1, weight);
                }

                if (instruction.IsCall && instruction.Destination >= 0)
                    Of(instruction.Destination).Prefer(0, weight);
                if (instruction.Operation == MachineOperation.Return && instruction.Right >= 0)
                    Of(instruction.Right).Prefer(0, weight);
                if (instruction.Operation != MachineOperation.Copy || instruction.Left == instruction.Destination)
                    continue;
                Of(instruction.Left).Prefer(Of(instruction.Destination), weight);
                Of(instruction.Destination).Prefer(Of(instruction.Left), weight);
            }
        }
    }
}
