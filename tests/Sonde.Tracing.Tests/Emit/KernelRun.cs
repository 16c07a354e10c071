using System.Runtime.InteropServices;
using Sonde.Bpf.Instructions;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Programs;
using Sonde.Tracing.Emit;
using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Tests.Emit;

/// <summary>A random function twice: compiled and loaded into this kernel with its maps, and interpreted.</summary>
internal sealed class KernelRun : IDisposable
{
    // As helpers see it, which is not what a container sees.
    private static readonly Lazy<uint> ProcessNumber = new(FindProcessNumber);

    private readonly IntermediateFunction _function;
    private readonly BpfMap _hash = BpfMap.Create(new BpfMapDefinition { Type = BpfMapType.Hash, KeySize = 8, ValueSize = 8, MaximumEntries = 16, Name = "hash" });
    private readonly BpfMap _array = BpfMap.Create(new BpfMapDefinition { Type = BpfMapType.Array, KeySize = 4, ValueSize = RandomFunction.ArrayValueSize, MaximumEntries = 1, Name = "array" });
    private readonly BpfProgram _program;
    private readonly SyntheticMemory _memory = new();
    private readonly IntermediateInterpreter _interpreter;

    /// <exception cref="VerifierException">The verifier rejects what was emitted.</exception>
    public KernelRun(IntermediateFunction function, EmitOptions options)
    {
        _function = function;
        Emitted = ProgramEmitter.Emit(function, options);
        _program = BpfProgram.Load(new BpfProgramDefinition
        {
            Type = BpfProgramType.RawTracepoint,
            Name = "random",
            Instructions = Emitted.Code.Link(map => (map == RandomFunction.HashMap ? _hash : _array).Descriptor.Number),
        });
        _interpreter = new IntermediateInterpreter(_memory) { Helper = Call };
        _interpreter.Maps.Add(RandomFunction.HashMap, new SimulatedMap(_memory, 8, 8, 16, isArray: false));
        _interpreter.Maps.Add(RandomFunction.ArrayMap, new SimulatedMap(_memory, 4, RandomFunction.ArrayValueSize, 1, isArray: true));
    }

    public EmittedProgram Emitted { get; }

    /// <summary>What the kernel's run returns.</summary>
    public uint Compiled(ReadOnlySpan<long> context) => _program.TestRun(MemoryMarshal.AsBytes(context));

    /// <summary>What the interpreter's run returns.</summary>
    public uint Interpreted(ReadOnlySpan<long> context) => (uint)_interpreter.Run(_function, _memory.Allocate(MemoryMarshal.AsBytes(context)));

    private static long Call(BpfHelper helper, long[] arguments) => helper == BpfHelper.GetCurrentPidTgid
        ? (long)ProcessNumber.Value << 32
        : throw new InterpreterException($"{helper} is not simulated");

    private static uint FindProcessNumber()
    {
        IntermediateBuilder builder = new("process");
        builder.EmitReturn(builder.EmitOperation(ArithmeticOperator.ShiftRight, builder.EmitCall(BpfHelper.GetCurrentPidTgid), 32));
        BpfInstruction[] instructions = ProgramEmitter.Emit(builder.Build(), EmitOptions.Portable).Code.Link(_ => 0);
        using BpfProgram program = BpfProgram.Load(new BpfProgramDefinition { Type = BpfProgramType.RawTracepoint, Instructions = instructions });
        return program.TestRun();
    }

    public void Dispose()
    {
        _program.Dispose();
        _hash.Dispose();
        _array.Dispose();
    }
}
