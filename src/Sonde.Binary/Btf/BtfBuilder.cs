using System.Runtime.InteropServices;

namespace Sonde.Binary.Btf;

/// <summary>
/// Writes an image of one's own: the types of a program's maps, functions and global data, which bpf(2) takes as BPF_BTF_LOAD. Each method adds
/// one type and returns its id; a type may refer to ids that are added later. The bytes are in this machine's byte order.
/// </summary>
public sealed class BtfBuilder
{
    private const int MostEntries = ushort.MaxValue;

    private readonly List<uint> _words = [];
    private readonly BtfStringTable _strings = new();
    private int _count;

    /// <summary>The id that the next type gets.</summary>
    public int NextId => _count + 1;

    /// <summary>Stores text and returns where: what line information refers to. The same text is stored once.</summary>
    public uint AddString(string text) => _strings.Add(text);

    /// <summary>Adds an integer of <paramref name="size"/> bytes (1, 2, 4, 8 or 16).</summary>
    public int AddInteger(string name, int size, BtfIntegerEncoding encoding)
    {
        int id = Begin(name, BtfRecord.Info(BtfKind.Integer, 0), (uint)size);
        _words.Add((uint)encoding << 24 | (uint)size * 8);
        return id;
    }

    /// <summary>Adds a floating point number of <paramref name="size"/> bytes.</summary>
    public int AddFloat(string name, int size) => Begin(name, BtfRecord.Info(BtfKind.Float, 0), (uint)size);

    /// <summary>Adds a pointer to a type; 0 for void *.</summary>
    public int AddPointer(int targetId) => Begin("", BtfRecord.Info(BtfKind.Pointer, 0), (uint)targetId);

    /// <summary>Adds another name of a type.</summary>
    public int AddTypedef(string name, int targetId) => Begin(name, BtfRecord.Info(BtfKind.Typedef, 0), (uint)targetId);

    /// <summary>Adds a const type.</summary>
    public int AddConst(int targetId) => Begin("", BtfRecord.Info(BtfKind.Const, 0), (uint)targetId);

    /// <summary>Adds a volatile type.</summary>
    public int AddVolatile(int targetId) => Begin("", BtfRecord.Info(BtfKind.Volatile, 0), (uint)targetId);

    /// <summary>Adds a type with a tag, such as kptr_untrusted.</summary>
    public int AddTypeTag(string tag, int targetId) => Begin(tag, BtfRecord.Info(BtfKind.TypeTag, 0), (uint)targetId);

    /// <summary>Adds a tag on a declaration, or on its member or parameter <paramref name="component"/> from 0 (-1: on itself).</summary>
    public int AddDeclarationTag(string tag, int targetId, int component = -1)
    {
        int id = Begin(tag, BtfRecord.Info(BtfKind.DeclarationTag, 0), (uint)targetId);
        _words.Add((uint)component);
        return id;
    }

    /// <summary>Adds a struct (or union) that is declared but not defined.</summary>
    public int AddForward(string name, bool isUnion = false) => Begin(name, BtfRecord.Info(BtfKind.Forward, 0, isUnion), 0);

    /// <summary>Adds an array of <paramref name="count"/> elements; the kernel wants an integer as index type.</summary>
    public int AddArray(int elementId, int indexId, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int id = Begin("", BtfRecord.Info(BtfKind.Array, 0), 0);
        _words.AddRange([(uint)elementId, (uint)indexId, (uint)count]);
        return id;
    }

    /// <summary>Adds a struct of <paramref name="size"/> bytes; its members must be in the order of their offsets.</summary>
    public int AddStruct(string name, int size, params ReadOnlySpan<BtfMemberDefinition> members) => AddComposite(BtfKind.Struct, name, size, members);

    /// <summary>Adds a union of <paramref name="size"/> bytes.</summary>
    public int AddUnion(string name, int size, params ReadOnlySpan<BtfMemberDefinition> members) => AddComposite(BtfKind.Union, name, size, members);

    /// <summary>Adds an enumeration; one of more than 4 bytes becomes an enum64, which the kernel knows from Linux 6.0.</summary>
    public int AddEnumeration(string name, int size, bool isSigned, params ReadOnlySpan<BtfEnumeratorDefinition> enumerators)
    {
        bool isWide = size > sizeof(uint);
        int id = Begin(name, BtfRecord.Info(isWide ? BtfKind.Enumeration64 : BtfKind.Enumeration, Checked(enumerators.Length), isSigned), (uint)size);
        foreach (BtfEnumeratorDefinition enumerator in enumerators)
        {
            _words.AddRange([AddString(enumerator.Name), (uint)enumerator.Value]);
            if (isWide)
                _words.Add((uint)(enumerator.Value >> 32));
        }

        return id;
    }

    /// <summary>Adds a function's return type and parameters.</summary>
    public int AddFunctionPrototype(int returnId, params ReadOnlySpan<BtfParameterDefinition> parameters)
    {
        int id = Begin("", BtfRecord.Info(BtfKind.FunctionPrototype, Checked(parameters.Length)), (uint)returnId);
        foreach (BtfParameterDefinition parameter in parameters)
            _words.AddRange([AddString(parameter.Name), (uint)parameter.TypeId]);
        return id;
    }

    /// <summary>Adds a function with a prototype. The kernel wants names of letters, digits and underscores.</summary>
    public int AddFunction(string name, int prototypeId, BtfLinkage linkage = BtfLinkage.Global) =>
        Begin(name, BtfRecord.Info(BtfKind.Function, (int)linkage), (uint)prototypeId);

    /// <summary>Adds a global variable.</summary>
    public int AddVariable(string name, int typeId, BtfLinkage linkage = BtfLinkage.Global)
    {
        int id = Begin(name, BtfRecord.Info(BtfKind.Variable, 0), (uint)typeId);
        _words.Add((uint)linkage);
        return id;
    }

    /// <summary>Adds a section of variables, such as ".data"; they must be in the order of their offsets.</summary>
    public int AddDataSection(string name, int size, params ReadOnlySpan<BtfSectionVariable> variables)
    {
        int id = Begin(name, BtfRecord.Info(BtfKind.DataSection, Checked(variables.Length)), (uint)size);
        foreach (BtfSectionVariable variable in variables)
            _words.AddRange([(uint)variable.TypeId, variable.Offset, variable.Size]);
        return id;
    }

    /// <summary>The image's bytes.</summary>
    public byte[] ToArray()
    {
        int typeBytes = _words.Count * sizeof(uint);
        byte[] bytes = new byte[BtfHeader.Size + typeBytes + _strings.Length];
        Span<uint> header = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan(0, BtfHeader.Size));
        MemoryMarshal.Write(bytes, BtfHeader.Magic);
        bytes[2] = BtfHeader.Version;
        header[1] = BtfHeader.Size;
        header[3] = (uint)typeBytes;
        header[4] = (uint)typeBytes;
        header[5] = (uint)_strings.Length;
        MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_words)).CopyTo(bytes.AsSpan(BtfHeader.Size));
        _strings.ToArray().CopyTo(bytes.AsSpan(BtfHeader.Size + typeBytes));
        return bytes;
    }

    private int AddComposite(BtfKind kind, string name, int size, ReadOnlySpan<BtfMemberDefinition> members)
    {
        bool hasBitFields = false;
        foreach (BtfMemberDefinition member in members)
            hasBitFields |= member.BitSize != 0;
        int id = Begin(name, BtfRecord.Info(kind, Checked(members.Length), hasBitFields), (uint)size);
        foreach (BtfMemberDefinition member in members)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(member.BitSize, byte.MaxValue, nameof(members));
            _words.AddRange([AddString(member.Name), (uint)member.TypeId, (uint)member.BitSize << 24 | (uint)member.BitOffset]);
        }

        return id;
    }

    private int Begin(string name, uint info, uint sizeOrType)
    {
        _words.AddRange([AddString(name), info, sizeOrType]);
        return ++_count;
    }

    private static int Checked(int entries)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries, MostEntries);
        return entries;
    }
}
