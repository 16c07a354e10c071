using Sonde.Bpf.Instructions;

namespace Sonde.Tracing.Intermediate;

/// <summary>
/// Runs functions of the intermediate form: the reference that compiled programs are compared with. Lookup, update and delete of maps, bpf_loop and
/// bpf_for_each_map_elem are built in; every other helper is the caller's.
/// </summary>
public sealed class IntermediateInterpreter
{
    // No address of memory: the upper half is not that of any object.
    private const long FirstMapHandle = 0x7000_0000_0000_0000;
    private const long FirstFunctionHandle = 0x7100_0000_0000_0000;

    private readonly SyntheticMemory _memory;
    private readonly List<IntermediateFunction> _callbacks = [];
    private long _steps;

    /// <summary>An interpreter on some memory.</summary>
    public IntermediateInterpreter(SyntheticMemory memory) => _memory = memory;

    /// <summary>The maps by their number in the script.</summary>
    public Dictionary<int, SimulatedMap> Maps { get; } = [];

    /// <summary>What helpers return that are not built in; the default refuses all.</summary>
    public Func<BpfHelper, long[], long> Helper { get; init; } = static (helper, _) => throw new InterpreterException($"{BpfHelperNames.NameOf(helper)} is not simulated");

    /// <summary>What kernel functions return, by BTF id; the default refuses all.</summary>
    public Func<int, long[], long> KernelFunction { get; init; } = static (id, _) => throw new InterpreterException($"kernel function {id} is not simulated");

    /// <summary>How many instructions a run may take.</summary>
    public long MostSteps { get; init; } = 10_000_000;

    /// <summary>Runs a function to its end.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">As many as it has parameters.</param>
    /// <returns>What it returns.</returns>
    /// <exception cref="InterpreterException">It did what the verifier would refuse.</exception>
    public long Run(IntermediateFunction function, params ReadOnlySpan<long> arguments)
    {
        if (arguments.Length != function.ParameterCount)
            throw new InterpreterException($"{function} takes {function.ParameterCount} arguments, not {arguments.Length}");
        long[] slots = new long[function.Slots.Count];
        foreach (Slot slot in function.Slots)
            slots[slot.Index] = _memory.AllocateUndefined(slot.Size);
        Frame frame = new(function, arguments.ToArray(), slots, new long[function.RegisterCount], new bool[function.RegisterCount]);
        BasicBlock block = function.Blocks[0];
        while (true)
        {
            foreach (Instruction instruction in block.Instructions)
            {
                Count(function);
                Step(instruction, frame);
            }

            Count(function);
            switch (block.Terminator)
            {
                case Jump jump:
                    block = jump.Target;
                    break;
                case Branch branch:
                    block = ArithmeticSemantics.Evaluate(branch.Comparison, frame[branch.Left], frame[branch.Right]) ? branch.WhenTrue : branch.WhenFalse;
                    break;
                case Return leave:
                    long result = frame[leave.Value];
                    foreach (long slot in slots)
                        _memory.Free(slot);
                    return result;
                default:
                    throw new InterpreterException($"{block} of {function} has no known end");
            }
        }
    }

    private void Count(IntermediateFunction function)
    {
        if (++_steps > MostSteps)
            throw new InterpreterException($"{function} does not end within {MostSteps} instructions");
    }

    private void Step(Instruction instruction, Frame frame)
    {
        switch (instruction)
        {
            case Store store:
                _memory.Write(frame[store.Base] + store.Offset, store.Size, frame[store.Value]);
                break;
            case AtomicAdd add:
                long address = frame[add.Base] + add.Offset;
                _memory.Write(address, add.Size, _memory.Read(address, add.Size) + frame[add.Source]);
                break;
            case CallHelper call:
                frame.Write(call.Destination, CallHelper(call.Helper, frame.Values(call.Arguments)));
                break;
            case CallKernelFunction call:
                frame.Write(call.Destination, KernelFunction(call.BtfId, frame.Values(call.Arguments)));
                break;
            case CallFunction call:
                frame.Write(call.Destination, Run(call.Function, frame.Values(call.Arguments)));
                break;
            default:
                (Register destination, long value) = Compute(instruction, frame);
                frame.Write(destination, value);
                break;
        }
    }

    private (Register Destination, long Value) Compute(Instruction instruction, Frame frame) => instruction switch
    {
        Constant constant => (constant.Destination, constant.Value),
        Move move => (move.Destination, frame[move.Source]),
        Operation operation => (operation.Destination, ArithmeticSemantics.Evaluate(operation.Operator, frame[operation.Left], frame[operation.Right])),
        Negate negate => (negate.Destination, unchecked(-frame[negate.Source])),
        SignExtend extend => (extend.Destination, ArithmeticSemantics.SignExtend(frame[extend.Source], extend.Bits)),
        ZeroExtend extend => (extend.Destination, ArithmeticSemantics.ZeroExtend(frame[extend.Source], extend.Bits)),
        ByteSwap swap => (swap.Destination, ArithmeticSemantics.SwapBytes(frame[swap.Source], swap.Bits)),
        Load { IsSigned: true } load => (load.Destination, ArithmeticSemantics.SignExtend(_memory.Read(frame[load.Base] + load.Offset, load.Size), 8 * load.Size)),
        Load load => (load.Destination, _memory.Read(frame[load.Base] + load.Offset, load.Size)),
        SlotAddress address => (address.Destination, frame.Slots[address.Slot.Index] + address.Offset),
        Parameter parameter => (parameter.Destination, frame.Arguments[parameter.Index]),
        MapHandle map => (map.Destination, FirstMapHandle + map.MapId),
        MapValueAddress map => (map.Destination, Map(map.MapId).Lookup(new byte[Map(map.MapId).KeySize]) + map.Offset),
        FunctionAddress address => (address.Destination, Handle(address.Function)),
        _ => throw new InterpreterException($"{instruction} is not known"),
    };

    private long Handle(IntermediateFunction function)
    {
        int index = _callbacks.IndexOf(function);
        if (index >= 0)
            return FirstFunctionHandle + index;
        _callbacks.Add(function);
        return FirstFunctionHandle + _callbacks.Count - 1;
    }

    private SimulatedMap Map(long id) => Maps.TryGetValue((int)id, out SimulatedMap? map) ? map : throw new InterpreterException($"there is no map {id}");

    private long CallHelper(BpfHelper helper, long[] arguments)
    {
        switch (helper)
        {
            case BpfHelper.MapLookupElem:
                SimulatedMap read = Map(arguments[0] - FirstMapHandle);
                return read.Lookup(_memory.Bytes(arguments[1], read.KeySize));
            case BpfHelper.MapUpdateElem:
                SimulatedMap written = Map(arguments[0] - FirstMapHandle);
                return written.Update(_memory.Bytes(arguments[1], written.KeySize), _memory.Bytes(arguments[2], written.ValueSize), arguments[3]);
            case BpfHelper.MapDeleteElem:
                SimulatedMap shortened = Map(arguments[0] - FirstMapHandle);
                return shortened.Delete(_memory.Bytes(arguments[1], shortened.KeySize));
            case BpfHelper.Loop:
                return Loop(arguments);
            case BpfHelper.ForEachMapElem:
                return ForEach(arguments);
            default:
                return Helper(helper, arguments);
        }
    }

    // Both helpers stop at the first callback that returns 1, and return how many ran.
    private long Loop(long[] arguments)
    {
        const long MostRounds = 1 << 23, TooBig = 7;
        if (arguments[0] > MostRounds)
            return -TooBig;
        for (long round = 0; round < arguments[0]; round++)
        {
            if (Run(Callback(arguments[1]), round, arguments[2]) != 0)
                return round + 1;
        }

        return arguments[0];
    }

    private long ForEach(long[] arguments)
    {
        SimulatedMap map = Map(arguments[0] - FirstMapHandle);
        long count = 0;
        foreach (byte[] key in map.Keys.ToArray())
        {
            count++;
            if (Run(Callback(arguments[1]), arguments[0], _memory.Allocate(key), map.Lookup(key), arguments[2]) != 0)
                break;
        }

        return count;
    }

    private IntermediateFunction Callback(long handle) => handle - FirstFunctionHandle is var index && index >= 0 && index < _callbacks.Count
        ? _callbacks[(int)index]
        : throw new InterpreterException($"{handle:x} is no callback");

    private readonly record struct Frame(IntermediateFunction Function, long[] Arguments, long[] Slots, long[] Registers, bool[] Written)
    {
        public long this[Register register] => Written[register.Number] ? Registers[register.Number] : throw new InterpreterException($"{register} of {Function} is read before it is written");

        public long this[Operand operand] => operand.IsRegister ? this[operand.Register] : operand.Immediate;

        public void Write(Register? register, long value)
        {
            if (register is not { } written)
                return;
            Registers[written.Number] = value;
            Written[written.Number] = true;
        }

        public long[] Values(IReadOnlyList<Operand> operands)
        {
            long[] values = new long[operands.Count];
            for (int index = 0; index < values.Length; index++)
                values[index] = this[operands[index]];
            return values;
        }
    }
}
