using Sonde.Binary.Btf;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Emit;

/// <summary>
/// What the kernel is told of a program besides its instructions: its functions, without which it takes no callbacks, and the lines of the script,
/// which the verifier then quotes. Source: Documentation/bpf/btf.rst, struct bpf_func_info and bpf_line_info.
/// </summary>
public sealed class ProgramInformation
{
    private readonly BtfBuilder _btf = new();

    private ProgramInformation(EmittedProgram program, SourceText? source)
    {
        FunctionInfo = BtfExtension.FunctionInformation(Functions(program));
        LineInfo = source is null ? [] : BtfExtension.LineInformation(Lines(program, source));
        Btf = _btf.ToArray();
    }

    /// <summary>The BTF image that the records refer to, for BPF_BTF_LOAD.</summary>
    public byte[] Btf { get; }

    /// <summary>One struct bpf_func_info for each function.</summary>
    public byte[] FunctionInfo { get; }

    /// <summary>One struct bpf_line_info for each change of line; empty without source.</summary>
    public byte[] LineInfo { get; }

    /// <summary>Describes a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="source">The script; null to tell of no lines.</param>
    public static ProgramInformation Of(EmittedProgram program, SourceText? source) => new(program, source);

    private BtfFunctionRecord[] Functions(EmittedProgram program)
    {
        int number = _btf.AddInteger("long", 8, BtfIntegerEncoding.Signed);
        int pointer = _btf.AddPointer(0);
        BtfFunctionRecord[] records = new BtfFunctionRecord[program.Functions.Count];
        for (int index = 0; index < records.Length; index++)
        {
            EmittedFunction function = program.Functions[index];
            bool isProgram = function.Kind == FunctionKind.Program;
            BtfParameterDefinition[] parameters = [.. Enumerable.Range(0, function.ParameterCount).Select(place => new BtfParameterDefinition($"p{place}", isProgram ? pointer : number))];
            int prototype = _btf.AddFunctionPrototype(number, parameters);
            int type = _btf.AddFunction(Identifier(function.Name), prototype, isProgram ? BtfLinkage.Global : BtfLinkage.Static);
            records[index] = new BtfFunctionRecord(function.Start, type);
        }

        return records;
    }

    // The kernel takes names of C only.
    private static string Identifier(string name)
    {
        string letters = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return letters.Length == 0 || char.IsAsciiDigit(letters[0]) ? "_" + letters : letters;
    }

    // The kernel wants a record at the first instruction of every function, and none at the second half of a wide load.
    private BtfLineRecord[] Lines(EmittedProgram program, SourceText source)
    {
        HashSet<int> starts = [.. program.Functions.Select(function => function.Start)];
        List<BtfLineRecord> records = [];
        SourceSpan? last = null;
        for (int index = 0; index < program.Code.Instructions.Length; index++)
        {
            SourceSpan? span = program.SpanOf(index) ?? last;
            if (starts.Contains(index) || span != last)
                records.Add(Line(index, span, source));
            last = span;
            if (program.Code.Instructions[index].IsWide)
                index++;
        }

        return [.. records];
    }

    private BtfLineRecord Line(int instruction, SourceSpan? span, SourceText source)
    {
        if (span is not { } piece)
            return new BtfLineRecord(instruction, _btf.AddString(source.Files[0].Name), _btf.AddString(""), 1, 0);
        SourcePosition position = source.PositionOf(piece.Start);
        string text = source.FileOf(piece.Start).Line(position.Line).Trim().ToString();
        return new BtfLineRecord(instruction, _btf.AddString(position.FileName), _btf.AddString(text), position.Line, position.Column);
    }
}
