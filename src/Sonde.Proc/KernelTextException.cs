namespace Sonde.Proc;

/// <summary>A kernel text file whose content is not what its format promises: cut short, garbage, or of another kind. The parsers' only failure.</summary>
public sealed class KernelTextException : FormatException
{
    /// <summary>Creates the exception with what is wrong, as the end of "unavailable because ...".</summary>
    public KernelTextException(string message)
        : base(message)
    {
    }
}
