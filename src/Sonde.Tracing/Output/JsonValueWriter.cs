using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>Writes values as JSON, as bpftrace's <c>-f json</c> does; always valid JSON. One instance serves one thread.</summary>
public sealed class JsonValueWriter
{
    private readonly OutputContext _context;
    private readonly TextValueWriter _text;
    private readonly OutputBuffer _scratch = new(256);

    /// <summary>A writer.</summary>
    /// <param name="context">Dialect and names.</param>
    public JsonValueWriter(OutputContext context)
    {
        // JSON escapes control characters in its own way.
        _context = context with { EscapesControlCharacters = false };
        _text = new(_context);
    }

    /// <summary>Writes a value.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="value">The value; aggregations reduced.</param>
    /// <param name="divisor">What numbers are divided by, above 0.</param>
    public void Append(OutputBuffer output, TraceValue value, uint divisor = 1)
    {
        switch (value.Type)
        {
            case IntegerType or CountType or SumType or MinType or MaxType or AverageType:
                AppendNumber(output, TextValueWriter.Divide(value, divisor), value.IsSigned);
                break;
            case EnumType or PointerType:
                AppendNumber(output, value.ReadInteger(), value.IsSigned);
                break;
            case BooleanType:
                output.Append(value.ReadInteger() != 0 ? "true"u8 : "false"u8);
                break;
            case BufferType when !_context.IsVersion017:
                AppendBytes(output, value.BufferContent);
                break;
            case TupleType tuple:
                AppendTuple(output, value, tuple, divisor);
                break;
            case RecordType record:
                AppendRecord(output, value, record, divisor);
                break;
            case StructType structure:
                AppendStruct(output, value, structure, divisor);
                break;
            case ArrayType array:
                AppendArray(output, value, array, divisor);
                break;
            case StatsType:
                AppendStats(output, value, divisor);
                break;
            case NoneType or VoidType:
                output.Append("null"u8);
                break;
            default:
                _scratch.Clear();
                _text.Append(_scratch, value);
                EscapedText.AppendJson(output, _scratch.Written);
                break;
        }
    }

    /// <summary>Writes the key of a map: always one string.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="key">The key.</param>
    public void AppendKey(OutputBuffer output, TraceValue key)
    {
        _scratch.Clear();
        _text.AppendKey(_scratch, key, ","u8);
        EscapedText.AppendJson(output, _scratch.Written);
    }

    /// <summary>Writes an integer; the newest dialect quotes what a reader's floating point would change.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="value">The integer.</param>
    /// <param name="isSigned">Whether it is signed.</param>
    public void AppendNumber(OutputBuffer output, long value, bool isSigned)
    {
        var isQuoted = !_context.IsVersion017 && !(isSigned ? IsExact(value) : IsExact((ulong)value));
        if (isQuoted)
            output.Append((byte)'"');
        if (isSigned)
            output.Append(value);
        else
            output.Append((ulong)value);
        if (isQuoted)
            output.Append((byte)'"');
    }

    // A conversion back from 2^63 or 2^64 would saturate and so pass for exact.
    private static bool IsExact(long value) => (double)value < 9223372036854775808.0 && (long)(double)value == value;

    private static bool IsExact(ulong value) => (double)value < 18446744073709551616.0 && (ulong)(double)value == value;

    private static void AppendBytes(OutputBuffer output, ReadOnlySpan<byte> bytes)
    {
        output.Append((byte)'[');
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0)
                output.Append((byte)',');
            output.Append((long)(sbyte)bytes[i]);
        }

        output.Append((byte)']');
    }

    private void AppendTuple(OutputBuffer output, TraceValue value, TupleType tuple, uint divisor)
    {
        output.Append((byte)'[');
        for (var i = 0; i < tuple.Elements.Count; i++)
        {
            if (i > 0)
                output.Append((byte)',');
            Append(output, value.Part(tuple.Elements[i].Type, tuple.Elements[i].Offset), divisor);
        }

        output.Append((byte)']');
    }

    private void AppendArray(OutputBuffer output, TraceValue value, ArrayType array, uint divisor)
    {
        output.Append((byte)'[');
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
                output.Append((byte)',');
            Append(output, value.Part(array.Element, i * array.Element.Size), divisor);
        }

        output.Append((byte)']');
    }

    private void AppendRecord(OutputBuffer output, TraceValue value, RecordType record, uint divisor)
    {
        output.Append((byte)'{');
        for (var i = 0; i < record.Fields.Count; i++)
        {
            AppendFieldName(output, record.Fields[i].Name, isFirst: i == 0);
            Append(output, value.Part(record.Fields[i].Type, record.Fields[i].Offset), divisor);
        }

        output.Append((byte)'}');
    }

    private void AppendStruct(OutputBuffer output, TraceValue value, StructType structure, uint divisor)
    {
        output.Append(_context.IsVersion017 ? "{ "u8 : "{"u8);
        for (var i = 0; i < structure.Fields.Count; i++)
        {
            StructField field = structure.Fields[i];
            AppendFieldName(output, field.Name, isFirst: i == 0);
            TraceValue part = value.Part(field.Type, field.Offset);
            if (field.IsBitField)
                AppendNumber(output, part.ReadBitField(field.BitOffset, field.BitSize), part.IsSigned);
            else
                Append(output, part, divisor);
        }

        output.Append(_context.IsVersion017 ? " }"u8 : "}"u8);
    }

    private void AppendStats(OutputBuffer output, TraceValue value, uint divisor)
    {
        output.Append("{\"count\": "u8);
        AppendNumber(output, value.ReadInt64(8), isSigned: false);
        output.Append(", \"average\": "u8);
        AppendNumber(output, TextValueWriter.Divide(value, _context.IsVersion017 ? 1 : divisor), value.IsSigned);
        output.Append(", \"total\": "u8);
        AppendNumber(output, value.ReadInt64(0), value.IsSigned);
        output.Append((byte)'}');
    }

    private void AppendFieldName(OutputBuffer output, string name, bool isFirst)
    {
        if (!isFirst)
            output.Append(", "u8);
        _scratch.Clear();
        _scratch.Append(name);
        EscapedText.AppendJson(output, _scratch.Written);
        output.Append(": "u8);
    }
}
