namespace Sonde.Binary.Btf;

/// <summary>One member of a struct or union.</summary>
public readonly struct BtfMember
{
    private readonly BtfImage _image;
    private readonly uint _nameOffset;

    internal BtfMember(BtfImage image, uint nameOffset, int typeId, int bitOffset, int bitSize)
    {
        _image = image;
        _nameOffset = nameOffset;
        TypeId = typeId;
        BitOffset = bitOffset;
        BitSize = bitSize;
    }

    /// <summary>The member's name; empty for an anonymous struct or union.</summary>
    public string Name => _image.StringAt(_nameOffset);

    /// <summary>The member's name in UTF-8, without making a string.</summary>
    public ReadOnlySpan<byte> NameBytes => _image.BytesAt(_nameOffset);

    /// <summary>True for an embedded struct or union whose members are reached without a name.</summary>
    public bool IsAnonymous => NameBytes.IsEmpty;

    /// <summary>The member's type.</summary>
    public int TypeId { get; }

    /// <summary>Where the member begins, in bits from the beginning of the struct that was asked.</summary>
    public int BitOffset { get; }

    /// <summary>Bits of a bit field; 0 for a member that is not one.</summary>
    public int BitSize { get; }

    /// <summary>Where the byte begins that holds the member's first bit.</summary>
    public int ByteOffset => BitOffset / 8;

    /// <summary>The same member as seen from a struct that embeds its own <paramref name="bits"/> further in.</summary>
    internal BtfMember Shifted(int bits) => new(_image, _nameOffset, TypeId, BtfImage.Bounded((long)BitOffset + bits), BitSize);
}
