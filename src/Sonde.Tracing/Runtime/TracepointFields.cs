using System.Globalization;
using Sonde.Tracing.Binding;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Runtime;

/// <summary>The record of a tracepoint as a struct, from the format file of tracefs. Source: Documentation/trace/events.rst.</summary>
public static class TracepointFields
{
    private static readonly string[] Qualifiers = ["const", "volatile", "struct", "union", "enum", "__user", "__attribute__((user))"];

    /// <summary>Reads the fields; a line that is none is left out.</summary>
    /// <param name="name">The struct's name.</param>
    /// <param name="format">The file's text.</param>
    /// <param name="kernel">Types that fields may point to.</param>
    /// <param name="pointsToUser">True where pointers are the calling process's, as in system calls.</param>
    public static StructType Read(string name, string format, KernelTypes kernel, bool pointsToUser)
    {
        ArgumentNullException.ThrowIfNull(format);
        List<StructField> fields = [];
        int size = 0;
        foreach (string line in format.Split('\n'))
        {
            string text = line.Trim();
            if (!text.StartsWith("field:", StringComparison.Ordinal))
                continue;
            string declaration = text["field:".Length..].Split(';')[0];
            if (Number(text, "offset:") is not { } offset || Number(text, "size:") is not { } bytes || offset < 0 || bytes < 0)
                continue;
            (string type, string field, int count) = Split(declaration);
            fields.Add(new StructField(field, offset, TypeOf(type, bytes, count, Number(text, "signed:") == 1, kernel, pointsToUser ? AddressSpace.User : AddressSpace.Kernel)));
            size = Math.Max(size, offset + bytes);
        }

        return new StructType(StructKind.Struct, name, size, 8, [.. fields]);
    }

    private static int? Number(string line, string key)
    {
        int at = line.IndexOf(key, StringComparison.Ordinal);
        if (at < 0)
            return null;
        ReadOnlySpan<char> rest = line.AsSpan(at + key.Length);
        int end = rest.IndexOf(';');
        return int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    // "char comm[16]" is of type char, named comm, 16 of them; without brackets the count is 0.
    private static (string Type, string Name, int Count) Split(string declaration)
    {
        int count = 0;
        string rest = declaration.Trim();
        if (rest.EndsWith(']') && rest.LastIndexOf('[') is > 0 and var bracket)
        {
            count = int.TryParse(rest.AsSpan(bracket + 1, rest.Length - bracket - 2), out int number) ? number : 1;
            rest = rest[..bracket].TrimEnd();
        }

        int space = rest.LastIndexOfAny([' ', '*']);
        return space < 0 ? ("", rest, count) : (rest[..(space + 1)].Trim(), rest[(space + 1)..], count);
    }

    private static TraceType TypeOf(string type, int size, int count, bool isSigned, KernelTypes kernel, AddressSpace space)
    {
        if (type.StartsWith("__data_loc", StringComparison.Ordinal) || type.StartsWith("__rel_loc", StringComparison.Ordinal))
            return new StringType(0);
        if (type.EndsWith('*'))
            return new PointerType(Target(type[..^1].Trim(), kernel, space), space);
        bool isText = type.Split(' ').Contains("char") && !type.Contains("unsigned", StringComparison.Ordinal);
        if (isText && size > 1)
            return new StringType(size);
        if (size is 1 or 2 or 4 or 8 && count <= 1)
            return new IntegerType(size * 8, isSigned);
        int element = count > 0 && size % count == 0 && size / count is 1 or 2 or 4 or 8 ? size / count : 1;
        return new ArrayType(new IntegerType(element * 8, isSigned), size / element);
    }

    private static TraceType Target(string type, KernelTypes kernel, AddressSpace space)
    {
        if (type.EndsWith('*'))
            return new PointerType(Target(type[..^1].Trim(), kernel, space), space);
        string name = string.Join(' ', type.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !Qualifiers.Contains(w)));
        if (type.Contains("struct ", StringComparison.Ordinal) && kernel.FindStruct(name, isUnion: false) is { } structure)
            return structure;
        return name switch
        {
            "char" or "u8" or "unsigned char" => IntegerType.Int8,
            "int" => IntegerType.Int32,
            "unsigned int" or "u32" => IntegerType.UInt32,
            "long" or "unsigned long" or "u64" => IntegerType.UInt64,
            _ => new VoidType(),
        };
    }
}
