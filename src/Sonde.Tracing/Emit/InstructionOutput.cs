using Sonde.Bpf.Instructions;
using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Emit;

/// <summary>The last step: instructions with their registers, as BPF.</summary>
internal sealed class InstructionOutput
{
    private readonly MachineFunction _function;
    private readonly sbyte[] _registers;
    private readonly FrameLayout _frame;
    private readonly Assembler _assembler;
    private readonly Func<IntermediateFunction, BpfLabel> _labelOf;
    private readonly BpfLabel[] _blocks;

    public InstructionOutput(MachineFunction function, sbyte[] registers, FrameLayout frame, Assembler assembler, Func<IntermediateFunction, BpfLabel> labelOf)
    {
        (_function, _registers, _frame, _assembler, _labelOf) = (function, registers, frame, assembler, labelOf);
        _blocks = new BpfLabel[function.Blocks.Count];
        for (int index = 0; index < _blocks.Length; index++)
            _blocks[index] = assembler.NewLabel();
    }

    /// <summary>Appends the whole function.</summary>
    /// <param name="sourceOf">A number for the span of an instruction, for <see cref="Assembler.Source"/>.</param>
    public void Write(Func<MachineInstruction, int> sourceOf)
    {
        foreach (MachineBlock block in _function.Blocks)
        {
            _assembler.Mark(_blocks[block.Index]);
            foreach (MachineInstruction instruction in block.Instructions)
            {
                _assembler.Source = sourceOf(instruction);
                if (instruction == block.Terminator)
                    WriteTerminator(block, instruction);
                else
                    Write(instruction);
            }
        }
    }

    private BpfRegister Machine(int register) => (BpfRegister)_registers[register];

    private void Write(MachineInstruction instruction)
    {
        switch (instruction.Operation)
        {
            case MachineOperation.Entry:
                WriteEntry(instruction.Arguments!);
                break;
            case MachineOperation.Arithmetic:
                WriteArithmetic(instruction);
                break;
            case MachineOperation.Copy:
                Move(Machine(instruction.Destination), Machine(instruction.Left));
                break;
            case MachineOperation.Negate:
                _assembler.Emit(BpfInstruction.Negate(Machine(instruction.Destination)));
                break;
            case MachineOperation.SwapBytes:
                _assembler.Emit(BpfInstruction.BigEndian(Machine(instruction.Destination), instruction.Size));
                break;
            case MachineOperation.SignExtend:
                _assembler.Emit(BpfInstruction.MoveSignExtended(Machine(instruction.Destination), Machine(instruction.Left), instruction.Size));
                break;
            case MachineOperation.ZeroExtend:
                _assembler.Emit(BpfInstruction.Move32(Machine(instruction.Destination), Machine(instruction.Left)));
                break;
            case MachineOperation.Load or MachineOperation.Store or MachineOperation.AtomicAdd:
                WriteMemory(instruction);
                break;
            case MachineOperation.Spill:
                _assembler.Emit(BpfInstruction.Store(MemorySize.DoubleWord, BpfRegister.FramePointer, (short)FrameLayout.OffsetOfSpill(instruction.Spill), Machine(instruction.Left)));
                break;
            case MachineOperation.CallHelper or MachineOperation.CallKernelFunction or MachineOperation.CallFunction:
                WriteCall(instruction);
                break;
            default:
                Compute(Machine(instruction.Destination), instruction);
                break;
        }
    }

    private void WriteEntry(MachineArgument[] parameters)
    {
        ParallelMove moves = new(stackalloc (int, int)[5], isEntry: true);
        for (int index = 0; index < parameters.Length; index++)
        {
            if (parameters[index].Register >= 0)
                moves.Add((int)Machine(parameters[index].Register), index + 1);
        }

        moves.Emit(_assembler);
    }

    private void WriteArithmetic(MachineInstruction instruction)
    {
        BpfRegister destination = Machine(instruction.Destination);
        BpfOperator code = Code(instruction.Arithmetic);
        int immediate = (int)instruction.Immediate;
        _assembler.Emit((instruction.Is32, instruction.Right >= 0) switch
        {
            (false, true) => BpfInstruction.Arithmetic(code, destination, Machine(instruction.Right)),
            (false, false) => BpfInstruction.Arithmetic(code, destination, IsShift(instruction.Arithmetic) ? immediate & 63 : immediate),
            (true, true) => BpfInstruction.Arithmetic32(code, destination, Machine(instruction.Right)),
            (true, false) => BpfInstruction.Arithmetic32(code, destination, immediate),
        });
    }

    private void WriteMemory(MachineInstruction instruction)
    {
        (BpfRegister address, int offset) = instruction.Slot >= 0
            ? (BpfRegister.FramePointer, _frame.OffsetOf(instruction.Slot) + instruction.Offset)
            : (Machine(instruction.Left), instruction.Offset);
        MemorySize size = instruction.Size switch { 1 => MemorySize.Byte, 2 => MemorySize.HalfWord, 4 => MemorySize.Word, _ => MemorySize.DoubleWord };
        switch (instruction.Operation)
        {
            case MachineOperation.Load when instruction.IsSigned:
                _assembler.Emit(BpfInstruction.LoadSigned(size, Machine(instruction.Destination), address, (short)offset));
                break;
            case MachineOperation.Load:
                _assembler.Emit(BpfInstruction.Load(size, Machine(instruction.Destination), address, (short)offset));
                break;
            case MachineOperation.AtomicAdd:
                _assembler.Emit(BpfInstruction.Atomic(AtomicOperator.Add, size, address, (short)offset, Machine(instruction.Right)));
                break;
            default:
                _assembler.Emit(instruction.Right >= 0
                    ? BpfInstruction.Store(size, address, (short)offset, Machine(instruction.Right))
                    : BpfInstruction.Store(size, address, (short)offset, (int)ArithmeticSemantics.SignExtend(instruction.Immediate, 8 * instruction.Size)));
                break;
        }
    }

    private void WriteCall(MachineInstruction call)
    {
        MachineArgument[] arguments = call.Arguments!;
        ParallelMove moves = new(stackalloc (int, int)[5], isEntry: false);
        for (int index = 0; index < arguments.Length; index++)
        {
            if (arguments[index].Register >= 0)
                moves.Add(index + 1, (int)Machine(arguments[index].Register));
        }

        moves.Emit(_assembler);
        for (int index = 0; index < arguments.Length; index++)
        {
            if (arguments[index].Computation is { } computation)
                Compute((BpfRegister)(index + 1), computation);
        }

        switch (call.Operation)
        {
            case MachineOperation.CallHelper:
                _assembler.Call((BpfHelper)call.Number);
                break;
            case MachineOperation.CallKernelFunction:
                _assembler.Emit(BpfInstruction.CallKernelFunction(call.Number));
                break;
            default:
                _assembler.CallLocal(_labelOf(call.Function!));
                break;
        }

        if (call.Destination >= 0)
            Move(Machine(call.Destination), BpfRegister.R0);
    }

    // What reads no register, straight into the register that wants it.
    private void Compute(BpfRegister destination, MachineInstruction computation)
    {
        switch (computation.Operation)
        {
            case MachineOperation.Constant:
                _assembler.LoadConstant(destination, computation.Immediate);
                break;
            case MachineOperation.FrameAddress:
                _assembler.Emit(BpfInstruction.Move(destination, BpfRegister.FramePointer));
                _assembler.Emit(BpfInstruction.Arithmetic(BpfOperator.Add, destination, _frame.OffsetOf(computation.Slot) + computation.Offset));
                break;
            case MachineOperation.Map:
                _assembler.LoadMap(destination, computation.Number);
                break;
            case MachineOperation.MapValue:
                _assembler.LoadMapValue(destination, computation.Number, computation.Offset);
                break;
            case MachineOperation.Function:
                _assembler.LoadFunction(destination, _labelOf(computation.Function!));
                break;
            case MachineOperation.Reload:
                _assembler.Emit(BpfInstruction.Load(MemorySize.DoubleWord, destination, BpfRegister.FramePointer, (short)FrameLayout.OffsetOfSpill(computation.Spill)));
                break;
            default:
                throw new InvalidOperationException($"{computation.Operation} cannot be written");
        }
    }

    private void Move(BpfRegister to, BpfRegister from)
    {
        if (to != from)
            _assembler.Emit(BpfInstruction.Move(to, from));
    }

    private void WriteTerminator(MachineBlock block, MachineInstruction terminator)
    {
        int next = block.Index + 1;
        switch (terminator.Operation)
        {
            case MachineOperation.Jump:
                JumpUnlessNext(terminator.WhenTrue!, next);
                break;
            case MachineOperation.Branch:
                MachineBlock target = terminator.WhenTrue!;
                MachineBlock other = terminator.WhenFalse!;
                Comparison comparison = terminator.Comparison;
                if (target.Index == next && ArithmeticSemantics.Opposite(comparison) is { } opposite)
                    (comparison, target, other) = (opposite, other, target);
                WriteBranch(terminator, comparison, _blocks[target.Index]);
                JumpUnlessNext(other, next);
                break;
            default:
                if (terminator.Right >= 0)
                    Move(BpfRegister.R0, Machine(terminator.Right));
                else
                    _assembler.LoadConstant(BpfRegister.R0, terminator.Immediate);
                _assembler.Emit(BpfInstruction.Exit());
                break;
        }
    }

    private void JumpUnlessNext(MachineBlock target, int next)
    {
        if (target.Index != next)
            _assembler.Jump(_blocks[target.Index]);
    }

    private void WriteBranch(MachineInstruction branch, Comparison comparison, BpfLabel target)
    {
        BpfRegister left = Machine(branch.Left);
        BpfComparison code = Code(comparison);
        if (branch.Right >= 0)
            _assembler.JumpIf(code, left, Machine(branch.Right), target);
        else if (branch.Is32)
            _assembler.JumpIf32(code, left, (int)branch.Immediate, target);
        else
            _assembler.JumpIf(code, left, (int)branch.Immediate, target);
    }

    private static bool IsShift(ArithmeticOperator @operator) =>
        @operator is ArithmeticOperator.ShiftLeft or ArithmeticOperator.ShiftRight or ArithmeticOperator.ShiftRightArithmetic;

    private static BpfOperator Code(ArithmeticOperator @operator) => @operator switch
    {
        ArithmeticOperator.Add => BpfOperator.Add,
        ArithmeticOperator.Subtract => BpfOperator.Subtract,
        ArithmeticOperator.Multiply => BpfOperator.Multiply,
        ArithmeticOperator.Divide => BpfOperator.Divide,
        ArithmeticOperator.Modulo => BpfOperator.Modulo,
        ArithmeticOperator.SignedDivide => BpfOperator.SignedDivide,
        ArithmeticOperator.SignedModulo => BpfOperator.SignedModulo,
        ArithmeticOperator.And => BpfOperator.And,
        ArithmeticOperator.Or => BpfOperator.Or,
        ArithmeticOperator.Xor => BpfOperator.Xor,
        ArithmeticOperator.ShiftLeft => BpfOperator.ShiftLeft,
        ArithmeticOperator.ShiftRight => BpfOperator.ShiftRight,
        ArithmeticOperator.ShiftRightArithmetic => BpfOperator.ArithmeticShiftRight,
        _ => throw new ArgumentOutOfRangeException(nameof(@operator), @operator, "no such operator"),
    };

    private static BpfComparison Code(Comparison comparison) => comparison switch
    {
        Comparison.Equal => BpfComparison.Equal,
        Comparison.NotEqual => BpfComparison.NotEqual,
        Comparison.Less => BpfComparison.Less,
        Comparison.LessOrEqual => BpfComparison.LessOrEqual,
        Comparison.Greater => BpfComparison.Greater,
        Comparison.GreaterOrEqual => BpfComparison.GreaterOrEqual,
        Comparison.SignedLess => BpfComparison.SignedLess,
        Comparison.SignedLessOrEqual => BpfComparison.SignedLessOrEqual,
        Comparison.SignedGreater => BpfComparison.SignedGreater,
        Comparison.SignedGreaterOrEqual => BpfComparison.SignedGreaterOrEqual,
        Comparison.BitsSet => BpfComparison.Set,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "no such comparison"),
    };
}
