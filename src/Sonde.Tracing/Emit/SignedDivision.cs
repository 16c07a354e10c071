using System.Numerics;
using Sonde.Tracing.Intermediate;
using static Sonde.Tracing.Emit.MachineInstruction;

namespace Sonde.Tracing.Emit;

/// <summary>Signed division and remainder out of unsigned ones, for kernels before ISA v4, and by powers of two out of shifts. Without branches.</summary>
internal readonly ref struct SignedDivision(MachineFunction function, List<MachineInstruction> output)
{
    /// <summary>True for a division by 2, 4, 8 ... 2^30.</summary>
    public static bool IsPowerOfTwo(MachineInstruction division) =>
        division.Right < 0 && division.Immediate is > 1 and <= 1 << 30 && BitOperations.IsPow2(division.Immediate);

    /// <summary>Appends instructions that do what <paramref name="division"/> says.</summary>
    /// <param name="division">A signed division or remainder.</param>
    /// <param name="left">The register of its dividend.</param>
    public void Expand(MachineInstruction division, int left)
    {
        if (IsPowerOfTwo(division))
            ExpandShifts(division, left);
        else
            ExpandDivision(division, left);
    }

    // Rounding is towards zero: 2^k - 1 is added to a negative dividend.
    private void ExpandShifts(MachineInstruction division, int left)
    {
        int bits = BitOperations.Log2((ulong)division.Immediate);
        int biased = Copy(left, division);
        Apply(ArithmeticOperator.ShiftRightArithmetic, biased, 63, division);
        Apply(ArithmeticOperator.ShiftRight, biased, 64 - bits, division);
        Apply(ArithmeticOperator.Add, biased, left, division, isRegister: true);
        if (division.Arithmetic == ArithmeticOperator.SignedDivide)
        {
            Apply(ArithmeticOperator.ShiftRightArithmetic, biased, bits, division);
            Finish(biased, division);
            return;
        }

        Apply(ArithmeticOperator.And, biased, -division.Immediate, division);
        int result = Copy(left, division);
        Apply(ArithmeticOperator.Subtract, result, biased, division, isRegister: true);
        Finish(result, division);
    }

    private void ExpandDivision(MachineInstruction division, int left)
    {
        bool isQuotient = division.Arithmetic == ArithmeticOperator.SignedDivide;
        (int magnitude, int sign) = Magnitude(left, division);
        int divisor = None;
        if (division.Right >= 0)
        {
            (divisor, int divisorSign) = Magnitude(division.Right, division);
            if (isQuotient)
                Apply(ArithmeticOperator.Xor, sign, divisorSign, division, isRegister: true);
        }
        else
        {
            divisor = Constant(division.Immediate < 0 ? unchecked(-division.Immediate) : division.Immediate, division);
            if (isQuotient && division.Immediate < 0)
                Apply(ArithmeticOperator.Xor, sign, -1, division);
        }

        Apply(isQuotient ? ArithmeticOperator.Divide : ArithmeticOperator.Modulo, magnitude, divisor, division, isRegister: true);
        Apply(ArithmeticOperator.Xor, magnitude, sign, division, isRegister: true);
        Apply(ArithmeticOperator.Subtract, magnitude, sign, division, isRegister: true);
        Finish(magnitude, division);
    }

    // sign = value s>> 63; (value ^ sign) - sign.
    private (int Magnitude, int Sign) Magnitude(int value, MachineInstruction division)
    {
        int sign = Copy(value, division);
        Apply(ArithmeticOperator.ShiftRightArithmetic, sign, 63, division);
        int magnitude = Copy(value, division);
        Apply(ArithmeticOperator.Xor, magnitude, sign, division, isRegister: true);
        Apply(ArithmeticOperator.Subtract, magnitude, sign, division, isRegister: true);
        return (magnitude, sign);
    }

    private int Constant(long value, MachineInstruction division)
    {
        int register = function.NewRegister();
        output.Add(new MachineInstruction { Operation = MachineOperation.Constant, Destination = register, Immediate = value, Span = division.Span });
        return register;
    }

    private int Copy(int source, MachineInstruction division)
    {
        int register = function.NewRegister();
        output.Add(new MachineInstruction { Operation = MachineOperation.Copy, Destination = register, Left = source, Span = division.Span });
        return register;
    }

    private void Finish(int result, MachineInstruction division) =>
        output.Add(new MachineInstruction { Operation = MachineOperation.Copy, Destination = division.Destination, Left = result, Span = division.Span });

    private void Apply(ArithmeticOperator @operator, int target, long right, MachineInstruction division, bool isRegister = false) =>
        output.Add(new MachineInstruction
        {
            Operation = MachineOperation.Arithmetic,
            Arithmetic = @operator,
            Destination = target,
            Left = target,
            Right = isRegister ? (int)right : None,
            Immediate = isRegister ? 0 : right,
            Span = division.Span,
        });
}
