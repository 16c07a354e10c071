using Sonde.Binary.Btf;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Binding;

/// <summary>The kernel's own types as types of the language, from its BTF; converted when first asked for. Without BTF it knows none.</summary>
public sealed class KernelTypes
{
    private const int LargestDepth = 32;

    private readonly Lazy<BtfImage?> _image;
    private readonly Dictionary<int, StructType> _structs = [];

    /// <summary>Takes the kernel's BTF, read when the first type is needed.</summary>
    /// <param name="image">Reads it; null where the kernel has none.</param>
    public KernelTypes(Func<BtfImage?> image) => _image = new(image);

    /// <summary>The BTF, or null where the kernel has none.</summary>
    public BtfImage? Image => _image.Value;

    /// <summary>A struct or union by its name, or null.</summary>
    public StructType? FindStruct(string name, bool isUnion)
    {
        if (Image is not { } image || !image.TryFind(name, isUnion ? BtfKind.Union : BtfKind.Struct, out int id))
            return null;
        return Convert(id, AddressSpace.Kernel) as StructType;
    }

    /// <summary>An enumeration by its name, or null.</summary>
    public EnumType? FindEnum(string name)
    {
        if (Image is not { } image || !(image.TryFind(name, BtfKind.Enumeration, out int id) || image.TryFind(name, BtfKind.Enumeration64, out id)))
            return null;
        return Convert(id, AddressSpace.Kernel) as EnumType;
    }

    /// <summary>A type definition by its name, or null.</summary>
    public TraceType? FindTypedef(string name) =>
        Image is { } image && image.TryFind(name, BtfKind.Typedef, out int id) ? Convert(id, AddressSpace.Kernel) : null;

    /// <summary>The value of an enumerator of any enumeration, or null.</summary>
    public (long Value, EnumType Type)? FindEnumerator(string name) =>
        Image is { } image && image.TryFindEnumerator(name, out int id, out long value) && Convert(id, AddressSpace.Kernel) is EnumType type ? (value, type) : null;

    /// <summary>The type with a BTF id.</summary>
    /// <param name="id">The id; 0 is void.</param>
    /// <param name="space">Where pointers of the type point to.</param>
    public TraceType Convert(int id, AddressSpace space) => Convert(id, space, 0);

    private TraceType Convert(int id, AddressSpace space, int depth)
    {
        BtfImage image = Image!;
        int resolved = image.Resolve(id);
        if (resolved == 0 || depth > LargestDepth)
            return new VoidType();
        BtfType type = image[resolved];
        return type.Kind switch
        {
            BtfKind.Integer when (type.Encoding & BtfIntegerEncoding.Boolean) != BtfIntegerEncoding.None => new BooleanType(),
            BtfKind.Integer => Integer(type.Size, type.IsSigned),
            BtfKind.Enumeration or BtfKind.Enumeration64 => Enumeration(type),
            BtfKind.Pointer => new PointerType(Target(type.TargetId, space, depth), space),
            BtfKind.Array => Array(type, space, depth),
            BtfKind.Struct or BtfKind.Union => Struct(type),
            BtfKind.Float => Integer(type.Size, isSigned: false),
            _ => new VoidType(),
        };
    }

    // char * keeps what it points to: a letter, of which str() makes a string.
    private TraceType Target(int id, AddressSpace space, int depth) => Convert(id, space, depth + 1);

    private TraceType Array(BtfType type, AddressSpace space, int depth)
    {
        if (IsCharacter(type.TargetId) && type.ElementCount > 0)
            return new StringType(type.ElementCount);
        return new ArrayType(Convert(type.TargetId, space, depth + 1), type.ElementCount);
    }

    // Compilers describe char as a one-byte integer of that name, mostly without the character encoding.
    private bool IsCharacter(int id)
    {
        BtfType type = Image![Image.Resolve(id)];
        return type.Kind == BtfKind.Integer && type.Size == 1 && type.NameBytes.SequenceEqual("char"u8);
    }

    private static TraceType Integer(int size, bool isSigned) =>
        size switch
        {
            1 or 2 or 4 or 8 => new IntegerType(size * 8, isSigned),
            _ => new ArrayType(IntegerType.UInt64, size / 8),
        };

    private static EnumType Enumeration(BtfType type) =>
        new(type.Name, type.Size * 8, type.IsSigned, [.. type.Enumerators.Select(e => new EnumMember(e.Name, e.Value))]);

    private StructType Struct(BtfType type)
    {
        if (_structs.TryGetValue(type.Id, out StructType? known))
            return known;
        StructType made = new(type.Kind == BtfKind.Union ? StructKind.Union : StructKind.Struct, type.Name, type.Size, alignment: 8, () => Fields(type));
        return _structs[type.Id] = made;
    }

    private EquatableArray<StructField> Fields(BtfType type)
    {
        List<StructField> fields = [];
        foreach (BtfMember member in type.Members)
        {
            TraceType field = Convert(member.TypeId, AddressSpace.Kernel);
            if (member.BitSize == 0)
            {
                fields.Add(new StructField(member.Name, member.ByteOffset, field));
                continue;
            }

            // A bit field is read as the whole unit of its type that holds it.
            int unit = Math.Max(1, field.Size) * 8;
            int start = member.BitOffset / unit * unit;
            fields.Add(new StructField(member.Name, start / 8, field, member.BitOffset - start, member.BitSize));
        }

        return [.. fields];
    }
}
