using System.Globalization;
using System.Text;

namespace Sonde.Symbols.Demangling.Rust;

/// <summary>
/// Rust's first mangling, which looks like a C++ name in namespaces whose last is "h" and 16 digits of a hash. The hash is left out. Source: the
/// comments of rustc's compiler/rustc_symbol_mangling/src/legacy.rs.
/// </summary>
internal static class RustLegacyName
{
    private const int HashLength = 17;
    private const int LeastDistinctDigits = 5;

    /// <summary>The readable name; null where the text is no such name.</summary>
    internal static string? Demangle(string text)
    {
        if (!text.StartsWith("_ZN", StringComparison.Ordinal))
            return null;
        List<string> parts = [];
        int at = 3;
        while (at < text.Length && text[at] != 'E')
        {
            int digits = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
            if (!int.TryParse(text.AsSpan(digits, at - digits), NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length == 0 || length > text.Length - at)
                return null;
            parts.Add(text.Substring(at, length));
            at += length;
        }

        if (at >= text.Length || parts.Count < 2 || !IsHash(parts[^1]) || !IsSuffix(text.AsSpan(at + 1)))
            return null;
        StringBuilder name = new();
        foreach (string part in parts.SkipLast(1))
        {
            if (name.Length > 0)
                name.Append("::");
            if (!TryAppend(name, part))
                return null;
        }

        return name.ToString();
    }

    // A hash of a name of fewer different digits is a name of another language.
    private static bool IsHash(string part) =>
        part.Length == HashLength && part[0] == 'h' && part.Skip(1).All(char.IsAsciiHexDigitLower) && part.Skip(1).Distinct().Count() >= LeastDistinctDigits;

    private static bool IsSuffix(ReadOnlySpan<char> text) => text.IsEmpty || text[0] == '.';

    private static bool TryAppend(StringBuilder name, string part)
    {
        ReadOnlySpan<char> rest = part.StartsWith("_$", StringComparison.Ordinal) ? part.AsSpan(1) : part;
        while (!rest.IsEmpty)
        {
            if (rest[0] == '$' && rest[1..].IndexOf('$') is >= 0 and int length)
            {
                if (Escaped(rest.Slice(1, length)) is not { } meant)
                    return false;
                name.Append(meant);
                rest = rest[(length + 2)..];
            }
            else if (rest.StartsWith(".."))
            {
                name.Append("::");
                rest = rest[2..];
            }
            else
            {
                if (!char.IsAsciiLetterOrDigit(rest[0]) && rest[0] is not ('_' or '.'))
                    return false;
                name.Append(rest[0]);
                rest = rest[1..];
            }
        }

        return true;
    }

    private static string? Escaped(ReadOnlySpan<char> code) => code switch
    {
        "SP" => "@",
        "BP" => "*",
        "RF" => "&",
        "LT" => "<",
        "GT" => ">",
        "LP" => "(",
        "RP" => ")",
        "C" => ",",
        ['u', .. var digits] when int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) && Rune.IsValid(value) && value >= ' ' => new Rune(value).ToString(),
        _ => null,
    };
}
