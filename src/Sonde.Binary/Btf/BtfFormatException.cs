namespace Sonde.Binary.Btf;

/// <summary>Bytes that are not valid BTF: damaged, truncated, or of a version that this reader does not know.</summary>
public sealed class BtfFormatException : FormatException
{
    /// <summary>Creates the exception with what is wrong.</summary>
    public BtfFormatException(string message)
        : base(message)
    {
    }
}
