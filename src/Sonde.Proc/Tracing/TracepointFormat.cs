using System.Buffers.Text;
using System.Text;

namespace Sonde.Proc.Tracing;

/// <summary>
/// What a tracepoint records: <c>events/CATEGORY/NAME/format</c> in tracefs. Source: kernel/trace/trace_events.c (f_show),
/// Documentation/trace/events.rst.
/// </summary>
public sealed class TracepointFormat
{
    private const int LargestRecord = 1 << 20;

    private TracepointFormat(string name, int id, IReadOnlyList<TracepointField> fields) => (Name, Id, Fields) = (name, id, fields);

    /// <summary>The tracepoint's name, without its category.</summary>
    public string Name { get; }

    /// <summary>Its number for perf_event_open(2), above 0.</summary>
    public int Id { get; }

    /// <summary>The fields in the order of the record, those common to all tracepoints first.</summary>
    public IReadOnlyList<TracepointField> Fields { get; }

    /// <summary>Parses the text of a format file.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="KernelTextException">It has no name or id, or a field that lies nowhere.</exception>
    public static TracepointFormat Parse(ReadOnlySpan<byte> text)
    {
        string? name = null;
        var id = 0;
        List<TracepointField> fields = [];
        TextScanner scanner = new(text);
        while (scanner.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (line.StartsWith("name:"u8))
                name = Encoding.UTF8.GetString(line[5..]).Trim();
            else if (line.StartsWith("ID:"u8))
                id = ParseNumber(line[3..].Trim((byte)' '), "ID");
            else if (line.TrimStart("\t "u8).StartsWith("field"u8))
                fields.Add(ParseField(line.TrimStart("\t "u8)));
            else if (line.StartsWith("print fmt:"u8))
                break;
        }

        if (string.IsNullOrEmpty(name) || id == 0)
            throw new KernelTextException("the format of a tracepoint has no name or no ID");
        return new(name, id, fields);
    }

    /// <summary>The field of a name; null for none.</summary>
    /// <param name="name">The name.</param>
    public TracepointField? Find(string name) => Fields.FirstOrDefault(item => item.Name == name);

    /// <summary><c>field:char comm[16]; offset:8; size:16; signed:0;</c>; kernels before 5.16 spell a field that is never read <c>field special:</c>.</summary>
    private static TracepointField ParseField(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> declaration = default;
        int offset = -1, size = -1;
        var isSigned = false;
        foreach (Range range in line.Split((byte)';'))
        {
            ReadOnlySpan<byte> part = line[range].Trim("\t "u8);
            var colon = part.IndexOf((byte)':');
            if (colon < 0)
                continue;
            ReadOnlySpan<byte> key = part[..colon], value = part[(colon + 1)..];
            if (key.StartsWith("field"u8))
                declaration = value;
            else if (key.SequenceEqual("offset"u8))
                offset = ParseNumber(value, "offset");
            else if (key.SequenceEqual("size"u8))
                size = ParseNumber(value, "size");
            else if (key.SequenceEqual("signed"u8))
                isSigned = !value.SequenceEqual("0"u8);
        }

        if (declaration.IsEmpty || offset < 0 || size < 0)
            throw new KernelTextException($"a field without declaration, offset or size: {Encoding.UTF8.GetString(line)}");
        return ParseDeclaration(Encoding.UTF8.GetString(declaration).Trim(), offset, size, isSigned);
    }

    private static TracepointField ParseDeclaration(string declaration, int offset, int size, bool isSigned)
    {
        TracepointFieldLocation location = TracepointFieldLocation.InPlace;
        if (TryTakePrefix(ref declaration, "__data_loc "))
            location = TracepointFieldLocation.FromRecord;
        else if (TryTakePrefix(ref declaration, "__rel_loc "))
            location = TracepointFieldLocation.FromField;
        var arrayLength = location == TracepointFieldLocation.InPlace ? null : (int?)0;
        // The brackets follow the name, or the type: char comm[16], char[] name.
        var bracket = declaration.IndexOf('[', StringComparison.Ordinal);
        if (bracket >= 0)
        {
            var end = declaration.IndexOf(']', bracket);
            if (end < 0)
                throw new KernelTextException($"a bracket without end: {declaration}");
            arrayLength = int.TryParse(declaration.AsSpan(bracket + 1, end - bracket - 1), out var length) && length >= 0 ? length : 0;
            declaration = declaration[..bracket] + declaration[(end + 1)..];
        }

        var name = declaration.AsSpan().TrimEnd();
        var start = name.Length;
        while (start > 0 && (char.IsAsciiLetterOrDigit(name[start - 1]) || name[start - 1] == '_'))
            start--;
        var type = declaration.AsSpan(0, start).Trim();
        if (start == name.Length || type.IsEmpty)
            throw new KernelTextException($"a field without type or name: {declaration}");
        return new(name[start..].ToString(), type.ToString(), offset, size, isSigned, arrayLength, location);
    }

    private static bool TryTakePrefix(ref string text, string prefix)
    {
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        text = text[prefix.Length..];
        return true;
    }

    private static int ParseNumber(ReadOnlySpan<byte> text, string what) =>
        Utf8Parser.TryParse(text, out int number, out var length) && length == text.Length && number is >= 0 and <= LargestRecord
            ? number
            : throw new KernelTextException($"{what} of a tracepoint is {Encoding.UTF8.GetString(text)}");
}
