using Sonde.Binary.Btf;
using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Tracing.Emit;
using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Runtime;

/// <summary>
/// What the kernel wants to know of a program's functions, and the lines of the script that its instructions stand for, so that the verifier quotes the
/// script. Costs a call of bpf(2) more, so only programs with callbacks, and those that the verifier rejects, have it.
/// </summary>
internal static class ProgramTypes
{
    /// <summary>Adds functions and lines to a program's definition; the descriptor of its types must stay open until it is loaded.</summary>
    public static BpfProgramDefinition Describe(BpfProgramDefinition definition, EmittedProgram program, SourceText source, out FileDescriptor types)
    {
        BtfBuilder builder = new();
        int number = builder.AddInteger("long", 8, BtfIntegerEncoding.Signed);
        List<BtfFunctionRecord> functions = [];
        foreach (EmittedFunction function in program.Functions)
        {
            BtfParameterDefinition[] parameters = [.. Enumerable.Range(0, function.ParameterCount).Select(i => new BtfParameterDefinition($"argument{i}", number))];
            int prototype = builder.AddFunctionPrototype(number, parameters);
            functions.Add(new BtfFunctionRecord(function.Start, builder.AddFunction($"{function.Name}_{functions.Count}", prototype, BtfLinkage.Static)));
        }

        BtfLineRecord[] lines = Lines(program, source, builder);
        types = BtfObject.Load(builder.ToArray());
        return definition with
        {
            Btf = types,
            FunctionInfo = BtfExtension.FunctionInformation([.. functions]),
            LineInfo = BtfExtension.LineInformation(lines),
        };
    }

    // The kernel wants a line where each function begins.
    private static BtfLineRecord[] Lines(EmittedProgram program, SourceText source, BtfBuilder builder)
    {
        HashSet<int> starts = [.. program.Functions.Select(f => f.Start)];
        List<BtfLineRecord> lines = [];
        Dictionary<string, uint> texts = new(StringComparer.Ordinal);
        SourceSpan? last = null;
        int count = program.Code.Instructions.Length;
        for (int i = 0; i < count; i++)
        {
            SourceSpan? span = program.SpanOf(i);
            if (!starts.Contains(i) && (span is null || span == last || IsSecondHalf(program, i)))
                continue;
            last = span ?? last;
            SourcePosition position = source.PositionOf(span?.Start ?? 0);
            string text = source.FileOf(span?.Start ?? 0).Line(position.Line).ToString();
            lines.Add(new BtfLineRecord(i, Text(position.FileName), Text(text), position.Line, Math.Min(position.Column, 1023)));
        }

        return [.. lines];

        uint Text(string text)
        {
            if (!texts.TryGetValue(text, out uint place))
                texts[text] = place = builder.AddString(text);
            return place;
        }
    }

    // A load of 64 bits takes two places; the second is no instruction.
    private static bool IsSecondHalf(EmittedProgram program, int index) => index > 0 && program.Code.AsBytes()[(index - 1) * 8] == 0x18 && program.Code.AsBytes()[index * 8] == 0;
}
