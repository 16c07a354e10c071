using Sonde.Bpf.Instructions;
using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Intermediate;

/// <summary>
/// Makes an <see cref="IntermediateFunction"/> instruction by instruction. Each Emit method appends to <see cref="CurrentBlock"/>; those without a
/// destination make a new register. A block ends with a jump, branch or return; emitting behind that is an error, until another block is current.
/// </summary>
public sealed class IntermediateBuilder
{
    private readonly string _name;
    private readonly FunctionKind _kind;
    private readonly int _parameterCount;
    private readonly List<BasicBlock> _blocks = [];
    private readonly List<Slot> _slots = [];
    private int _registerCount;

    /// <summary>Starts a function with an empty entry block, which is current.</summary>
    /// <param name="name">The name, as the kernel's listings will show it.</param>
    /// <param name="kind">What calls it.</param>
    /// <param name="parameterCount">How many parameters it takes, 0 to 5.</param>
    public IntermediateBuilder(string name, FunctionKind kind = FunctionKind.Program, int parameterCount = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parameterCount, 5);
        (_name, _kind, _parameterCount) = (name, kind, parameterCount);
        CurrentBlock = NewBlock("entry");
    }

    /// <summary>The block that the Emit methods append to.</summary>
    public BasicBlock CurrentBlock { get; set; }

    /// <summary>True where the current block has its terminator: nothing more can be emitted into it.</summary>
    public bool IsTerminated => CurrentBlock.Terminator is not null;

    /// <summary>The piece of the script that the following instructions stand for; null for none.</summary>
    public SourceSpan? Span { get; set; }

    /// <summary>A register that nothing has written yet.</summary>
    public Register NewRegister() => new(_registerCount++);

    /// <summary>An object on the stack.</summary>
    /// <param name="size">Its size in bytes, at least 1.</param>
    /// <param name="alignment">Its alignment: 1, 2, 4 or 8.</param>
    public Slot NewSlot(int size, int alignment = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (alignment is not (1 or 2 or 4 or 8))
            throw new ArgumentOutOfRangeException(nameof(alignment), alignment, "the alignment is 1, 2, 4 or 8");
        Slot slot = new(_slots.Count, size, alignment);
        _slots.Add(slot);
        return slot;
    }

    /// <summary>An empty block, which does not become current.</summary>
    /// <param name="label">What it is for, in dumps.</param>
    public BasicBlock NewBlock(string? label = null)
    {
        BasicBlock block = new(_blocks.Count, label);
        _blocks.Add(block);
        return block;
    }

    /// <summary>A constant in a new register.</summary>
    public Register EmitConstant(long value) => EmitConstant(NewRegister(), value);

    /// <summary>Writes a constant.</summary>
    public Register EmitConstant(Register destination, long value)
    {
        Append(new Constant(destination, value));
        return destination;
    }

    /// <summary>A copy in a new register.</summary>
    public Register EmitMove(Operand source) => EmitMove(NewRegister(), source);

    /// <summary>Copies a register or a constant.</summary>
    public Register EmitMove(Register destination, Operand source)
    {
        Append(source.IsRegister ? new Move(destination, source.Register) : new Constant(destination, source.Immediate));
        return destination;
    }

    /// <summary>The result of an operation in a new register.</summary>
    public Register EmitOperation(ArithmeticOperator @operator, Operand left, Operand right) => EmitOperation(NewRegister(), @operator, left, right);

    /// <summary>Writes the result of an operation.</summary>
    public Register EmitOperation(Register destination, ArithmeticOperator @operator, Operand left, Operand right)
    {
        Append(new Operation(destination, @operator, InRegister(left), right));
        return destination;
    }

    /// <summary>The two's complement in a new register.</summary>
    public Register EmitNegate(Register source) => EmitNegate(NewRegister(), source);

    /// <summary>Writes the two's complement.</summary>
    public Register EmitNegate(Register destination, Register source)
    {
        Append(new Negate(destination, source));
        return destination;
    }

    /// <summary>The low <paramref name="bits"/> bits as a signed number, in a new register.</summary>
    public Register EmitSignExtend(Register source, int bits) => EmitSignExtend(NewRegister(), source, bits);

    /// <summary>Writes the low <paramref name="bits"/> bits as a signed number.</summary>
    public Register EmitSignExtend(Register destination, Register source, int bits)
    {
        ThrowIfNoWidth(bits);
        Append(new SignExtend(destination, source, bits));
        return destination;
    }

    /// <summary>The low <paramref name="bits"/> bits as an unsigned number, in a new register.</summary>
    public Register EmitZeroExtend(Register source, int bits) => EmitZeroExtend(NewRegister(), source, bits);

    /// <summary>Writes the low <paramref name="bits"/> bits as an unsigned number.</summary>
    public Register EmitZeroExtend(Register destination, Register source, int bits)
    {
        ThrowIfNoWidth(bits);
        Append(new ZeroExtend(destination, source, bits));
        return destination;
    }

    /// <summary>The low 16, 32 or 64 bits in reversed byte order, in a new register.</summary>
    public Register EmitByteSwap(Register source, int bits)
    {
        if (bits is not (16 or 32 or 64))
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "bytes are swapped in 16, 32 or 64 bits");
        Register destination = NewRegister();
        Append(new ByteSwap(destination, source, bits));
        return destination;
    }

    /// <summary>What is read through a pointer, in a new register.</summary>
    public Register EmitLoad(Register @base, int offset, int size, bool isSigned = false) => EmitLoad(NewRegister(), @base, offset, size, isSigned);

    /// <summary>Reads through a pointer.</summary>
    public Register EmitLoad(Register destination, Register @base, int offset, int size, bool isSigned = false)
    {
        ThrowIfNoAccess(offset, size);
        Append(new Load(destination, @base, offset, size, isSigned && size < 8));
        return destination;
    }

    /// <summary>What is read from a stack object, in a new register.</summary>
    public Register EmitLoad(Slot slot, int offset, int size, bool isSigned = false) => EmitLoad(EmitSlotAddress(slot), offset, size, isSigned);

    /// <summary>Writes through a pointer.</summary>
    public void EmitStore(Register @base, int offset, int size, Operand value)
    {
        ThrowIfNoAccess(offset, size);
        Append(new Store(@base, offset, size, value));
    }

    /// <summary>Writes to a stack object.</summary>
    public void EmitStore(Slot slot, int offset, int size, Operand value) => EmitStore(EmitSlotAddress(slot), offset, size, value);

    /// <summary>Zeroes <paramref name="size"/> bytes of a stack object from <paramref name="offset"/>.</summary>
    public void EmitClear(Slot slot, int offset, int size)
    {
        Register address = EmitSlotAddress(slot);
        for (int end = offset + size; offset < end;)
        {
            int step = 8;
            while (step > slot.Alignment || offset % step != 0 || step > end - offset)
                step /= 2;
            EmitStore(address, offset, step, 0);
            offset += step;
        }
    }

    /// <summary>Adds to memory of 4 or 8 bytes, so that other CPUs cannot interrupt.</summary>
    public void EmitAtomicAdd(Register @base, int offset, int size, Operand value)
    {
        ThrowIfNoAccess(offset, size);
        if (size < 4)
            throw new ArgumentOutOfRangeException(nameof(size), size, "additions are atomic in 4 or 8 bytes");
        Append(new AtomicAdd(@base, offset, size, InRegister(value)));
    }

    /// <summary>The address of a stack object in a new register.</summary>
    public Register EmitSlotAddress(Slot slot, int offset = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, slot.Size);
        Register destination = NewRegister();
        Append(new SlotAddress(destination, slot, offset));
        return destination;
    }

    /// <summary>A parameter in a new register.</summary>
    public Register EmitParameter(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _parameterCount);
        Register destination = NewRegister();
        Append(new Parameter(destination, index));
        return destination;
    }

    /// <summary>A map in a new register, for a helper's argument.</summary>
    public Register EmitMapHandle(int mapId)
    {
        Register destination = NewRegister();
        Append(new MapHandle(destination, mapId));
        return destination;
    }

    /// <summary>The address of the value of an array map with one element, in a new register.</summary>
    public Register EmitMapValueAddress(int mapId, int offset = 0)
    {
        Register destination = NewRegister();
        Append(new MapValueAddress(destination, mapId, offset));
        return destination;
    }

    /// <summary>A callback in a new register, for a helper's argument.</summary>
    public Register EmitFunctionAddress(IntermediateFunction function)
    {
        Register destination = NewRegister();
        Append(new FunctionAddress(destination, function));
        return destination;
    }

    /// <summary>Calls a kernel helper; its result is in a new register.</summary>
    /// <param name="helper">The helper.</param>
    /// <param name="arguments">At most 5.</param>
    public Register EmitCall(BpfHelper helper, params ReadOnlySpan<Operand> arguments)
    {
        Register destination = NewRegister();
        Append(new CallHelper(destination, helper, Listed(arguments)));
        return destination;
    }

    /// <summary>Calls a kernel helper whose result nobody wants.</summary>
    /// <param name="helper">The helper.</param>
    /// <param name="arguments">At most 5.</param>
    public void EmitCallWithoutResult(BpfHelper helper, params ReadOnlySpan<Operand> arguments) => Append(new CallHelper(null, helper, Listed(arguments)));

    /// <summary>Calls a kernel function; its result is in a new register.</summary>
    /// <param name="btfId">The BTF id of the function in the kernel's own BTF.</param>
    /// <param name="arguments">At most 5.</param>
    public Register EmitCallKernelFunction(int btfId, params ReadOnlySpan<Operand> arguments)
    {
        Register destination = NewRegister();
        Append(new CallKernelFunction(destination, btfId, Listed(arguments)));
        return destination;
    }

    /// <summary>Calls another function of the program; its result is in a new register.</summary>
    /// <param name="function">The function, of the kind callback.</param>
    /// <param name="arguments">As many as it has parameters.</param>
    public Register EmitCallFunction(IntermediateFunction function, params ReadOnlySpan<Operand> arguments)
    {
        Register destination = NewRegister();
        Append(new CallFunction(destination, function, Listed(arguments)));
        return destination;
    }

    /// <summary>Ends the current block: goes on in <paramref name="target"/>.</summary>
    public void EmitJump(BasicBlock target) => Terminate(new Jump(target));

    /// <summary>Ends the current block: goes on in one of two blocks.</summary>
    public void EmitBranch(Comparison comparison, Operand left, Operand right, BasicBlock whenTrue, BasicBlock whenFalse) =>
        Terminate(new Branch(comparison, InRegister(left), right, whenTrue, whenFalse));

    /// <summary>Ends the current block: leaves the function.</summary>
    public void EmitReturn(Operand value) => Terminate(new Return(value));

    /// <summary>The function; the builder must not be used afterwards.</summary>
    /// <exception cref="InvalidOperationException">A block has no terminator.</exception>
    public IntermediateFunction Build()
    {
        foreach (BasicBlock block in _blocks)
        {
            if (block.Terminator is null)
                throw new InvalidOperationException($"{block} ({block.Label}) of {_name} has no terminator");
        }

        return new IntermediateFunction(_name, _kind, _parameterCount, _blocks, _registerCount, _slots);
    }

    private static void ThrowIfNoWidth(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 63);
    }

    private static void ThrowIfNoAccess(int offset, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(offset, short.MinValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, short.MaxValue);
        if (size is not (1 or 2 or 4 or 8))
            throw new ArgumentOutOfRangeException(nameof(size), size, "memory is read and written in 1, 2, 4 or 8 bytes");
    }

    private static Operand[] Listed(ReadOnlySpan<Operand> arguments)
    {
        if (arguments.Length > 5)
            throw new ArgumentException("a call takes at most 5 arguments", nameof(arguments));
        return arguments.ToArray();
    }

    private Register InRegister(Operand operand) => operand.IsRegister ? operand.Register : EmitConstant(operand.Immediate);

    private void Append(Instruction instruction)
    {
        if (CurrentBlock.Terminator is not null)
            throw new InvalidOperationException($"{CurrentBlock} of {_name} has its terminator already");
        CurrentBlock.Instructions.Add(Span is null ? instruction : instruction with { Span = Span });
    }

    private void Terminate(Terminator terminator)
    {
        if (CurrentBlock.Terminator is not null)
            throw new InvalidOperationException($"{CurrentBlock} of {_name} has its terminator already");
        CurrentBlock.Terminator = Span is null ? terminator : terminator with { Span = Span };
    }
}
