using Sonde.Bpf.Instructions;
using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Tests.Intermediate;

public sealed class IntermediateInterpreterTests
{
    [Theory]
    [InlineData(ArithmeticOperator.Divide, 7, 0, 0)]
    [InlineData(ArithmeticOperator.Modulo, 7, 0, 7)]
    [InlineData(ArithmeticOperator.SignedDivide, long.MinValue, -1, long.MinValue)]
    [InlineData(ArithmeticOperator.SignedModulo, long.MinValue, -1, 0)]
    [InlineData(ArithmeticOperator.SignedModulo, -7, 0, -7)]
    [InlineData(ArithmeticOperator.SignedDivide, -7, 2, -3)]
    [InlineData(ArithmeticOperator.Divide, -1, 2, long.MaxValue)]
    [InlineData(ArithmeticOperator.ShiftLeft, 1, 65, 2)]
    [InlineData(ArithmeticOperator.ShiftRightArithmetic, -8, 1, -4)]
    public void Arithmetic_is_that_of_BPF(ArithmeticOperator @operator, long left, long right, long expected)
    {
        IntermediateBuilder builder = new("f", FunctionKind.Callback, 2);
        builder.EmitReturn(builder.EmitOperation(@operator, builder.EmitParameter(0), builder.EmitParameter(1)));
        Assert.Equal(expected, new IntermediateInterpreter(new SyntheticMemory()).Run(builder.Build(), left, right));
    }

    [Fact]
    public void Stack_that_nothing_wrote_cannot_be_read()
    {
        IntermediateBuilder builder = new("f");
        Slot slot = builder.NewSlot(8);
        builder.EmitStore(slot, 0, 4, 1);
        builder.EmitReturn(builder.EmitLoad(slot, 0, 8));
        InterpreterException refusal = Assert.Throws<InterpreterException>(() => new IntermediateInterpreter(new SyntheticMemory()).Run(builder.Build(), 0));
        Assert.Contains("before they are written", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Function_without_end_is_stopped()
    {
        IntermediateBuilder builder = new("f");
        BasicBlock circle = builder.NewBlock();
        builder.EmitJump(circle);
        builder.CurrentBlock = circle;
        builder.EmitJump(circle);
        Assert.Throws<InterpreterException>(() => new IntermediateInterpreter(new SyntheticMemory()) { MostSteps = 1000 }.Run(builder.Build(), 0));
    }

    [Fact]
    public void Helper_of_the_caller_gets_the_arguments_and_gives_the_result()
    {
        IntermediateBuilder builder = new("f");
        builder.EmitReturn(builder.EmitCall(BpfHelper.Strtol, builder.EmitParameter(0), 5));
        IntermediateInterpreter interpreter = new(new SyntheticMemory()) { Helper = (helper, arguments) => helper == BpfHelper.Strtol ? arguments[0] * arguments[1] : 0 };
        Assert.Equal(35, interpreter.Run(builder.Build(), 7));
    }

    [Fact]
    public void Text_shows_every_instruction()
    {
        IntermediateBuilder builder = new("f");
        Slot slot = builder.NewSlot(4, 4);
        BasicBlock end = builder.NewBlock("end");
        Register value = builder.EmitLoad(builder.EmitParameter(0), -8, 2, isSigned: true);
        builder.EmitStore(slot, 0, 4, value);
        builder.EmitBranch(Comparison.SignedLess, value, -1, end, end);
        builder.CurrentBlock = end;
        builder.EmitReturn(builder.EmitOperation(ArithmeticOperator.ShiftLeft, value, 3));
        Assert.Equal(
            """
            program @f(1)
              slot0: 4 bytes, aligned to 4
            b0: ; entry
              %0 = parameter 0
              %1 = s16 [%0 - 8]
              %2 = &slot0
              u32 [%2] = %1
              if %1 s< -1 b1 else b1
            b1: ; end
              %3 = %1 << 3
              return %3

            """,
            IntermediateText.Format(builder.Build()));
    }
}
