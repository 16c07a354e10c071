using System.Runtime.InteropServices;
using System.Text;

namespace Sonde.Binary.Btf;

/// <summary>
/// The types of a kernel, a kernel module or an object file, in the kernel's BPF Type Format (Documentation/bpf/btf.rst). Reading is lazy: parsing
/// finds where each record begins and checks that it lies inside the data, and everything else is decoded when asked for. Not safe for use by
/// several threads at once.
/// </summary>
public sealed class BtfImage
{
    /// <summary>Bytes of a pointer. BTF does not say; every kernel with BTF that Sonde runs on has 64 bits.</summary>
    public const int PointerSize = 8;

    private const int DeepestChain = 64;

    private readonly ReadOnlyMemory<byte> _types;
    private readonly ReadOnlyMemory<byte> _strings;
    private readonly int[] _records;
    private readonly int _firstId;
    private readonly uint _firstString;
    private readonly BtfNameSearch _names;

    private BtfImage(BtfHeader header, BtfImage? baseImage)
    {
        Base = baseImage;
        _types = header.Types;
        _strings = header.Strings;
        _firstId = baseImage?.TypeCount ?? 1;
        _firstString = baseImage is null ? 0 : baseImage._firstString + (uint)baseImage._strings.Length;
        _records = FindRecords(MemoryMarshal.Cast<byte, uint>(header.Types.Span), out int count);
        _names = new BtfNameSearch(this);
        OwnTypeCount = count;
        TypeCount = _firstId + count;
    }

    /// <summary>The image that this one continues: of a kernel module, the kernel's.</summary>
    public BtfImage? Base { get; }

    /// <summary>One more than the highest type id; ids begin with 0, which is void.</summary>
    public int TypeCount { get; }

    /// <summary>Types that this image adds to those of <see cref="Base"/>; their ids are the last ones.</summary>
    public int OwnTypeCount { get; }

    /// <summary>The id of the first type of this image itself.</summary>
    public int FirstOwnId => _firstId;

    /// <summary>The type with this id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is not below <see cref="TypeCount"/>.</exception>
    public BtfType this[int id]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, TypeCount);
            return id == 0 ? new BtfType(this, 0, 0) : id < _firstId ? Base![id] : new BtfType(this, id, _records[id - _firstId]);
        }
    }

    /// <summary>Reads the header and finds the records. The data is kept, not copied, and must not change.</summary>
    /// <param name="data">The bytes of /sys/kernel/btf/NAME or of a .BTF section, in either byte order.</param>
    /// <param name="baseImage">For split BTF (a module's), the image that it continues.</param>
    /// <exception cref="BtfFormatException">The data is no BTF, is damaged or cut off.</exception>
    public static BtfImage Parse(ReadOnlyMemory<byte> data, BtfImage? baseImage = null) => new(BtfHeader.Parse(data), baseImage);

    /// <summary>The first type of this name and kind, in this image or else in its base.</summary>
    /// <returns>False, and id 0, where there is none.</returns>
    public bool TryFind(ReadOnlySpan<byte> name, BtfKind kind, out int id)
    {
        for (BtfImage? image = this; image is not null && !name.IsEmpty; image = image.Base)
        {
            foreach (int own in image._names.Find(name))
            {
                id = own + image._firstId;
                if (image[id].Kind == kind)
                    return true;
            }
        }

        id = 0;
        return false;
    }

    /// <inheritdoc cref="TryFind(ReadOnlySpan{byte}, BtfKind, out int)"/>
    public bool TryFind(string name, BtfKind kind, out int id) => TryFind(Encoding.UTF8.GetBytes(name), kind, out id);

    /// <summary>All types of this name, of this image before those of its base; tags are not types.</summary>
    public IReadOnlyList<int> FindAll(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        List<int> ids = [];
        for (BtfImage? image = this; image is not null && bytes.Length > 0; image = image.Base)
        {
            foreach (int own in image._names.Find(bytes))
                ids.Add(own + image._firstId);
        }

        return ids;
    }

    /// <summary>The types of one kind in ascending order of ids, of this image alone.</summary>
    public IEnumerable<BtfType> OwnTypes(BtfKind kind)
    {
        for (int i = 0; i < OwnTypeCount; i++)
        {
            BtfType type = new(this, i + _firstId, _records[i]);
            if (type.Kind == kind)
                yield return type;
        }
    }

    /// <summary>What a typedef, qualifier or type tag is about in the end; other types are returned as they are.</summary>
    /// <exception cref="BtfFormatException">The chain is a circle, or longer than any compiler makes it.</exception>
    public int Resolve(int id)
    {
        for (int depth = 0; depth < DeepestChain; depth++)
        {
            BtfType type = this[id];
            if (type.Kind is not (BtfKind.Typedef or BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict or BtfKind.TypeTag))
                return id;
            id = type.TargetId;
        }

        throw new BtfFormatException($"type {id} resolves to no end");
    }

    /// <summary>Bytes that a value of this type takes; 0 for void, functions, forward declarations and arrays without elements.</summary>
    /// <exception cref="BtfFormatException">The type is a circle, or larger than 2 GB.</exception>
    public int SizeOf(int id)
    {
        long elements = 1;
        for (int depth = 0; depth < DeepestChain; depth++)
        {
            BtfType type = this[Resolve(id)];
            switch (type.Kind)
            {
                case BtfKind.Pointer:
                    return Bounded(elements * PointerSize);
                case BtfKind.Array:
                    elements = Bounded(elements * type.ElementCount);
                    id = type.TargetId;
                    break;
                case BtfKind.Variable:
                    id = type.TargetId;
                    break;
                default:
                    return Bounded(elements * type.Size);
            }
        }

        throw new BtfFormatException($"array type {id} has no end");
    }

    /// <summary>
    /// The member of this name in a struct or union, or in the anonymous structs and unions that it embeds; its offset is from the beginning of
    /// the struct that was asked. Typedefs and qualifiers of the struct are looked through.
    /// </summary>
    public bool TryFindMember(int structId, ReadOnlySpan<byte> name, out BtfMember member) =>
        new BtfMemberSearch(this, name).TryFind(structId, out member);

    /// <inheritdoc cref="TryFindMember(int, ReadOnlySpan{byte}, out BtfMember)"/>
    public bool TryFindMember(int structId, string name, out BtfMember member) => TryFindMember(structId, Encoding.UTF8.GetBytes(name), out member);

    /// <inheritdoc cref="TryFindMember(int, ReadOnlySpan{byte}, out BtfMember)"/>
    /// <param name="structId">The struct or union.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="offsetBits">Where it begins, in bits.</param>
    /// <param name="typeId">Its type.</param>
    /// <param name="bitSize">Bits of a bit field; 0 for a member that is not one.</param>
    public bool TryFindMember(int structId, string name, out int offsetBits, out int typeId, out int bitSize)
    {
        bool isFound = TryFindMember(structId, name, out BtfMember member);
        (offsetBits, typeId, bitSize) = (member.BitOffset, member.TypeId, member.BitSize);
        return isFound;
    }

    /// <summary>The value of the enumerator of this name in any enumeration, as C sees it.</summary>
    /// <param name="name">The enumerator's name.</param>
    /// <param name="enumId">The enumeration that has it.</param>
    /// <param name="value">Its value.</param>
    public bool TryFindEnumerator(string name, out int enumId, out long value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        for (int i = 0; i < OwnTypeCount; i++)
        {
            BtfType type = new(this, i + _firstId, _records[i]);
            for (int j = 0; type.IsEnumeration && j < type.Count; j++)
            {
                BtfEnumerator enumerator = type.EnumeratorAt(j);
                if (!enumerator.NameBytes.SequenceEqual(bytes))
                    continue;
                (enumId, value) = (type.Id, enumerator.Value);
                return true;
            }
        }

        (enumId, value) = (0, 0);
        return Base is not null && Base.TryFindEnumerator(name, out enumId, out value);
    }

    /// <summary>The name of a value in one enumeration; the first of several. Null where no enumerator has the value.</summary>
    public string? FindEnumeratorName(int enumId, long value)
    {
        BtfType type = this[Resolve(enumId)];
        for (int i = 0; type.IsEnumeration && i < type.Count; i++)
        {
            BtfEnumerator enumerator = type.EnumeratorAt(i);
            if (enumerator.Value == value)
                return enumerator.Name;
        }

        return null;
    }

    /// <summary>The value of an enumerator of one enumeration.</summary>
    public bool TryFindEnumerator(int enumId, string name, out long value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        BtfType type = this[Resolve(enumId)];
        for (int i = 0; type.IsEnumeration && i < type.Count; i++)
        {
            BtfEnumerator enumerator = type.EnumeratorAt(i);
            value = enumerator.Value;
            if (enumerator.NameBytes.SequenceEqual(bytes))
                return true;
        }

        value = 0;
        return false;
    }

    internal uint Word(int word) => MemoryMarshal.Read<uint>(_types.Span[(word * sizeof(uint))..]);

    internal int CheckedId(uint id) => id < (uint)TypeCount ? (int)id : throw new BtfFormatException($"type {id} of {TypeCount} is referred to");

    internal static int Bounded(long value) => value is >= 0 and <= int.MaxValue ? (int)value : throw new BtfFormatException($"{value} is no size or offset of a type");

    internal string StringAt(uint offset) => Encoding.UTF8.GetString(BytesAt(offset));

    internal ReadOnlySpan<byte> BytesAt(uint offset)
    {
        if (offset < _firstString)
            return Base!.BytesAt(offset);
        offset -= _firstString;
        if (offset >= (uint)_strings.Length)
            throw new BtfFormatException($"a name at {offset} is outside the {_strings.Length} bytes of names");
        ReadOnlySpan<byte> rest = _strings.Span[(int)offset..];
        return rest[..rest.IndexOf((byte)0)];
    }

    /// <summary>The name under which own type <paramref name="index"/> is found; empty for tags.</summary>
    internal ReadOnlySpan<byte> IndexedName(int index)
    {
        int word = _records[index];
        uint name = Word(word);
        return name == 0 || IsTag(Word(word + 1)) ? default : BytesAt(name);
    }

    internal ReadOnlySpan<byte> Strings => _strings.Span;

    /// <summary>Adds the own types, as numbers from 0, whose name is at one of these places in the strings.</summary>
    internal void FindNamed(ReadOnlySpan<uint> places, List<int> found)
    {
        if (places.IsEmpty)
            return;
        ReadOnlySpan<uint> words = MemoryMarshal.Cast<byte, uint>(_types.Span);
        ReadOnlySpan<uint> others = places[1..];
        for (int i = 0; i < OwnTypeCount; i++)
        {
            int word = _records[i];
            uint name = words[word];
            if ((name == places[0] || (others.Length > 0 && others.Contains(name))) && !IsTag(words[word + 1]))
                found.Add(i);
        }
    }

    private static bool IsTag(uint info) => BtfRecord.Kind(info) is BtfKind.DeclarationTag or BtfKind.TypeTag;

    private static int[] FindRecords(ReadOnlySpan<uint> words, out int count)
    {
        const int UsualWords = 5;
        int[] records = new int[words.Length / UsualWords + 1];
        count = 0;
        int word = 0;
        while (word < words.Length)
        {
            if (words.Length - word < BtfRecord.HeaderWords)
                throw new BtfFormatException($"BTF ends inside the record after type {count}");
            uint info = words[word + 1];
            int length = BtfRecord.Words(info);
            if (length == 0)
                throw new BtfFormatException($"BTF kind {(int)BtfRecord.Kind(info)} is not known");
            if (length > words.Length - word)
                throw new BtfFormatException($"BTF ends inside the record after type {count}");
            if (count == records.Length)
                Array.Resize(ref records, records.Length * 2);
            records[count++] = word;
            word += length;
        }

        return records;
    }
}
