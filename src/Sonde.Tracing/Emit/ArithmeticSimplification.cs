using System.Numerics;
using Sonde.Tracing.Intermediate;
using static Sonde.Tracing.Emit.MachineInstruction;

namespace Sonde.Tracing.Emit;

/// <summary>Simpler equals of arithmetic: constants folded, neutral operands dropped, multiplication and division by powers of two as shifts.</summary>
internal sealed class ArithmeticSimplification(RegisterFacts facts, EmitOptions options)
{
    /// <summary>Simplifies one instruction in place.</summary>
    /// <param name="instruction">Any instruction.</param>
    /// <param name="left">The value of its first operand, where that is known.</param>
    /// <returns>True where it changed.</returns>
    public bool Simplify(MachineInstruction instruction, long? left)
    {
        if (left is { } value && FoldUnary(instruction, value) is { } folded)
        {
            instruction.BecomeConstant(folded);
            return true;
        }

        switch (instruction.Operation)
        {
            case MachineOperation.Arithmetic when left is { } constant:
                return SimplifyConstantLeft(instruction, constant);
            case MachineOperation.Arithmetic:
                return instruction.Right < 0 ? SimplifyConstantRight(instruction) : SimplifySame(instruction);
            case MachineOperation.ZeroExtend when facts.Width(instruction.Left) <= instruction.Size:
            case MachineOperation.SignExtend when facts.Width(instruction.Left) < instruction.Size:
                instruction.BecomeCopy(instruction.Left);
                return true;
            case MachineOperation.SignExtend:
                return TrySignedLoad(instruction);
            default:
                return false;
        }
    }

    private static long? FoldUnary(MachineInstruction instruction, long value) => instruction.Operation switch
    {
        MachineOperation.Negate => unchecked(-value),
        MachineOperation.SignExtend => ArithmeticSemantics.SignExtend(value, instruction.Size),
        MachineOperation.ZeroExtend => ArithmeticSemantics.ZeroExtend(value, instruction.Size),
        MachineOperation.SwapBytes => ArithmeticSemantics.SwapBytes(value, instruction.Size),
        _ => null,
    };

    private static bool SimplifyConstantLeft(MachineInstruction instruction, long left)
    {
        if (instruction.Right < 0)
        {
            instruction.BecomeConstant(ArithmeticSemantics.Evaluate(instruction.Arithmetic, left, instruction.Immediate));
            return true;
        }

        if (!IsCommutative(instruction.Arithmetic))
            return false;
        (instruction.Left, instruction.Right, instruction.Immediate) = (instruction.Right, None, left);
        return true;
    }

    public static bool IsCommutative(ArithmeticOperator @operator) => @operator is ArithmeticOperator.Add or ArithmeticOperator.Multiply
        or ArithmeticOperator.And or ArithmeticOperator.Or or ArithmeticOperator.Xor;

    private bool SimplifyConstantRight(MachineInstruction instruction)
    {
        long right = instruction.Immediate;
        switch (instruction.Arithmetic)
        {
            case ArithmeticOperator.Add or ArithmeticOperator.Or or ArithmeticOperator.Xor or ArithmeticOperator.Subtract when right == 0:
            case ArithmeticOperator.ShiftLeft or ArithmeticOperator.ShiftRight or ArithmeticOperator.ShiftRightArithmetic when (right & 63) == 0:
            case ArithmeticOperator.Multiply or ArithmeticOperator.Divide or ArithmeticOperator.SignedDivide when right == 1:
            case ArithmeticOperator.Modulo or ArithmeticOperator.SignedModulo when right == 0:
            case ArithmeticOperator.And when right == -1:
                instruction.BecomeCopy(instruction.Left);
                return true;
            case ArithmeticOperator.And or ArithmeticOperator.Multiply or ArithmeticOperator.Divide or ArithmeticOperator.SignedDivide when right == 0:
            case ArithmeticOperator.Modulo or ArithmeticOperator.SignedModulo when right == 1:
            case ArithmeticOperator.SignedModulo when right == -1:
                instruction.BecomeConstant(0);
                return true;
            case ArithmeticOperator.SignedDivide when right == -1:
                instruction.Operation = MachineOperation.Negate;
                return true;
            case ArithmeticOperator.Subtract when right != long.MinValue:
                (instruction.Arithmetic, instruction.Immediate) = (ArithmeticOperator.Add, -right);
                return true;
            case ArithmeticOperator.And:
                return SimplifyMask(instruction, right);
            case ArithmeticOperator.Multiply or ArithmeticOperator.Divide or ArithmeticOperator.Modulo when BitOperations.IsPow2((ulong)right):
                return Shift(instruction, (ulong)right);
            case ArithmeticOperator.Add:
                return AddTwice(instruction);
            default:
                return false;
        }
    }

    private bool SimplifyMask(MachineInstruction instruction, long mask)
    {
        int width = facts.Width(instruction.Left);
        long possible = width == 64 ? -1 : (1L << width) - 1;
        if ((mask & possible) == possible)
        {
            instruction.BecomeCopy(instruction.Left);
            return true;
        }

        // One 32-bit move, where the mask would not even fit an immediate.
        if (mask != uint.MaxValue)
            return false;
        (instruction.Operation, instruction.Size, instruction.Immediate) = (MachineOperation.ZeroExtend, 32, 0);
        return true;
    }

    private static bool Shift(MachineInstruction instruction, ulong power)
    {
        if (instruction.Arithmetic == ArithmeticOperator.Modulo)
        {
            if (power > 1UL << 31)
                return false;
            (instruction.Arithmetic, instruction.Immediate) = (ArithmeticOperator.And, (long)power - 1);
            return true;
        }

        instruction.Arithmetic = instruction.Arithmetic == ArithmeticOperator.Multiply ? ArithmeticOperator.ShiftLeft : ArithmeticOperator.ShiftRight;
        instruction.Immediate = BitOperations.Log2(power);
        return true;
    }

    // (x + 1) + 2, and the address of a slot plus a number.
    private bool AddTwice(MachineInstruction instruction)
    {
        if (facts.Definition(instruction.Left) is not { } first)
            return false;
        if (first is { Operation: MachineOperation.Arithmetic, Arithmetic: ArithmeticOperator.Add, Right: < 0 } && facts.IsDefinedOnce(first.Left))
        {
            instruction.Immediate += first.Immediate;
            instruction.Left = first.Left;
            return true;
        }

        if (first.Operation != MachineOperation.FrameAddress || first.Offset + instruction.Immediate is < 0 or > 512)
            return false;
        (instruction.Operation, instruction.Left, instruction.Slot) = (MachineOperation.FrameAddress, None, first.Slot);
        instruction.Offset = first.Offset + (int)instruction.Immediate;
        return true;
    }

    private static bool SimplifySame(MachineInstruction instruction)
    {
        if (instruction.Left != instruction.Right)
            return false;
        switch (instruction.Arithmetic)
        {
            case ArithmeticOperator.And or ArithmeticOperator.Or:
                instruction.BecomeCopy(instruction.Left);
                return true;
            case ArithmeticOperator.Xor or ArithmeticOperator.Subtract:
                instruction.BecomeConstant(0);
                return true;
            default:
                return false;
        }
    }

    private bool TrySignedLoad(MachineInstruction extension)
    {
        if (!options.HasVersion4 || facts.UseCount(extension.Left) != 1
            || facts.Definition(extension.Left, MachineOperation.Load) is not { IsSigned: false } load || load.Size * 8 != extension.Size || load.Size == 8)
            return false;
        load.IsSigned = true;
        extension.BecomeCopy(extension.Left);
        return true;
    }
}
