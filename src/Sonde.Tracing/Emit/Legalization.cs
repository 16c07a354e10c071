using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Emit;

/// <summary>Brings instructions into the shapes that BPF has: two addresses, immediates of 32 bits, divisions and extensions of the kernel's level.</summary>
internal sealed class Legalization
{
    private readonly MachineFunction _function;
    private readonly RegisterFacts _facts;
    private List<MachineInstruction> _output = [];

    private Legalization(MachineFunction function)
    {
        _function = function;
        _facts = new RegisterFacts(function);
    }

    /// <summary>Rewrites the function. The facts go on speaking of the instructions as they were, so it works on copies.</summary>
    public static void Run(MachineFunction function)
    {
        Legalization pass = new(function);
        foreach (MachineBlock block in function.Blocks)
        {
            pass._output = new List<MachineInstruction>(block.Instructions.Count + 8);
            foreach (MachineInstruction instruction in block.Instructions)
                pass.Legalize(instruction.CloneTo(instruction.Destination));
            block.Instructions.Clear();
            block.Instructions.AddRange(pass._output);
        }
    }

    private void Legalize(MachineInstruction instruction)
    {
        switch (instruction.Operation)
        {
            case MachineOperation.Arithmetic when IsSignedDivision(instruction.Arithmetic) && !HasSignedDivision(instruction):
                new SignedDivision(_function, _output).Expand(instruction, InRegister(instruction.Left, instruction));
                break;
            case MachineOperation.Arithmetic:
                LegalizeArithmetic(instruction);
                break;
            case MachineOperation.SignExtend:
                LegalizeSignExtension(instruction);
                break;
            case MachineOperation.ZeroExtend when instruction.Size != 32:
                LegalizeZeroExtension(instruction);
                break;
            case MachineOperation.Negate or MachineOperation.SwapBytes:
                CopyLeft(instruction);
                _output.Add(instruction);
                break;
            case MachineOperation.Load when instruction.IsSigned && !_function.Options.HasVersion4:
                LegalizeSignedLoad(instruction);
                break;
            case MachineOperation.Store when instruction.Right < 0 && instruction.Size == 8 && !FitsImmediate(instruction.Immediate):
            case MachineOperation.AtomicAdd when instruction.Right < 0:
                instruction.Right = NewConstant(instruction.Immediate, instruction);
                goto default;
            case MachineOperation.Branch:
                LegalizeBranch(instruction);
                break;
            default:
                RecomputeOperands(instruction);
                _output.Add(instruction);
                break;
        }
    }

    private static bool IsSignedDivision(ArithmeticOperator @operator) => @operator is ArithmeticOperator.SignedDivide or ArithmeticOperator.SignedModulo;

    // Powers of two are quicker without dividing, on every level.
    private bool HasSignedDivision(MachineInstruction division) => _function.Options.HasVersion4 && !SignedDivision.IsPowerOfTwo(division);

    private static bool FitsImmediate(long value) => value == (int)value;

    private void LegalizeArithmetic(MachineInstruction instruction)
    {
        NarrowDivision(instruction);
        instruction.Right = instruction.Right >= 0 ? InRegister(instruction.Right, instruction) : instruction.Right;
        if (instruction.Right < 0 && !FitsImmediate(instruction.Immediate) && !TryMask32(instruction))
            instruction.Right = NewConstant(instruction.Immediate, instruction);
        if (instruction.Right >= 0 && instruction.Right == instruction.Destination && instruction.Left != instruction.Destination)
        {
            if (ArithmeticSimplification.IsCommutative(instruction.Arithmetic))
                (instruction.Left, instruction.Right) = (instruction.Right, instruction.Left);
            else
                instruction.Right = NewCopy(instruction.Right, instruction);
        }

        CopyLeft(instruction);
        _output.Add(instruction);
    }

    // 32-bit division is several times quicker on many processors.
    private void NarrowDivision(MachineInstruction instruction)
    {
        if (instruction.Arithmetic is ArithmeticOperator.Divide or ArithmeticOperator.Modulo && _facts.Width(instruction.Left) <= 32
            && (instruction.Right >= 0 ? _facts.Width(instruction.Right) <= 32 : instruction.Immediate == (uint)instruction.Immediate))
        {
            instruction.Is32 = true;
            instruction.Immediate = (int)instruction.Immediate;
        }
    }

    // A mask of 32 bits is an immediate of the 32-bit operation, which clears the upper half as the mask does.
    private static bool TryMask32(MachineInstruction instruction)
    {
        if (instruction.Arithmetic != ArithmeticOperator.And || instruction.Immediate != (uint)instruction.Immediate)
            return false;
        (instruction.Is32, instruction.Immediate) = (true, (int)instruction.Immediate);
        return true;
    }

    private void LegalizeSignExtension(MachineInstruction instruction)
    {
        if (_function.Options.HasVersion4 && instruction.Size is 8 or 16 or 32)
        {
            RecomputeOperands(instruction);
            _output.Add(instruction);
            return;
        }

        Shift(instruction, ArithmeticOperator.ShiftLeft, 64 - instruction.Size);
        Shift(instruction, ArithmeticOperator.ShiftRightArithmetic, 64 - instruction.Size);
    }

    private void LegalizeSignedLoad(MachineInstruction load)
    {
        load.IsSigned = false;
        RecomputeOperands(load);
        _output.Add(load);
        LegalizeSignExtension(new MachineInstruction
        {
            Operation = MachineOperation.SignExtend,
            Destination = load.Destination,
            Left = load.Destination,
            Size = 8 * load.Size,
            Span = load.Span,
        });
    }

    private void LegalizeZeroExtension(MachineInstruction instruction)
    {
        if (instruction.Size < 32)
        {
            (instruction.Operation, instruction.Arithmetic) = (MachineOperation.Arithmetic, ArithmeticOperator.And);
            instruction.Immediate = (1L << instruction.Size) - 1;
            LegalizeArithmetic(instruction);
            return;
        }

        Shift(instruction, ArithmeticOperator.ShiftLeft, 64 - instruction.Size);
        Shift(instruction, ArithmeticOperator.ShiftRight, 64 - instruction.Size);
    }

    private void Shift(MachineInstruction extension, ArithmeticOperator @operator, int count)
    {
        LegalizeArithmetic(new MachineInstruction
        {
            Operation = MachineOperation.Arithmetic,
            Arithmetic = @operator,
            Destination = extension.Destination,
            Left = extension.Left,
            Immediate = count,
            Span = extension.Span,
        });
        extension.Left = extension.Destination;
    }

    private void LegalizeBranch(MachineInstruction branch)
    {
        if (branch.Right < 0 && !FitsImmediate(branch.Immediate))
        {
            // Both sides below 2^32: the 32-bit comparison takes the constant.
            bool isNarrow = branch.Immediate == (uint)branch.Immediate && _facts.Width(branch.Left) <= 32
                && branch.Comparison is not (Comparison.SignedLess or Comparison.SignedLessOrEqual or Comparison.SignedGreater or Comparison.SignedGreaterOrEqual);
            if (isNarrow)
                (branch.Is32, branch.Immediate) = (true, (int)branch.Immediate);
            else
                branch.Right = NewConstant(branch.Immediate, branch);
        }

        RecomputeOperands(branch);
        _output.Add(branch);
    }

    // The first operand becomes the destination, as two-address instructions want it.
    private void CopyLeft(MachineInstruction instruction)
    {
        if (instruction.Left == instruction.Destination)
            return;
        MachineInstruction copy = Recomputable(instruction.Left) is { } computation
            ? computation.CloneTo(instruction.Destination)
            : new MachineInstruction { Operation = MachineOperation.Copy, Destination = instruction.Destination, Left = instruction.Left };
        copy.Span = instruction.Span;
        _output.Add(copy);
        instruction.Left = instruction.Destination;
    }

    private void RecomputeOperands(MachineInstruction instruction)
    {
        if (instruction.Left >= 0)
            instruction.Left = InRegister(instruction.Left, instruction);
        if (instruction.Right >= 0)
            instruction.Right = InRegister(instruction.Right, instruction);
    }

    // Constants and addresses of the frame are computed where they are needed, and hold no register in between.
    private MachineInstruction? Recomputable(int register) =>
        _facts.Definition(register) is { Operation: MachineOperation.Constant or MachineOperation.FrameAddress } definition ? definition : null;

    private int InRegister(int register, MachineInstruction user)
    {
        if (Recomputable(register) is not { } definition)
            return register;
        MachineInstruction computation = definition.CloneTo(_function.NewRegister());
        computation.Span = user.Span;
        _output.Add(computation);
        return computation.Destination;
    }

    private int NewConstant(long value, MachineInstruction user)
    {
        int register = _function.NewRegister();
        _output.Add(new MachineInstruction { Operation = MachineOperation.Constant, Destination = register, Immediate = value, Span = user.Span });
        return register;
    }

    private int NewCopy(int source, MachineInstruction user)
    {
        int register = _function.NewRegister();
        _output.Add(new MachineInstruction { Operation = MachineOperation.Copy, Destination = register, Left = source, Span = user.Span });
        return register;
    }
}
