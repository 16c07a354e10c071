using System.Runtime.InteropServices;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>Writes values as text, as bpftrace prints them. One instance serves one thread.</summary>
public sealed class TextValueWriter
{
    private readonly OutputContext _context;

    /// <summary>A writer.</summary>
    /// <param name="context">Dialect and names.</param>
    public TextValueWriter(OutputContext context) => _context = context;

    /// <summary>Writes a value.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="value">The value; aggregations reduced.</param>
    /// <param name="divisor">What numbers are divided by, above 0.</param>
    /// <param name="isKey">Whether it is (part of) the key of a map.</param>
    public void Append(OutputBuffer output, TraceValue value, uint divisor = 1, bool isKey = false)
    {
        switch (value.Type)
        {
            case TupleType tuple:
                AppendTuple(output, value, tuple, divisor, isKey);
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
            case IntegerType or CountType or SumType or MinType or MaxType or AverageType:
                AppendNumber(output, value, divisor);
                break;
            default:
                AppendNamed(output, value, isKey);
                break;
        }
    }

    /// <summary>Writes the key of a map as it stands between the brackets: several keys without parentheses.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="key">The key.</param>
    /// <param name="separator">What stands between several: ", " in text, "," in JSON.</param>
    public void AppendKey(OutputBuffer output, TraceValue key, ReadOnlySpan<byte> separator)
    {
        if (key.Type is not TupleType tuple)
        {
            Append(output, key, isKey: true);
            return;
        }

        for (var i = 0; i < tuple.Elements.Count; i++)
        {
            if (i > 0)
                output.Append(separator);
            Append(output, key.Part(tuple.Elements[i].Type, tuple.Elements[i].Offset), isKey: true);
        }
    }

    /// <summary>Quotient of a value as the language divides: towards zero, by its signedness.</summary>
    internal static long Divide(TraceValue value, uint divisor)
    {
        var number = value.ReadInteger();
        if (divisor <= 1)
            return number;
        return value.IsSigned ? number / divisor : (long)((ulong)number / divisor);
    }

    private static void AppendNumber(OutputBuffer output, TraceValue value, uint divisor)
    {
        var number = Divide(value, divisor);
        if (value.IsSigned)
            output.Append(number);
        else
            output.Append((ulong)number);
    }

    private void AppendNamed(OutputBuffer output, TraceValue value, bool isKey)
    {
        switch (value.Type)
        {
            case BooleanType:
                output.Append(value.ReadInteger() != 0 ? "true"u8 : "false"u8);
                break;
            case EnumType enumeration:
                AppendEnum(output, value, enumeration);
                break;
            case PointerType when _context.IsVersion017 && !isKey:
                output.Append(value.ReadInteger());
                break;
            case PointerType:
                output.Append("0x"u8);
                output.AppendHexadecimal((ulong)value.ReadInteger());
                break;
            case StringType:
                AppendString(output, value);
                break;
            case BufferType:
                BufferText.Append(output, value.BufferContent);
                break;
            case KernelStackType or UserStackType or KernelSymbolType or UserSymbolType:
                AppendSymbols(output, value, isKey);
                break;
            case InetType:
                AddressText.AppendInternet(output, value);
                break;
            case MacAddressType:
                AddressText.AppendHardware(output, value.Bytes);
                break;
            case TimestampType timestamp:
                TimeFormat.Append(output, timestamp.Format, unchecked(_context.BootTimeNanoseconds + value.ReadInteger()));
                break;
            default:
                AppendLookedUp(output, value);
                break;
        }
    }

    private void AppendLookedUp(OutputBuffer output, TraceValue value)
    {
        var number = (ulong)value.ReadInteger();
        var name = value.Type switch
        {
            UserNameType => _context.Names.UserName(number),
            CgroupPathType cgroup => _context.Names.CgroupPath(number, cgroup.Filter),
            ProbeNameType => _context.Names.ProbeName(number),
            ErrorNameType => Marshal.GetPInvokeErrorMessage((int)(long)number),
            NoneType or VoidType => "null",
            _ => null,
        };
        if (name is null)
            output.Append(number);
        else
            AppendTraced(output, name);
    }

    private void AppendTraced(OutputBuffer output, string text)
    {
        var start = output.Count;
        output.Append(text);
        EscapeFrom(output, start);
    }

    private void AppendEnum(OutputBuffer output, TraceValue value, EnumType enumeration)
    {
        var number = value.ReadInteger();
        var name = _context.IsVersion017 ? null : enumeration.NameOf(number);
        if (name is not null)
            output.Append(name);
        else if (enumeration.IsSigned)
            output.Append(number);
        else
            output.Append((ulong)number);
    }

    private void AppendString(OutputBuffer output, TraceValue value)
    {
        ReadOnlySpan<byte> text = value.Text;
        if (_context.EscapesControlCharacters)
            EscapedText.AppendTerminal(output, text);
        else
            output.Append(text);
        // A string without NUL at its end did not fit.
        if (text.Length == value.Type.Size && text.Length > 0 && !_context.IsVersion017)
            output.Append(_context.TruncationTrailer);
    }

    private void AppendSymbols(OutputBuffer output, TraceValue value, bool isKey)
    {
        var start = output.Count;
        var number = value.ReadInt64(0);
        var processId = (uint)value.ReadInt64(8, 4);
        switch (value.Type)
        {
            case KernelStackType type:
                StackText.Append(output, _context.Symbolizer.KernelStack(number, type), type.Mode, isUser: false, isKey, _context.Dialect);
                break;
            case UserStackType type:
                StackText.Append(output, _context.Symbolizer.UserStack(number, processId, type), type.Mode, isUser: true, isKey, _context.Dialect);
                break;
            case KernelSymbolType:
                StackText.AppendSymbol(output, _context.Symbolizer.KernelAddress((ulong)number), withOffset: false);
                break;
            default:
                StackText.AppendSymbol(output, _context.Symbolizer.UserAddress((ulong)number, processId), withOffset: false);
                break;
        }

        EscapeFrom(output, start);
    }

    /// <summary>Names of users, cgroups and symbols are text of others, too; almost never is there anything to escape in them.</summary>
    private void EscapeFrom(OutputBuffer output, int start)
    {
        if (!_context.EscapesControlCharacters || !output.Written[start..].ContainsAnyInRange((byte)0, (byte)8)
            && !output.Written[start..].ContainsAnyInRange((byte)11, (byte)31) && !output.Written[start..].ContainsAnyInRange((byte)0x7F, (byte)0xFF))
            return;
        byte[] text = output.Written[start..].ToArray();
        output.Truncate(start);
        EscapedText.AppendTerminal(output, text);
    }

    private void AppendTuple(OutputBuffer output, TraceValue value, TupleType tuple, uint divisor, bool isKey)
    {
        output.Append((byte)'(');
        for (var i = 0; i < tuple.Elements.Count; i++)
        {
            if (i > 0)
                output.Append(", "u8);
            Append(output, value.Part(tuple.Elements[i].Type, tuple.Elements[i].Offset), divisor, isKey);
        }

        output.Append((byte)')');
    }

    private void AppendRecord(OutputBuffer output, TraceValue value, RecordType record, uint divisor)
    {
        for (var i = 0; i < record.Fields.Count; i++)
        {
            RecordField field = record.Fields[i];
            AppendFieldName(output, field.Name, isFirst: i == 0);
            Append(output, value.Part(field.Type, field.Offset), divisor);
        }

        output.Append(record.Fields.Count == 0 ? "{}"u8 : " }"u8);
    }

    private void AppendStruct(OutputBuffer output, TraceValue value, StructType structure, uint divisor)
    {
        for (var i = 0; i < structure.Fields.Count; i++)
        {
            StructField field = structure.Fields[i];
            AppendFieldName(output, field.Name, isFirst: i == 0);
            TraceValue part = value.Part(field.Type, field.Offset);
            if (field.IsBitField)
                output.Append(part.ReadBitField(field.BitOffset, field.BitSize));
            else
                Append(output, part, divisor);
        }

        output.Append(structure.Fields.Count == 0 ? "{}"u8 : " }"u8);
    }

    private static void AppendFieldName(OutputBuffer output, string name, bool isFirst)
    {
        output.Append(isFirst ? "{ ."u8 : ", ."u8);
        output.Append(name);
        output.Append(" = "u8);
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

    private void AppendStats(OutputBuffer output, TraceValue value, uint divisor)
    {
        var isOld = _context.IsVersion017;
        output.Append(isOld ? "count "u8 : "{ .count = "u8);
        output.Append((ulong)value.ReadInt64(8));
        output.Append(isOld ? ", average "u8 : ", .average = "u8);
        AppendNumber(output, value, isOld ? 1 : divisor);
        output.Append(isOld ? ", total "u8 : ", .total = "u8);
        if (value.IsSigned)
            output.Append(value.ReadInt64(0));
        else
            output.Append((ulong)value.ReadInt64(0));
        if (!isOld)
            output.Append(" }"u8);
    }
}
