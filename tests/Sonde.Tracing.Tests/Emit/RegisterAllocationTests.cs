using Sonde.Bpf.Instructions;
using Sonde.Tracing.Emit;
using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Tests.Emit;

public sealed class RegisterAllocationTests
{
    [Fact]
    public void Value_needed_across_a_call_is_in_a_register_that_calls_keep()
    {
        IntermediateBuilder builder = new("f");
        Register value = builder.EmitLoad(builder.EmitParameter(0), 0, 8);
        Register time = builder.EmitCall(BpfHelper.KtimeGetNs);
        builder.EmitReturn(builder.EmitOperation(ArithmeticOperator.Subtract, time, value));
        Assert.Equal("r6 = *(u64 *)(r1 +0)\ncall bpf_ktime_get_ns#5\nr0 -= r6\nexit", Listing.Of(builder));
    }

    [Fact]
    public void Variable_that_is_increased_stays_in_its_register()
    {
        IntermediateBuilder builder = new("f");
        Register variable = builder.EmitMove(builder.EmitLoad(builder.EmitParameter(0), 0, 8));
        Register old = builder.EmitMove(variable);
        builder.EmitMove(variable, builder.EmitOperation(ArithmeticOperator.Add, old, 1));
        builder.EmitReturn(variable);
        Assert.Equal("r0 = *(u64 *)(r1 +0)\nr0 += 1\nexit", Listing.Of(builder));
    }

    [Fact]
    public void Arguments_change_places_with_one_further_register()
    {
        IntermediateBuilder callee = new("callee", FunctionKind.Callback, 2);
        callee.EmitReturn(callee.EmitOperation(ArithmeticOperator.Subtract, callee.EmitParameter(0), callee.EmitParameter(1)));
        IntermediateBuilder caller = new("caller", FunctionKind.Callback, 2);
        caller.EmitReturn(caller.EmitCallFunction(callee.Build(), caller.EmitParameter(1), caller.EmitParameter(0)));
        Assert.StartsWith("r0 = r1\nr1 = r2\nr2 = r0\ncall", Listing.Of(caller), StringComparison.Ordinal);
    }

    [Fact]
    public void Compared_value_is_the_register_that_is_used_afterwards()
    {
        IntermediateBuilder builder = new("f");
        (BasicBlock small, BasicBlock large) = (builder.NewBlock(), builder.NewBlock());
        Register variable = builder.EmitMove(builder.EmitLoad(builder.EmitParameter(0), 0, 8));
        builder.EmitBranch(Comparison.Less, builder.EmitMove(variable), 8, small, large);
        builder.CurrentBlock = small;
        Register place = builder.EmitOperation(ArithmeticOperator.Add, builder.EmitMapValueAddress(1), variable);
        builder.EmitReturn(builder.EmitLoad(place, 0, 1));
        builder.CurrentBlock = large;
        builder.EmitReturn(0);
        string[] lines = Listing.Of(builder).Split('\n');
        string compared = lines[1].Split(' ')[1];
        Assert.StartsWith($"if {compared} < 0x8", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines[2..], line => line.EndsWith($"+= {compared}", StringComparison.Ordinal));
    }

    [Fact]
    public void Values_without_a_register_share_places_on_the_stack()
    {
        IntermediateBuilder builder = new("f");
        Register context = builder.EmitParameter(0);
        Register sum = builder.EmitConstant(0);
        for (int group = 0; group < 2; group++)
        {
            Register[] values = [.. Enumerable.Range(0, 6).Select(word => builder.EmitLoad(context, 8 * word, 8))];
            builder.EmitCallWithoutResult(BpfHelper.KtimeGetNs);
            foreach (Register value in values)
                builder.EmitOperation(sum, ArithmeticOperator.Add, sum, value);
        }

        builder.EmitReturn(sum);
        EmittedProgram program = ProgramEmitter.Emit(builder.Build(), EmitOptions.Portable);
        Assert.InRange(program.Functions[0].StackBytes, 8, 40);
    }

    [Fact]
    public void Result_that_nobody_reads_is_not_computed()
    {
        IntermediateBuilder builder = new("f");
        Register context = builder.EmitParameter(0);
        builder.EmitOperation(ArithmeticOperator.Multiply, builder.EmitLoad(context, 0, 8), 3);
        builder.EmitReturn(0);
        Assert.Equal("r0 = 0\nexit", Listing.Of(builder));
    }
}
