namespace Sonde.Binary.Elf;

/// <summary>Bytes that are not a valid ELF file: damaged, cut off, or of a kind that this reader does not know.</summary>
public sealed class ElfFormatException : FormatException
{
    /// <summary>Creates the exception with what is wrong.</summary>
    public ElfFormatException(string message)
        : base(message)
    {
    }
}
