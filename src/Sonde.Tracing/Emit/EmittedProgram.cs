using Sonde.Bpf.Instructions;
using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Emit;

/// <summary>A program as BPF: its instructions with maps still by the script's numbers, its functions, and what of the script each instruction stands for.</summary>
public sealed class EmittedProgram
{
    private readonly IReadOnlyList<SourceSpan> _spans;

    internal EmittedProgram(AssembledProgram code, IReadOnlyList<EmittedFunction> functions, IReadOnlyList<SourceSpan> spans)
    {
        Code = code;
        Functions = functions;
        _spans = spans;
    }

    /// <summary>The instructions; <see cref="AssembledProgram.Link"/> puts descriptors of maps in.</summary>
    public AssembledProgram Code { get; }

    /// <summary>The functions in the order of their instructions; the program itself is the first.</summary>
    public IReadOnlyList<EmittedFunction> Functions { get; }

    /// <summary>The piece of the script that an instruction stands for; null where there is none.</summary>
    public SourceSpan? SpanOf(int instruction) => Code.Sources[instruction] is >= 0 and int source ? _spans[source] : null;
}
