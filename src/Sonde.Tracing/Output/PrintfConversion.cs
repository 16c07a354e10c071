namespace Sonde.Tracing.Output;

/// <summary>A piece of a printf format: literal text, or how one argument is written. Source: printf(3).</summary>
internal sealed record PrintfConversion(PrintfConversionKind Kind)
{
    /// <summary>The text of a literal.</summary>
    public byte[] Literal { get; init; } = [];

    /// <summary>As it was spelled, without %: for messages.</summary>
    public string Specifier { get; init; } = "";

    /// <summary>Flag -: the field keeps to the left.</summary>
    public bool IsLeftAligned { get; init; }

    /// <summary>Flag +: positive numbers get a sign.</summary>
    public bool ShowsSign { get; init; }

    /// <summary>Flag blank: positive numbers get a blank where the sign would be.</summary>
    public bool ShowsBlank { get; init; }

    /// <summary>Flag #: 0x or 0 in front.</summary>
    public bool ShowsBase { get; init; }

    /// <summary>Flag 0: zeros fill the field.</summary>
    public bool FillsWithZeros { get; init; }

    /// <summary>Least width; 0 for none.</summary>
    public int Width { get; init; }

    /// <summary>Least digits of numbers, most bytes of text; -1 for none.</summary>
    public int Precision { get; init; } = -1;

    /// <summary>Bits that the length modifier leaves: 8, 16 or 64; 0 without one.</summary>
    public int LengthBits { get; init; }
}
