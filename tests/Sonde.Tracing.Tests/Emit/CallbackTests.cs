using Sonde.Bpf.Instructions;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Tracing.Emit;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Tests.Emit;

/// <summary>Callbacks of kernel helpers, and what the kernel is told of functions and lines.</summary>
public sealed class CallbackTests
{
    [Fact]
    public void Loop_of_the_kernel_calls_a_callback_that_changes_a_variable_of_its_caller()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: it loads BPF programs");
        IntermediateFunction program = SumOfRounds(100);
        Assert.Equal(4950u, Run(program, null));
        SyntheticMemory memory = new();
        Assert.Equal(4950, new IntermediateInterpreter(memory).Run(program, memory.Allocate(new byte[8])));
    }

    [Fact]
    public void Elements_of_a_map_are_visited_by_a_callback()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: it loads BPF programs");
        using BpfMap map = BpfMap.Create(new BpfMapDefinition { Type = BpfMapType.Hash, KeySize = 8, ValueSize = 8, MaximumEntries = 8 });
        SyntheticMemory memory = new();
        SimulatedMap simulated = new(memory, 8, 8, 8, isArray: false);
        for (long key = 1; key <= 5; key++)
        {
            map.Update(Bytes(key), Bytes(key * 10));
            simulated.Update(Bytes(key), Bytes(key * 10), 0);
        }

        IntermediateFunction program = SumOfKeysAndValues();
        Assert.Equal(165u, Run(program, map));
        IntermediateInterpreter interpreter = new(memory) { Maps = { [7] = simulated } };
        Assert.Equal(165, interpreter.Run(program, memory.Allocate(new byte[8])));
    }

    [Fact]
    public void Verifier_quotes_the_line_of_the_script()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: it loads BPF programs");
        const string Script = "begin\n{\n  $x = *somewhere;\n}\n";
        IntermediateBuilder builder = new("begin 1");
        builder.Span = new SourceSpan(Script.IndexOf('$'), Script.IndexOf(';'));
        Register context = builder.EmitParameter(0);
        Register number = builder.EmitLoad(context, 0, 8);
        builder.EmitReturn(builder.EmitLoad(number, 0, 8));
        EmittedProgram emitted = ProgramEmitter.Emit(builder.Build(), EmitOptions.Portable);
        VerifierException rejection = Assert.Throws<VerifierException>(() => Load(emitted, new SourceText("script.bt", Script), null).Dispose());
        Assert.Contains("$x = *somewhere;", rejection.Log, StringComparison.Ordinal);
        Assert.Contains("script.bt:3", rejection.Log, StringComparison.Ordinal);
    }

    private static byte[] Bytes(long value) => BitConverter.GetBytes(value);

    private static uint Run(IntermediateFunction function, BpfMap? map)
    {
        using BpfProgram program = Load(ProgramEmitter.Emit(function, EmitOptions.Portable), null, map);
        return program.TestRun(new byte[8]);
    }

    private static BpfProgram Load(EmittedProgram emitted, SourceText? source, BpfMap? map)
    {
        ProgramInformation information = ProgramInformation.Of(emitted, source);
        using FileDescriptor btf = BtfObject.Load(information.Btf);
        return BpfProgram.Load(new BpfProgramDefinition
        {
            Type = BpfProgramType.RawTracepoint,
            Name = "callback",
            Instructions = emitted.Code.Link(_ => map!.Descriptor.Number),
            Btf = btf,
            FunctionInfo = information.FunctionInfo,
            LineInfo = information.LineInfo,
        });
    }

    private static IntermediateFunction SumOfRounds(int rounds)
    {
        IntermediateBuilder callback = new("add round", FunctionKind.Callback, 2);
        Register round = callback.EmitParameter(0);
        Register sum = callback.EmitParameter(1);
        Register old = callback.EmitLoad(sum, 0, 8);
        callback.EmitStore(sum, 0, 8, callback.EmitOperation(ArithmeticOperator.Add, old, round));
        callback.EmitReturn(0);
        IntermediateBuilder builder = new("sum");
        Slot slot = builder.NewSlot(8);
        builder.EmitStore(slot, 0, 8, 0);
        builder.EmitCallWithoutResult(BpfHelper.Loop, rounds, builder.EmitFunctionAddress(callback.Build()), builder.EmitSlotAddress(slot), 0);
        builder.EmitReturn(builder.EmitLoad(slot, 0, 8));
        return builder.Build();
    }

    private static IntermediateFunction SumOfKeysAndValues()
    {
        IntermediateBuilder callback = new("add element", FunctionKind.Callback, 4);
        Register key = callback.EmitLoad(callback.EmitParameter(1), 0, 8);
        Register value = callback.EmitLoad(callback.EmitParameter(2), 0, 8);
        Register sum = callback.EmitParameter(3);
        Register old = callback.EmitLoad(sum, 0, 8);
        Register both = callback.EmitOperation(ArithmeticOperator.Add, key, value);
        callback.EmitStore(sum, 0, 8, callback.EmitOperation(ArithmeticOperator.Add, old, both));
        callback.EmitReturn(0);
        IntermediateBuilder builder = new("sum");
        Slot slot = builder.NewSlot(8);
        builder.EmitStore(slot, 0, 8, 0);
        builder.EmitCallWithoutResult(BpfHelper.ForEachMapElem, builder.EmitMapHandle(7), builder.EmitFunctionAddress(callback.Build()), builder.EmitSlotAddress(slot), 0);
        builder.EmitReturn(builder.EmitLoad(slot, 0, 8));
        return builder.Build();
    }
}
