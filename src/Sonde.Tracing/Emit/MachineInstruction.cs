using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Emit;

/// <summary>An instruction on virtual registers on its way to BPF: mutable, and one shape for all, so that the passes stay plain loops.</summary>
internal sealed class MachineInstruction
{
    /// <summary>No register, slot or spill.</summary>
    public const int None = -1;

    /// <summary>The most registers that one instruction reads.</summary>
    public const int MostUses = 7;

    public MachineOperation Operation;
    public ArithmeticOperator Arithmetic;
    public Comparison Comparison;

    /// <summary>True where arithmetic or comparison is on the low 32 bits, the result zero-extended.</summary>
    public bool Is32;
    public bool IsSigned;

    /// <summary>The register that is written. Once two-address, that of arithmetic is <see cref="Left"/> too.</summary>
    public int Destination = None;

    /// <summary>The first operand, source or base; none for a base in the frame, see <see cref="Slot"/>.</summary>
    public int Left = None;

    /// <summary>The second operand or stored value; none for <see cref="Immediate"/>.</summary>
    public int Right = None;
    public long Immediate;

    /// <summary>Bytes of memory, or bits of an extension.</summary>
    public int Size;

    /// <summary>Bytes behind the base, or the offset within a slot.</summary>
    public int Offset;
    public int Slot = None;
    public int Spill = None;

    /// <summary>The number of helper, kernel function or map.</summary>
    public int Number;
    public IntermediateFunction? Function;
    public MachineArgument[]? Arguments;
    public MachineBlock? WhenTrue;
    public MachineBlock? WhenFalse;
    public SourceSpan? Span;

    public bool IsCall => Operation is MachineOperation.CallHelper or MachineOperation.CallKernelFunction or MachineOperation.CallFunction;

    public bool IsMemory => Operation is MachineOperation.Load or MachineOperation.Store or MachineOperation.AtomicAdd;

    /// <summary>True where nothing but the destination shows that the instruction ran.</summary>
    public bool IsPure => Operation is not (MachineOperation.Entry or MachineOperation.Store or MachineOperation.AtomicAdd or MachineOperation.Spill
        or MachineOperation.Jump or MachineOperation.Branch or MachineOperation.Return) && !IsCall;

    /// <summary>True where the result depends on nothing: it can be computed again wherever it is needed.</summary>
    public bool IsRematerializable => Operation is MachineOperation.Constant or MachineOperation.FrameAddress or MachineOperation.Map
        or MachineOperation.MapValue or MachineOperation.Function;

    /// <summary>The registers that are read.</summary>
    /// <param name="uses">Room for <see cref="MostUses"/>.</param>
    /// <returns>How many.</returns>
    public int Uses(Span<int> uses)
    {
        int count = 0;
        if (Left >= 0)
            uses[count++] = Left;
        if (Right >= 0)
            uses[count++] = Right;
        if (Arguments is null || Operation == MachineOperation.Entry)
            return count;
        foreach (MachineArgument argument in Arguments)
        {
            if (argument.Register >= 0)
                uses[count++] = argument.Register;
        }

        return count;
    }

    /// <summary>The registers that are written.</summary>
    /// <param name="definitions">Room for <see cref="MostUses"/>.</param>
    /// <returns>How many.</returns>
    public int Definitions(Span<int> definitions)
    {
        int count = 0;
        if (Destination >= 0)
            definitions[count++] = Destination;
        if (Operation != MachineOperation.Entry)
            return count;
        foreach (MachineArgument argument in Arguments!)
        {
            if (argument.Register >= 0)
                definitions[count++] = argument.Register;
        }

        return count;
    }

    /// <summary>Reads <paramref name="to"/> where it read <paramref name="from"/>.</summary>
    public void ReplaceUses(int from, int to)
    {
        if (Left == from)
            Left = to;
        if (Right == from)
            Right = to;
        if (Arguments is null || Operation == MachineOperation.Entry)
            return;
        for (int index = 0; index < Arguments.Length; index++)
        {
            if (Arguments[index].Register == from)
                Arguments[index] = new MachineArgument(to);
        }
    }

    /// <summary>The same computation with another destination.</summary>
    public MachineInstruction CloneTo(int destination)
    {
        MachineInstruction clone = (MachineInstruction)MemberwiseClone();
        clone.Destination = destination;
        return clone;
    }

    /// <summary>Becomes another instruction with the same destination and span.</summary>
    public void BecomeCopy(int source)
    {
        Operation = MachineOperation.Copy;
        (Left, Right) = (source, None);
    }

    /// <inheritdoc cref="BecomeCopy"/>
    public void BecomeConstant(long value)
    {
        Operation = MachineOperation.Constant;
        (Left, Right, Immediate) = (None, None, value);
    }
}
