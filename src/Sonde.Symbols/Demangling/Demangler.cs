using Sonde.Symbols.Demangling.Itanium;
using Sonde.Symbols.Demangling.Rust;

namespace Sonde.Symbols.Demangling;

/// <summary>Turns the names that compilers give to the linker into those that programmers wrote.</summary>
public static class Demangler
{
    /// <summary>
    /// The readable form of a name of C++ (Itanium ABI) or Rust (both manglings), as c++filt -i prints it, that is without the hashes of Rust; any other
    /// name as it is.
    /// </summary>
    public static string Demangle(string name)
    {
        if (name.Length < 3 || name[0] != '_')
            return name;
        return name[1] switch
        {
            'Z' => RustLegacyName.Demangle(name) ?? ItaniumParser.Demangle(name) ?? name,
            'R' => RustName.Demangle(name) ?? name,
            _ => name,
        };
    }
}
