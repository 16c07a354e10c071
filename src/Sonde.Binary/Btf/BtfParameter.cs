namespace Sonde.Binary.Btf;

/// <summary>One parameter of a function's prototype.</summary>
public readonly struct BtfParameter
{
    private readonly BtfImage _image;
    private readonly uint _nameOffset;

    internal BtfParameter(BtfImage image, uint nameOffset, int typeId)
    {
        _image = image;
        _nameOffset = nameOffset;
        TypeId = typeId;
    }

    /// <summary>The parameter's name; empty where the prototype gives none.</summary>
    public string Name => _image.StringAt(_nameOffset);

    /// <summary>The parameter's name in UTF-8, without making a string.</summary>
    public ReadOnlySpan<byte> NameBytes => _image.BytesAt(_nameOffset);

    /// <summary>The parameter's type; 0 without a name says that the function takes a variable number of arguments.</summary>
    public int TypeId { get; }

    /// <summary>True for the "..." at the end of a prototype.</summary>
    public bool IsVariadic => TypeId == 0 && _nameOffset == 0;
}
