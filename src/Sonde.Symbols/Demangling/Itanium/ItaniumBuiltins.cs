namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>The built-in types and the standard library's abbreviations.</summary>
internal static class ItaniumBuiltins
{
    private const string Character = "char, std::char_traits<char>";

    private static readonly Dictionary<char, string> OneLetter = new()
    {
        ['v'] = "void",
        ['w'] = "wchar_t",
        ['b'] = "bool",
        ['c'] = "char",
        ['a'] = "signed char",
        ['h'] = "unsigned char",
        ['s'] = "short",
        ['t'] = "unsigned short",
        ['i'] = "int",
        ['j'] = "unsigned int",
        ['l'] = "long",
        ['m'] = "unsigned long",
        ['x'] = "long long",
        ['y'] = "unsigned long long",
        ['n'] = "__int128",
        ['o'] = "unsigned __int128",
        ['f'] = "float",
        ['d'] = "double",
        ['e'] = "long double",
        ['g'] = "__float128",
        ['z'] = "...",
    };

    private static readonly Dictionary<char, string> AfterD = new()
    {
        ['d'] = "decimal64",
        ['e'] = "decimal128",
        ['f'] = "decimal32",
        ['h'] = "half",
        ['i'] = "char32_t",
        ['s'] = "char16_t",
        ['u'] = "char8_t",
        ['a'] = "auto",
        ['c'] = "decltype(auto)",
        ['n'] = "decltype(nullptr)",
    };

    // What is put behind a number of this type.
    private static readonly Dictionary<char, string> Suffixes = new() { ['i'] = "", ['j'] = "u", ['l'] = "l", ['m'] = "ul", ['x'] = "ll", ['y'] = "ull" };

    private static readonly Dictionary<char, (string Short, string Long, string Base)> Standard = new()
    {
        ['t'] = ("std", "std", "std"),
        ['a'] = ("std::allocator", "std::allocator", "allocator"),
        ['b'] = ("std::basic_string", "std::basic_string", "basic_string"),
        ['s'] = ("std::string", $"std::basic_string<{Character}, std::allocator<char> >", "basic_string"),
        ['i'] = ("std::istream", $"std::basic_istream<{Character} >", "basic_istream"),
        ['o'] = ("std::ostream", $"std::basic_ostream<{Character} >", "basic_ostream"),
        ['d'] = ("std::iostream", $"std::basic_iostream<{Character} >", "basic_iostream"),
    };

    internal static string? Find(char letter) => OneLetter.GetValueOrDefault(letter);

    internal static string? FindAfterD(char letter) => AfterD.GetValueOrDefault(letter);

    internal static string? SuffixOf(char letter) => Suffixes.GetValueOrDefault(letter);

    /// <summary>A standard abbreviation; in full where a constructor or destructor follows, which needs the class's own name.</summary>
    internal static TextNode? FindStandard(char letter, bool isInFull) =>
        Standard.TryGetValue(letter, out (string Short, string Long, string Base) found) ? new TextNode(isInFull ? found.Long : found.Short, found.Base) : null;
}
