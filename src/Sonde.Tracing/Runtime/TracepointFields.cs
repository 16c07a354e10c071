using Sonde.Proc.Tracing;
using Sonde.Tracing.Binding;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Runtime;

/// <summary>The record of a tracepoint as a struct of the language. Source: Documentation/trace/events.rst.</summary>
public static class TracepointFields
{
    private static readonly string[] Qualifiers = ["const", "volatile", "struct", "union", "enum", "__user", "__attribute__((user))"];

    /// <summary>The struct of a format.</summary>
    /// <param name="name">The struct's name.</param>
    /// <param name="format">The format.</param>
    /// <param name="kernel">Types that fields may point to.</param>
    /// <param name="pointsToUser">True where pointers are the calling process's, as in system calls.</param>
    public static StructType Read(string name, TracepointFormat format, KernelTypes kernel, bool pointsToUser)
    {
        ArgumentNullException.ThrowIfNull(format);
        AddressSpace space = pointsToUser ? AddressSpace.User : AddressSpace.Kernel;
        StructField[] fields = [.. format.Fields.Select(f => new StructField(f.Name, f.Offset, TypeOf(f, kernel, space)))];
        int size = format.Fields.Count == 0 ? 0 : format.Fields.Max(f => f.Offset + f.Size);
        return new StructType(StructKind.Struct, name, size, 8, [.. fields]);
    }

    private static TraceType TypeOf(TracepointField field, KernelTypes kernel, AddressSpace space)
    {
        // A text of changing length has no size here: it is read where the record says.
        if (field.Location is not TracepointFieldLocation.InPlace)
            return new StringType(0);
        if (field.IsPointer)
            return new PointerType(Target(field.TypeText[..^1].Trim(), kernel, space), space);
        if (field.ArrayLength is not null && field.TypeText is "char" or "const char" && field.Size > 0)
            return new StringType(field.Size);
        if (field.ArrayLength is null && field.Size is 1 or 2 or 4 or 8)
            return new IntegerType(field.Size * 8, field.IsSigned);
        int count = field.ArrayLength ?? 0;
        int element = count > 0 && field.Size % count == 0 && field.Size / count is 1 or 2 or 4 or 8 ? field.Size / count : 1;
        return new ArrayType(new IntegerType(element * 8, field.IsSigned), field.Size / element);
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
