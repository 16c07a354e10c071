namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>A name that is not mangled as the Itanium C++ ABI says, or that is deeper or longer than any program's.</summary>
internal sealed class ItaniumFormatException(string message) : FormatException(message);
