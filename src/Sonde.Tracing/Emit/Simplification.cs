using Sonde.Tracing.Intermediate;
using static Sonde.Tracing.Emit.MachineInstruction;

namespace Sonde.Tracing.Emit;

/// <summary>Puts constants, copies and addresses of the frame where they are used, and computes what can be computed now.</summary>
internal sealed class Simplification
{
    private readonly RegisterFacts _facts;
    private readonly ArithmeticSimplification _arithmetic;

    // What a register that is written several times holds at this place of the current block.
    private readonly long[] _localValues;
    private readonly int[] _localStamps;
    private int _stamp;
    private bool _changed;

    private Simplification(MachineFunction function)
    {
        _facts = new RegisterFacts(function);
        _arithmetic = new ArithmeticSimplification(_facts, function.Options);
        _localValues = new long[function.RegisterCount];
        _localStamps = new int[function.RegisterCount];
    }

    /// <summary>Simplifies every instruction once.</summary>
    /// <returns>True where something changed.</returns>
    public static bool Run(MachineFunction function)
    {
        Simplification pass = new(function);
        Span<int> definitions = stackalloc int[MostUses];
        foreach (MachineBlock block in function.Blocks)
        {
            pass._stamp++;
            foreach (MachineInstruction instruction in block.Instructions)
            {
                pass.Simplify(instruction);
                foreach (int register in definitions[..instruction.Definitions(definitions)])
                    pass._localStamps[register] = 0;
                if (instruction.Operation == MachineOperation.Constant)
                    (pass._localStamps[instruction.Destination], pass._localValues[instruction.Destination]) = (pass._stamp, instruction.Immediate);
            }
        }

        return pass._changed | CopyForwarding.Run(function, pass._facts);
    }

    private void Simplify(MachineInstruction instruction)
    {
        if (instruction.Operation == MachineOperation.Entry)
            return;
        ForwardCopies(instruction);
        if (instruction.Right >= 0 && TryConstant(instruction.Right, out long right))
        {
            (instruction.Right, instruction.Immediate) = (None, right);
            _changed = true;
        }

        if (instruction.IsMemory)
            SimplifyAddress(instruction);
        if (instruction.Arguments is not null)
            SimplifyArguments(instruction);
        long? left = instruction.Left >= 0 && TryConstant(instruction.Left, out long value) ? value : null;
        _changed |= instruction.Operation switch
        {
            MachineOperation.Copy => SimplifyCopy(instruction, left),
            MachineOperation.Branch => SimplifyBranch(instruction, left),
            _ => _arithmetic.Simplify(instruction, left),
        };
    }

    private bool TryConstant(int register, out long value)
    {
        if (_localStamps[register] == _stamp)
        {
            value = _localValues[register];
            return true;
        }

        MachineInstruction? definition = _facts.Definition(register, MachineOperation.Constant);
        value = definition?.Immediate ?? 0;
        return definition is not null;
    }

    // A copy that is written once, of a register that is written once, is that register.
    private void ForwardCopies(MachineInstruction instruction)
    {
        Span<int> uses = stackalloc int[MostUses];
        foreach (int register in uses[..instruction.Uses(uses)])
        {
            int source = register;
            while (_facts.Definition(source, MachineOperation.Copy) is { } copy && _facts.IsDefinedOnce(copy.Left))
                source = copy.Left;
            if (source == register)
                continue;
            instruction.ReplaceUses(register, source);
            _facts.AddUse(source);
            _changed = true;
        }
    }

    private void SimplifyAddress(MachineInstruction instruction)
    {
        if (instruction.Left < 0 || _facts.Definition(instruction.Left) is not { } address)
            return;
        if (address.Operation == MachineOperation.FrameAddress)
        {
            (instruction.Left, instruction.Slot) = (None, address.Slot);
            instruction.Offset += address.Offset;
            _changed = true;
        }
        else if (address.Operation == MachineOperation.Arithmetic && address is { Arithmetic: ArithmeticOperator.Add, Right: < 0 }
            && _facts.IsDefinedOnce(address.Left) && _facts.IsOnlyBase(instruction.Left)
            && instruction.Offset + address.Immediate is >= short.MinValue and <= short.MaxValue)
        {
            instruction.Left = address.Left;
            instruction.Offset += (int)address.Immediate;
            _changed = true;
        }
    }

    private void SimplifyArguments(MachineInstruction call)
    {
        MachineArgument[] arguments = call.Arguments!;
        for (int index = 0; index < arguments.Length; index++)
        {
            int register = arguments[index].Register;
            if (register < 0)
                continue;
            MachineInstruction? computation = TryConstant(register, out long value)
                ? new MachineInstruction { Operation = MachineOperation.Constant, Immediate = value }
                : _facts.Definition(register) is { IsRematerializable: true } definition
                    && (definition.Operation != MachineOperation.MapValue || _facts.UseCount(register) == 1) ? definition.CloneTo(None) : null;
            if (computation is null)
                continue;
            arguments[index] = new MachineArgument(computation);
            _changed = true;
        }
    }

    private bool SimplifyCopy(MachineInstruction copy, long? source)
    {
        if (source is { } value)
        {
            copy.BecomeConstant(value);
            return true;
        }

        if (_facts.Definition(copy.Left, MachineOperation.FrameAddress) is not { } address)
            return false;
        (copy.Operation, copy.Left, copy.Slot, copy.Offset) = (MachineOperation.FrameAddress, None, address.Slot, address.Offset);
        return true;
    }

    private bool SimplifyBranch(MachineInstruction branch, long? left)
    {
        if (branch.WhenTrue == branch.WhenFalse)
        {
            BecomeJump(branch, branch.WhenTrue!);
            return true;
        }

        if (branch.Left == branch.Right && branch.Comparison != Comparison.BitsSet)
        {
            BecomeJump(branch, ArithmeticSemantics.Evaluate(branch.Comparison, 0, 0) ? branch.WhenTrue! : branch.WhenFalse!);
            return true;
        }

        if (left is { } constant && branch.Right < 0)
        {
            BecomeJump(branch, ArithmeticSemantics.Evaluate(branch.Comparison, constant, branch.Immediate) ? branch.WhenTrue! : branch.WhenFalse!);
            return true;
        }

        if (left is { } first)
        {
            (branch.Left, branch.Right, branch.Immediate) = (branch.Right, None, first);
            branch.Comparison = ArithmeticSemantics.Mirrored(branch.Comparison);
            return true;
        }

        return TestBits(branch);
    }

    // (a & b) != 0 is one instruction, if nothing else wants the bits.
    private bool TestBits(MachineInstruction branch)
    {
        if (branch is not { Comparison: Comparison.NotEqual or Comparison.Equal, Right: < 0, Immediate: 0 }
            || _facts.Definition(branch.Left, MachineOperation.Arithmetic) is not { Arithmetic: ArithmeticOperator.And } and
            || _facts.UseCount(branch.Left) != 1 || !_facts.IsDefinedOnce(and.Left) || (and.Right >= 0 && !_facts.IsDefinedOnce(and.Right)))
            return false;
        if (branch.Comparison == Comparison.Equal)
            (branch.WhenTrue, branch.WhenFalse) = (branch.WhenFalse, branch.WhenTrue);
        branch.Comparison = Comparison.BitsSet;
        (branch.Left, branch.Right, branch.Immediate) = (and.Left, and.Right, and.Immediate);
        return true;
    }

    private static void BecomeJump(MachineInstruction branch, MachineBlock target)
    {
        branch.Operation = MachineOperation.Jump;
        (branch.Left, branch.Right, branch.WhenTrue, branch.WhenFalse) = (None, None, target, null);
    }
}
