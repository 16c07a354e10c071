using Sonde.Bpf.Instructions;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Emit;

/// <summary>Compiles a function of the intermediate form, with all that it calls or hands out as callback, to BPF.</summary>
public sealed class ProgramEmitter
{
    private const int MostRounds = 8;

    private readonly EmitOptions _options;
    private readonly Assembler _assembler = new();
    private readonly Dictionary<IntermediateFunction, BpfLabel> _labels = new(ReferenceEqualityComparer.Instance);
    private readonly List<IntermediateFunction> _order = [];
    private readonly List<EmittedFunction> _functions = [];
    private readonly List<SourceSpan> _spans = [];
    private readonly CallDepth _depth = new();

    private ProgramEmitter(EmitOptions options) => _options = options;

    /// <summary>Compiles a program.</summary>
    /// <param name="program">The function that the kernel calls at an event.</param>
    /// <param name="options">What that kernel can do.</param>
    /// <exception cref="EmitException">BPF cannot hold the program; the message says why.</exception>
    public static EmittedProgram Emit(IntermediateFunction program, EmitOptions options)
    {
        ProgramEmitter emitter = new(options);
        emitter.LabelOf(program);
        for (int index = 0; index < emitter._order.Count; index++)
            emitter.Add(emitter._order[index]);
        emitter._depth.ThrowIfTooDeep(program);
        try
        {
            return new EmittedProgram(emitter._assembler.Assemble(), emitter._functions, emitter._spans);
        }
        catch (AssemblerException failure)
        {
            throw new EmitException($"{program.Name} is too long: {failure.Message}");
        }
    }

    private void Add(IntermediateFunction source)
    {
        MachineFunction function = Translation.Translate(source, _options);
        Optimize(function);
        Legalization.Run(function);
        BlockLayout.Run(function);
        DeadCode.Run(function);
        sbyte[] registers = RegisterAllocation.Run(function);
        SpillForwarding.Run(function, registers);
        FrameLayout frame = new(function);
        BpfLabel label = LabelOf(source);
        _assembler.Mark(label);
        _functions.Add(new EmittedFunction(source.Name, source.Kind, source.ParameterCount, _assembler.Count, frame.Size));
        _depth.Add(source, frame.Size);
        new InstructionOutput(function, registers, frame, _assembler, callee => Callee(source, callee)).Write(SourceOf);
    }

    private static void Optimize(MachineFunction function)
    {
        function.Renumber();
        ControlFlow.Run(function);
        RepeatedCalls.Run(function);
        for (int round = 0; round < MostRounds; round++)
        {
            bool changed = Simplification.Run(function);
            changed |= ControlFlow.Run(function);
            changed |= DeadCode.Run(function);
            if (!changed)
                return;
        }
    }

    private BpfLabel Callee(IntermediateFunction caller, IntermediateFunction callee)
    {
        _depth.AddCall(caller, callee);
        return LabelOf(callee);
    }

    private BpfLabel LabelOf(IntermediateFunction function)
    {
        if (_labels.TryGetValue(function, out BpfLabel label))
            return label;
        label = _assembler.NewLabel();
        _labels.Add(function, label);
        _order.Add(function);
        return label;
    }

    private int SourceOf(MachineInstruction instruction)
    {
        if (instruction.Span is not { } span)
            return -1;
        if (_spans.Count == 0 || _spans[^1] != span)
            _spans.Add(span);
        return _spans.Count - 1;
    }
}
