namespace Sonde.Binary.Btf;

/// <summary>One named value of an enumeration.</summary>
public readonly struct BtfEnumerator
{
    private readonly BtfImage _image;
    private readonly uint _nameOffset;

    internal BtfEnumerator(BtfImage image, uint nameOffset, long value)
    {
        _image = image;
        _nameOffset = nameOffset;
        Value = value;
    }

    /// <summary>The enumerator's name.</summary>
    public string Name => _image.StringAt(_nameOffset);

    /// <summary>The enumerator's name in UTF-8, without making a string.</summary>
    public ReadOnlySpan<byte> NameBytes => _image.BytesAt(_nameOffset);

    /// <summary>The value, sign-extended for a signed enumeration; the bits of an unsigned 64-bit one.</summary>
    public long Value { get; }
}
