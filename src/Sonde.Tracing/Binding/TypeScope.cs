using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Binding;

/// <summary>The types that a script can name: the language's, the script's own C definitions, and the kernel's.</summary>
public sealed class TypeScope
{
    private static readonly Dictionary<string, TraceType> Named = new(StringComparer.Ordinal)
    {
        ["bool"] = new BooleanType(),
        ["_Bool"] = new BooleanType(),
        ["void"] = new VoidType(),
        ["int8"] = IntegerType.Int8,
        ["int16"] = IntegerType.Int16,
        ["int32"] = IntegerType.Int32,
        ["int64"] = IntegerType.Int64,
        ["uint8"] = IntegerType.UInt8,
        ["uint16"] = IntegerType.UInt16,
        ["uint32"] = IntegerType.UInt32,
        ["uint64"] = IntegerType.UInt64,
        ["int8_t"] = IntegerType.Int8,
        ["int16_t"] = IntegerType.Int16,
        ["int32_t"] = IntegerType.Int32,
        ["int64_t"] = IntegerType.Int64,
        ["uint8_t"] = IntegerType.UInt8,
        ["uint16_t"] = IntegerType.UInt16,
        ["uint32_t"] = IntegerType.UInt32,
        ["uint64_t"] = IntegerType.UInt64,
        ["s8"] = IntegerType.Int8,
        ["s16"] = IntegerType.Int16,
        ["s32"] = IntegerType.Int32,
        ["s64"] = IntegerType.Int64,
        ["u8"] = IntegerType.UInt8,
        ["u16"] = IntegerType.UInt16,
        ["u32"] = IntegerType.UInt32,
        ["u64"] = IntegerType.UInt64,
        ["__u8"] = IntegerType.UInt8,
        ["__u16"] = IntegerType.UInt16,
        ["__u32"] = IntegerType.UInt32,
        ["__u64"] = IntegerType.UInt64,
        ["char"] = IntegerType.Int8,
        ["signed char"] = IntegerType.Int8,
        ["unsigned char"] = IntegerType.UInt8,
        ["short"] = IntegerType.Int16,
        ["short int"] = IntegerType.Int16,
        ["unsigned short"] = IntegerType.UInt16,
        ["short unsigned int"] = IntegerType.UInt16,
        ["unsigned short int"] = IntegerType.UInt16,
        ["int"] = IntegerType.Int32,
        ["signed int"] = IntegerType.Int32,
        ["signed"] = IntegerType.Int32,
        ["unsigned"] = IntegerType.UInt32,
        ["unsigned int"] = IntegerType.UInt32,
        ["long"] = IntegerType.Int64,
        ["long int"] = IntegerType.Int64,
        ["unsigned long"] = IntegerType.UInt64,
        ["long unsigned int"] = IntegerType.UInt64,
        ["unsigned long int"] = IntegerType.UInt64,
        ["long long"] = IntegerType.Int64,
        ["long long int"] = IntegerType.Int64,
        ["unsigned long long"] = IntegerType.UInt64,
        ["long long unsigned int"] = IntegerType.UInt64,
        ["unsigned long long int"] = IntegerType.UInt64,
        ["size_t"] = IntegerType.UInt64,
        ["ssize_t"] = IntegerType.Int64,
        ["uintptr_t"] = IntegerType.UInt64,
        ["inet"] = new InetType(),
        ["username"] = new UserNameType(),
        ["min_t"] = new MinType(),
        ["max_t"] = new MaxType(),
        ["sum_t"] = new SumType(),
        ["count_t"] = new CountType(),
        ["avg_t"] = new AverageType(),
        ["stats_t"] = new StatsType(),
    };

    private readonly Dictionary<string, StructType> _structs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EnumType> _enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CType> _typedefs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Value, EnumType Type)> _enumerators = new(StringComparer.Ordinal);

    /// <summary>Takes the script's definitions.</summary>
    public TypeScope(KernelTypes kernel, IReadOnlyList<CDefinition> definitions)
    {
        Kernel = kernel;
        foreach (CDefinition definition in definitions)
            Define(definition);
    }

    /// <summary>The kernel's types.</summary>
    public KernelTypes Kernel { get; }

    /// <summary>The type of that name, or null. The script's own come first.</summary>
    public TraceType? Find(string name, TypeKeyword keyword) => keyword switch
    {
        TypeKeyword.Struct => FindStruct(name, isUnion: false),
        TypeKeyword.Union => FindStruct(name, isUnion: true),
        TypeKeyword.Enum => _enums.GetValueOrDefault(name) ?? Kernel.FindEnum(name),
        _ => FindNamed(name),
    };

    /// <summary>The value of an enumerator, or null.</summary>
    public (long Value, EnumType Type)? FindEnumerator(string name) => _enumerators.TryGetValue(name, out (long, EnumType) known) ? known : Kernel.FindEnumerator(name);

    /// <summary>The type that a script spells, or null where its name is unknown.</summary>
    /// <param name="syntax">The spelling.</param>
    /// <param name="space">Where its pointers point to.</param>
    public TraceType? Resolve(TypeSyntax syntax, AddressSpace space)
    {
        TraceType? type = syntax.Name switch
        {
            "string" => new StringType(syntax.ArraySizes.Count > 0 ? Count(syntax.ArraySizes[^1]) : 64),
            "buffer" => new BufferType(syntax.ArraySizes.Count > 0 ? Count(syntax.ArraySizes[^1]) : 64),
            _ => Find(syntax.Name, syntax.Keyword),
        };
        if (type is null)
            return syntax.PointerDepth > 0 && syntax.Keyword != TypeKeyword.None ? Pointer(new StructType(StructKind.Struct, syntax.Name, 0, 1, []), syntax.PointerDepth, space) : null;
        type = Pointer(type, syntax.PointerDepth, space);
        int sizes = syntax.Name is "string" or "buffer" ? Math.Max(0, syntax.ArraySizes.Count - 1) : syntax.ArraySizes.Count;
        for (int i = sizes - 1; i >= 0; i--)
            type = new ArrayType(type, Count(syntax.ArraySizes[i]));
        return type;
    }

    private static int Count(ulong size) => (int)Math.Min(size, 1 << 20);

    private static TraceType Pointer(TraceType type, int depth, AddressSpace space)
    {
        for (int i = 0; i < depth; i++)
            type = new PointerType(type, space);
        return type;
    }

    private StructType? FindStruct(string name, bool isUnion) => _structs.GetValueOrDefault(name) ?? Kernel.FindStruct(name, isUnion);

    private TraceType? FindNamed(string name)
    {
        if (Named.TryGetValue(name, out TraceType? type))
            return type;
        if (_typedefs.TryGetValue(name, out CType? alias))
            return Convert(alias);
        return Kernel.FindTypedef(name) ?? (TraceType?)FindStruct(name, isUnion: false) ?? _enums.GetValueOrDefault(name);
    }

    private void Define(CDefinition definition)
    {
        switch (definition)
        {
            case StructDefinition structure:
                Layout(structure);
                break;
            case EnumDefinition enumeration:
                Define(enumeration);
                break;
            case TypedefDefinition alias:
                _typedefs[alias.Name] = alias.Type;
                if (alias.Type is CInlineType inline)
                    Define(inline.Definition);
                break;
        }
    }

    private EnumType Define(EnumDefinition enumeration)
    {
        EnumType type = new(enumeration.Name, 32, IsSigned: false, [.. enumeration.Members.Select(m => new EnumMember(m.Name, m.Value))]);
        if (enumeration.Name.Length > 0)
            _enums[enumeration.Name] = type;
        foreach (Enumerator member in enumeration.Members)
            _enumerators[member.Name] = (member.Value, type);
        return type;
    }

    private TraceType Convert(CType type) => type switch
    {
        CNamedType named => Find(named.Name, named.Keyword) ?? new StructType(StructKind.Struct, named.Name, 0, 1, []),
        CPointerType pointer => new PointerType(pointer.Target is CNamedType { Name: var name } && _structs.TryGetValue(name, out StructType? known) ? known : Convert(pointer.Target), AddressSpace.Kernel),
        CArrayType { Element: CNamedType { Name: "char" }, Count: > 0 } text => new StringType(Count((ulong)text.Count)),
        CArrayType array => new ArrayType(Convert(array.Element), Count((ulong)Math.Max(0, array.Count))),
        CInlineType { Definition: StructDefinition structure } => Layout(structure),
        CInlineType { Definition: EnumDefinition enumeration } => Define(enumeration),
        _ => new VoidType(),
    };

    // As C lays structs out: bit fields share units of their type, unions start all members at 0.
    private StructType Layout(StructDefinition definition)
    {
        bool isUnion = definition.Kind == AggregateKind.Union;
        List<StructField> fields = [];
        // A pointer to itself must find the name; only its size is not known yet.
        if (definition.Name.Length > 0)
            _structs[definition.Name] = new StructType(isUnion ? StructKind.Union : StructKind.Struct, definition.Name, 0, 1, () => _structs[definition.Name].Fields);
        long bits = 0;
        int alignment = 1;
        long largest = 0;
        foreach (StructMember member in definition.Members)
        {
            TraceType type = Convert(member.Type);
            int align = definition.IsPacked ? 1 : Math.Max(1, type.Alignment);
            alignment = Math.Max(alignment, align);
            if (isUnion)
                bits = 0;
            if (member.BitWidth is { } width)
            {
                long unit = type.Size * 8L;
                if (width == 0 || (unit > 0 && (bits / unit) != ((bits + width - 1) / unit)))
                    bits = (bits + unit - 1) / unit * unit;
                long start = unit > 0 ? bits / unit * unit : bits;
                if (member.Name.Length > 0)
                    fields.Add(new StructField(member.Name, (int)(start / 8), type, (int)(bits - start), width));
                bits += width;
            }
            else
            {
                bits = ((bits + 7) / 8 + align - 1) / align * align * 8;
                fields.Add(new StructField(member.Name, (int)(bits / 8), type));
                bits += type.Size * 8L;
            }

            largest = Math.Max(largest, bits);
        }

        int size = (int)(((largest + 7) / 8 + alignment - 1) / alignment * alignment);
        StructType made = new(isUnion ? StructKind.Union : StructKind.Struct, definition.Name, size, alignment, [.. fields]);
        if (definition.Name.Length > 0)
            _structs[definition.Name] = made;
        return made;
    }
}
