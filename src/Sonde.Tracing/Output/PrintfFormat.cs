using System.Diagnostics.CodeAnalysis;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>
/// A format of <c>printf()</c> and its like, parsed and checked against the types of its arguments once. Writing an event allocates nothing for
/// integers, strings, buffers, booleans and addresses.
/// </summary>
public sealed class PrintfFormat
{
    private static readonly NoneType WholeEvent = new();

    private readonly PrintfConversion[] _pieces;
    private readonly (TraceType Type, int Offset)[] _arguments;

    private PrintfFormat(string text, PrintfConversion[] pieces, (TraceType Type, int Offset)[] arguments) =>
        (Text, _pieces, _arguments) = (text, pieces, arguments);

    /// <summary>The format as it was written.</summary>
    public string Text { get; }

    /// <summary>Parses a format and checks the arguments.</summary>
    /// <param name="text">The format, escapes of the script already resolved.</param>
    /// <param name="arguments">The arguments in order: types, and offsets in the bytes that <see cref="Append"/> gets.</param>
    /// <param name="format">The format.</param>
    /// <param name="error">What is wrong, for the user.</param>
    public static bool TryParse(
        string text,
        IReadOnlyList<(TraceType Type, int Offset)> arguments,
        [NotNullWhen(true)] out PrintfFormat? format,
        [NotNullWhen(false)] out string? error)
    {
        format = null;
        List<PrintfConversion> pieces = PrintfParser.Parse(text, out error);
        error ??= Check(pieces, arguments);
        if (error is not null)
            return false;
        format = new(text, [.. pieces], [.. arguments]);
        return true;
    }

    /// <inheritdoc cref="TryParse(string, IReadOnlyList{ValueTuple{TraceType, int}}, out PrintfFormat?, out string?)"/>
    public static bool TryParse(
        string text, TupleType arguments, [NotNullWhen(true)] out PrintfFormat? format, [NotNullWhen(false)] out string? error) =>
        TryParse(text, [.. arguments.Elements.Select(element => (element.Type, element.Offset))], out format, out error);

    /// <summary>Writes an event.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="arguments">The bytes that the arguments lie in.</param>
    /// <param name="context">Dialect and names.</param>
    /// <param name="values">Writes what <c>%s</c> stands for.</param>
    public void Append(OutputBuffer output, ReadOnlySpan<byte> arguments, OutputContext context, TextValueWriter values)
    {
        TraceValue all = new(WholeEvent, arguments);
        var next = 0;
        foreach (PrintfConversion piece in _pieces)
        {
            if (piece.Kind == PrintfConversionKind.Literal)
            {
                output.Append(piece.Literal);
                continue;
            }

            (TraceType type, int offset) = _arguments[next++];
            PrintfField.Append(output, piece, all.Part(type, offset), context, values);
        }
    }

    private static string? Check(List<PrintfConversion> pieces, IReadOnlyList<(TraceType Type, int Offset)> arguments)
    {
        var expected = pieces.Count(piece => piece.Kind != PrintfConversionKind.Literal);
        var supplied = arguments.Count;
        if (supplied < expected)
            return $"not enough arguments for format string ({supplied} supplied, {expected} expected)";
        if (supplied > expected)
            return $"too many arguments for format string ({supplied} supplied, {expected} expected)";
        var next = 0;
        foreach (PrintfConversion piece in pieces)
        {
            if (piece.Kind == PrintfConversionKind.Literal)
                continue;
            TraceType type = arguments[next++].Type;
            if (!Accepts(piece.Kind, type))
                return $"unsupported format specifier for type '{type}': {piece.Specifier}";
        }

        return null;
    }

    private static bool Accepts(PrintfConversionKind kind, TraceType type) => kind switch
    {
        PrintfConversionKind.Text => type is not (NoneType or VoidType or HistogramType or LinearHistogramType or TimeSeriesType),
        PrintfConversionKind.Buffer or PrintfConversionKind.EscapedBuffer or PrintfConversionKind.HexadecimalBuffer => type is BufferType,
        _ => type is IntegerType or BooleanType or EnumType or PointerType or CountType or SumType or MinType or MaxType or AverageType,
    };
}
