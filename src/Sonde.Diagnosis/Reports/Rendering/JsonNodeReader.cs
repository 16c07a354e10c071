using System.Globalization;
using System.Text.Json;

namespace Sonde.Diagnosis.Reports.Rendering;

/// <summary>A value of a JSON document that knows where it stands, so that errors can say so.</summary>
internal readonly struct JsonNodeReader
{
    private readonly JsonElement _element;
    private readonly string _path;

    internal JsonNodeReader(JsonElement element, string path)
    {
        _element = element;
        _path = path;
    }

    internal JsonNodeReader Member(string name) => Optional(name) ?? throw new ReportFormatException(PathOf(name), "is missing");

    /// <summary>The member, or null where there is none or it is null.</summary>
    internal JsonNodeReader? Optional(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        return _element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? new JsonNodeReader(value, PathOf(name)) : null;
    }

    internal IReadOnlyList<T> List<T>(Func<JsonNodeReader, T> read)
    {
        Expect(JsonValueKind.Array, "an array");
        T[] items = new T[_element.GetArrayLength()];
        int index = 0;
        foreach (JsonElement element in _element.EnumerateArray())
        {
            items[index] = read(new JsonNodeReader(element, $"{_path}[{index}]"));
            index++;
        }

        return items;
    }

    internal string Text()
    {
        Expect(JsonValueKind.String, "a string");
        try
        {
            return _element.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new ReportFormatException(_path, "is no valid text", error);
        }
    }

    internal double Number()
    {
        Expect(JsonValueKind.Number, "a number");
        return _element.TryGetDouble(out double value) && double.IsFinite(value) ? value : throw Problem("is out of range");
    }

    internal int Int32()
    {
        Expect(JsonValueKind.Number, "a number");
        return _element.TryGetInt32(out int value) ? value : throw Problem("is no 32-bit whole number");
    }

    internal long Int64()
    {
        Expect(JsonValueKind.Number, "a number");
        return _element.TryGetInt64(out long value) ? value : throw Problem("is no 64-bit whole number");
    }

    internal DateTimeOffset Time() =>
        DateTimeOffset.TryParseExact(Text(), ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw Problem("is no RFC 3339 time");

    internal ReportFormatException Problem(string problem) => new(_path, problem);

    private void Expect(JsonValueKind kind, string what)
    {
        if (_element.ValueKind != kind)
            throw Problem($"is not {what}");
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
