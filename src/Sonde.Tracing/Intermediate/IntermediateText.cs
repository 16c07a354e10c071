using System.Text;
using Sonde.Bpf.Instructions;

namespace Sonde.Tracing.Intermediate;

/// <summary>Writes functions as text, one instruction a line, for -d ir and for tests.</summary>
public static class IntermediateText
{
    /// <summary>The text of a function, with a line break at the end.</summary>
    public static string Format(IntermediateFunction function)
    {
        StringBuilder text = new();
        text.Append(function.Kind == FunctionKind.Program ? "program " : "callback ").Append(function)
            .Append('(').Append(function.ParameterCount).Append(")\n");
        foreach (Slot slot in function.Slots)
            text.Append($"  {slot}: {slot.Size} bytes, aligned to {slot.Alignment}\n");
        foreach (BasicBlock block in function.Blocks)
        {
            text.Append(block).Append(':').Append(block.Label is null ? "" : $" ; {block.Label}").Append('\n');
            foreach (Instruction instruction in block.Instructions)
                text.Append("  ").Append(Format(instruction)).Append('\n');
            text.Append("  ").Append(Format(block.Terminator)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The text of an instruction, without indentation.</summary>
    public static string Format(Instruction instruction) => instruction switch
    {
        Constant constant => $"{constant.Destination} = {constant.Value}",
        Move move => $"{move.Destination} = {move.Source}",
        Operation operation => $"{operation.Destination} = {operation.Left} {Name(operation.Operator)} {operation.Right}",
        Negate negate => $"{negate.Destination} = -{negate.Source}",
        SignExtend extend => $"{extend.Destination} = sign-extend {extend.Bits} {extend.Source}",
        ZeroExtend extend => $"{extend.Destination} = zero-extend {extend.Bits} {extend.Source}",
        ByteSwap swap => $"{swap.Destination} = byte-swap {swap.Bits} {swap.Source}",
        Load load => $"{load.Destination} = {Memory(load.Base, load.Offset, load.Size, load.IsSigned)}",
        Store store => $"{Memory(store.Base, store.Offset, store.Size, isSigned: false)} = {store.Value}",
        AtomicAdd add => $"atomic {Memory(add.Base, add.Offset, add.Size, isSigned: false)} += {add.Source}",
        SlotAddress address => $"{address.Destination} = &{address.Slot}{Plus(address.Offset)}",
        Parameter parameter => $"{parameter.Destination} = parameter {parameter.Index}",
        MapHandle map => $"{map.Destination} = map {map.MapId}",
        MapValueAddress address => $"{address.Destination} = &map {address.MapId} value{Plus(address.Offset)}",
        FunctionAddress address => $"{address.Destination} = {address.Function}",
        CallHelper call => Call(call.Destination, BpfHelperNames.NameOf(call.Helper), call.Arguments),
        CallKernelFunction call => Call(call.Destination, $"kernel function {call.BtfId}", call.Arguments),
        CallFunction call => Call(call.Destination, $"{call.Function}", call.Arguments),
        _ => instruction.ToString(),
    };

    /// <summary>The text of a terminator, without indentation.</summary>
    public static string Format(Terminator? terminator) => terminator switch
    {
        Jump jump => $"jump {jump.Target}",
        Branch branch => $"if {branch.Left} {Name(branch.Comparison)} {branch.Right} {branch.WhenTrue} else {branch.WhenFalse}",
        Return leave => $"return {leave.Value}",
        null => "unfinished",
        _ => terminator.ToString(),
    };

    private static string Memory(Register @base, int offset, int size, bool isSigned) => $"{(isSigned ? 's' : 'u')}{size * 8} [{@base}{Plus(offset)}]";

    private static string Plus(int offset) => offset switch
    {
        0 => "",
        > 0 => $" + {offset}",
        < 0 => $" - {-(long)offset}",
    };

    private static string Call(Register? destination, string callee, IReadOnlyList<Operand> arguments) =>
        $"{(destination is { } result ? $"{result} = " : "")}call {callee}({string.Join(", ", arguments)})";

    private static string Name(ArithmeticOperator @operator) => @operator switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        ArithmeticOperator.Modulo => "%",
        ArithmeticOperator.SignedDivide => "s/",
        ArithmeticOperator.SignedModulo => "s%",
        ArithmeticOperator.And => "&",
        ArithmeticOperator.Or => "|",
        ArithmeticOperator.Xor => "^",
        ArithmeticOperator.ShiftLeft => "<<",
        ArithmeticOperator.ShiftRight => ">>",
        ArithmeticOperator.ShiftRightArithmetic => "s>>",
        _ => @operator.ToString(),
    };

    private static string Name(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "==",
        Comparison.NotEqual => "!=",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => ">=",
        Comparison.SignedLess => "s<",
        Comparison.SignedLessOrEqual => "s<=",
        Comparison.SignedGreater => "s>",
        Comparison.SignedGreaterOrEqual => "s>=",
        Comparison.BitsSet => "&",
        _ => comparison.ToString(),
    };
}
