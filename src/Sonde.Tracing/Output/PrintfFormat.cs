using System.Diagnostics.CodeAnalysis;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>
/// A format of <c>printf()</c> and its like, parsed and checked against the types of its arguments once. Writing an event allocates nothing for
/// integers, strings, buffers, booleans and addresses.
/// </summary>
public sealed class PrintfFormat
{
    private readonly PrintfConversion[] _pieces;

    private PrintfFormat(string text, TupleType arguments, PrintfConversion[] pieces) => (Text, Arguments, _pieces) = (text, arguments, pieces);

    /// <summary>The format as it was written.</summary>
    public string Text { get; }

    /// <summary>The arguments: types and where they lie in an event.</summary>
    public TupleType Arguments { get; }

    /// <summary>Parses a format and checks the arguments.</summary>
    /// <param name="text">The format, escapes of the script already resolved.</param>
    /// <param name="arguments">The arguments in order; an empty tuple for none.</param>
    /// <param name="format">The format.</param>
    /// <param name="error">What is wrong, for the user.</param>
    public static bool TryParse(
        string text, TupleType arguments, [NotNullWhen(true)] out PrintfFormat? format, [NotNullWhen(false)] out string? error)
    {
        format = null;
        List<PrintfConversion> pieces = PrintfParser.Parse(text, out error);
        error ??= Check(pieces, arguments);
        if (error is not null)
            return false;
        format = new(text, arguments, [.. pieces]);
        return true;
    }

    /// <summary>Writes an event.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="arguments">The bytes of <see cref="Arguments"/>.</param>
    /// <param name="context">Dialect and names.</param>
    /// <param name="values">Writes what <c>%s</c> stands for.</param>
    public void Append(OutputBuffer output, ReadOnlySpan<byte> arguments, OutputContext context, TextValueWriter values)
    {
        TraceValue all = new(Arguments, arguments);
        var next = 0;
        foreach (PrintfConversion piece in _pieces)
        {
            if (piece.Kind == PrintfConversionKind.Literal)
            {
                output.Append(piece.Literal);
                continue;
            }

            TupleElement argument = Arguments.Elements[next++];
            PrintfField.Append(output, piece, all.Part(argument.Type, argument.Offset), context, values);
        }
    }

    private static string? Check(List<PrintfConversion> pieces, TupleType arguments)
    {
        var expected = pieces.Count(piece => piece.Kind != PrintfConversionKind.Literal);
        var supplied = arguments.Elements.Count;
        if (supplied < expected)
            return $"not enough arguments for format string ({supplied} supplied, {expected} expected)";
        if (supplied > expected)
            return $"too many arguments for format string ({supplied} supplied, {expected} expected)";
        var next = 0;
        foreach (PrintfConversion piece in pieces)
        {
            if (piece.Kind == PrintfConversionKind.Literal)
                continue;
            TraceType type = arguments.Elements[next++].Type;
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
