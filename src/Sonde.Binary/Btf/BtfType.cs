namespace Sonde.Binary.Btf;

/// <summary>One type of an image. A view: nothing is decoded before it is asked for. Which members mean something depends on <see cref="Kind"/>.</summary>
public readonly struct BtfType
{
    private readonly BtfImage _image;
    private readonly int _word;
    private readonly uint _info;

    internal BtfType(BtfImage image, int id, int word)
    {
        _image = image;
        _word = word;
        Id = id;
        _info = id == 0 ? 0 : image.Word(word + 1);
    }

    /// <summary>The type's id.</summary>
    public int Id { get; }

    /// <summary>What the type is.</summary>
    public BtfKind Kind => BtfRecord.Kind(_info);

    /// <summary>Members, enumerators, parameters or variables; 0 for kinds that have none.</summary>
    public int Count => Kind is BtfKind.Struct or BtfKind.Union or BtfKind.Enumeration or BtfKind.Enumeration64 or BtfKind.FunctionPrototype or BtfKind.DataSection
        ? BtfRecord.Count(_info)
        : 0;

    /// <summary>The type's name; empty for an anonymous one.</summary>
    public string Name => Id == 0 ? "void" : _image.StringAt(NameOffset);

    /// <summary>The type's name in UTF-8, without making a string; empty for void.</summary>
    public ReadOnlySpan<byte> NameBytes => _image.BytesAt(NameOffset);

    /// <summary>Size in bytes of an integer, float, struct, union, enumeration or data section as its record has it; 0 for other kinds.</summary>
    /// <remarks><see cref="BtfImage.SizeOf"/> answers for every kind.</remarks>
    public int Size => Kind is BtfKind.Integer or BtfKind.Float or BtfKind.Struct or BtfKind.Union or BtfKind.Enumeration or BtfKind.Enumeration64 or BtfKind.DataSection
        ? BtfImage.Bounded(_image.Word(_word + 2))
        : 0;

    /// <summary>
    /// The type that a pointer, typedef, qualifier or tag is about; a function's prototype, a prototype's return type, a variable's type, an array's element.
    /// 0 (void) for other kinds.
    /// </summary>
    public int TargetId => Kind switch
    {
        BtfKind.Pointer or BtfKind.Typedef or BtfKind.Volatile or BtfKind.Const or BtfKind.Restrict or BtfKind.Function or BtfKind.FunctionPrototype
            or BtfKind.Variable or BtfKind.DeclarationTag or BtfKind.TypeTag => _image.CheckedId(_image.Word(_word + 2)),
        BtfKind.Array => _image.CheckedId(Extra(0)),
        _ => 0,
    };

    /// <summary>Elements of an array.</summary>
    public int ElementCount => Kind == BtfKind.Array ? BtfImage.Bounded(Extra(2)) : 0;

    /// <summary>The type of an array's index.</summary>
    public int IndexId => Kind == BtfKind.Array ? _image.CheckedId(Extra(1)) : 0;

    /// <summary>How an integer is meant.</summary>
    public BtfIntegerEncoding Encoding => Kind == BtfKind.Integer ? (BtfIntegerEncoding)(Extra(0) >> 24 & 0xf) : BtfIntegerEncoding.None;

    /// <summary>Bits of an integer: 8 times its size, but for bit fields of old encoders.</summary>
    public int Bits => Kind == BtfKind.Integer ? (int)(Extra(0) & 0xff) : 0;

    /// <summary>Where an integer's bits begin in its bytes: 0, but for bit fields of old encoders.</summary>
    public int FirstBit => Kind == BtfKind.Integer ? (int)(Extra(0) >> 16 & 0xff) : 0;

    /// <summary>True for a signed integer or enumeration.</summary>
    public bool IsSigned => IsEnumeration ? BtfRecord.Flag(_info) : (Encoding & BtfIntegerEncoding.Signed) != BtfIntegerEncoding.None;

    /// <summary>True for an enumeration of either width.</summary>
    public bool IsEnumeration => Kind is BtfKind.Enumeration or BtfKind.Enumeration64;

    /// <summary>True for a struct or a union.</summary>
    public bool IsComposite => Kind is BtfKind.Struct or BtfKind.Union;

    /// <summary>True where a forward declaration is of a union.</summary>
    public bool IsForwardOfUnion => Kind == BtfKind.Forward && BtfRecord.Flag(_info);

    /// <summary>How far a function or a variable is seen.</summary>
    public BtfLinkage Linkage => Kind switch
    {
        BtfKind.Function => (BtfLinkage)BtfRecord.Count(_info),
        BtfKind.Variable => (BtfLinkage)Extra(0),
        _ => BtfLinkage.Static,
    };

    /// <summary>The member or parameter that a declaration tag is on, from 0; -1 for the type itself.</summary>
    public int ComponentIndex => Kind == BtfKind.DeclarationTag ? (int)Extra(0) : -1;

    /// <summary>The members of a struct or union, anonymous ones as they are.</summary>
    public IEnumerable<BtfMember> Members
    {
        get
        {
            for (int i = 0; IsComposite && i < Count; i++)
                yield return MemberAt(i);
        }
    }

    /// <summary>The values of an enumeration.</summary>
    public IEnumerable<BtfEnumerator> Enumerators
    {
        get
        {
            for (int i = 0; IsEnumeration && i < Count; i++)
                yield return EnumeratorAt(i);
        }
    }

    /// <summary>The parameters of a function's prototype.</summary>
    public IEnumerable<BtfParameter> Parameters
    {
        get
        {
            for (int i = 0; Kind == BtfKind.FunctionPrototype && i < Count; i++)
                yield return ParameterAt(i);
        }
    }

    internal uint NameOffset => Id == 0 ? 0 : _image.Word(_word);

    /// <summary>Member <paramref name="index"/> of a struct or union, from 0 to <see cref="Count"/>.</summary>
    public BtfMember MemberAt(int index)
    {
        int word = Entry(index, 3, IsComposite);
        uint place = _image.Word(word + 2);
        int type = _image.CheckedId(_image.Word(word + 1));
        if (BtfRecord.Flag(_info))
            return new BtfMember(_image, _image.Word(word), type, (int)(place & 0xffffff), (int)(place >> 24));
        // Without the flag, a bit field is told by an integer type that has fewer bits than its bytes.
        BtfType integer = _image[type];
        bool isBitField = integer.Kind == BtfKind.Integer && integer.Bits != 0 && (integer.FirstBit != 0 || integer.Bits != 8L * integer.Size);
        return new BtfMember(_image, _image.Word(word), type, BtfImage.Bounded(place + (long)integer.FirstBit), isBitField ? integer.Bits : 0);
    }

    /// <summary>Value <paramref name="index"/> of an enumeration, from 0 to <see cref="Count"/>.</summary>
    public BtfEnumerator EnumeratorAt(int index)
    {
        bool isWide = Kind == BtfKind.Enumeration64;
        int word = Entry(index, isWide ? 3 : 2, IsEnumeration);
        uint low = _image.Word(word + 1);
        long value = isWide ? (long)((ulong)_image.Word(word + 2) << 32 | low) : IsSigned ? (int)low : low;
        return new BtfEnumerator(_image, _image.Word(word), value);
    }

    /// <summary>Parameter <paramref name="index"/> of a prototype, from 0 to <see cref="Count"/>.</summary>
    public BtfParameter ParameterAt(int index)
    {
        int word = Entry(index, 2, Kind == BtfKind.FunctionPrototype);
        return new BtfParameter(_image, _image.Word(word), _image.CheckedId(_image.Word(word + 1)));
    }

    /// <summary>Variable <paramref name="index"/> of a data section, from 0 to <see cref="Count"/>.</summary>
    public BtfSectionVariable VariableAt(int index)
    {
        int word = Entry(index, 3, Kind == BtfKind.DataSection);
        return new BtfSectionVariable(_image.CheckedId(_image.Word(word)), _image.Word(word + 1), _image.Word(word + 2));
    }

    private uint Extra(int word) => _image.Word(_word + BtfRecord.HeaderWords + word);

    private int Entry(int index, int words, bool isOfKind)
    {
        if (!isOfKind)
            throw new InvalidOperationException($"type {Id} of kind {Kind} has no such entries");
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _word + BtfRecord.HeaderWords + index * words;
    }
}
