using Sonde.Symbols.Demangling.Itanium;

namespace Sonde.Symbols.Demangling;

/// <summary>Turns the names that compilers give to the linker into those that programmers wrote.</summary>
public static class Demangler
{
    /// <summary>The readable form of a C++ (Itanium ABI) name, as c++filt prints it; any other name as it is.</summary>
    public static string Demangle(string name) => ItaniumParser.Demangle(name) ?? name;
}
