namespace Sonde.Symbols.Demangling.Rust;

/// <summary>A name that is not mangled as Rust's scheme says, or that is deeper or longer than any program's.</summary>
internal sealed class RustFormatException(string message) : FormatException(message);
