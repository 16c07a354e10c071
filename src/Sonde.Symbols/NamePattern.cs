namespace Sonde.Symbols;

/// <summary>
/// A name with the shell's wildcards: * for any text, ? for any character, [abc], [a-z] and [!a-z] for one of several, \ before a character that
/// is meant as it is.
/// </summary>
public sealed class NamePattern
{
    private readonly string _pattern;

    /// <summary>Takes the pattern as the user wrote it.</summary>
    public NamePattern(string pattern)
    {
        _pattern = pattern;
        IsLiteral = pattern.AsSpan().IndexOfAny("*?[\\") < 0;
    }

    /// <summary>True where the pattern has no wildcard and matches just itself.</summary>
    public bool IsLiteral { get; }

    /// <summary>True where the whole of <paramref name="text"/> matches. Takes at most the product of both lengths.</summary>
    public bool Matches(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> pattern = _pattern;
        if (IsLiteral)
            return text.SequenceEqual(pattern);
        int at = 0;
        int position = 0;
        int afterStar = -1;
        int retry = 0;
        while (position < text.Length || at < pattern.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                afterStar = ++at;
                retry = position;
                continue;
            }

            if (at < pattern.Length && position < text.Length && MatchesOne(pattern, ref at, text[position]))
            {
                position++;
                continue;
            }

            // The last star takes one character more.
            if (afterStar < 0 || retry >= text.Length)
                return false;
            at = afterStar;
            position = ++retry;
        }

        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => _pattern;

    private static bool MatchesOne(ReadOnlySpan<char> pattern, ref int at, char letter)
    {
        switch (pattern[at])
        {
            case '?':
                at++;
                return true;
            case '\\' when at + 1 < pattern.Length:
                at += 2;
                return pattern[at - 1] == letter;
            case '[' when LengthOfSet(pattern[(at + 1)..]) is > 0 and int length:
                ReadOnlySpan<char> set = pattern.Slice(at + 1, length);
                at += length + 2;
                return IsNegated(set) ? !Has(set[1..], letter) : Has(set, letter);
            default:
                return pattern[at++] == letter;
        }
    }

    private static bool IsNegated(ReadOnlySpan<char> set) => set.Length > 0 && (set[0] is '!' or '^');

    // The characters before the closing bracket, which as the first of them is meant itself; 0 where there is none.
    private static int LengthOfSet(ReadOnlySpan<char> rest)
    {
        int first = IsNegated(rest) ? 2 : 1;
        int more = rest.Length > first ? rest[first..].IndexOf(']') : -1;
        return more < 0 ? 0 : first + more;
    }

    private static bool Has(ReadOnlySpan<char> set, char letter)
    {
        for (int i = 0; i < set.Length; i++)
        {
            bool isRange = i + 2 < set.Length && set[i + 1] == '-';
            if (isRange ? letter >= set[i] && letter <= set[i + 2] : letter == set[i])
                return true;
            i += isRange ? 2 : 0;
        }

        return false;
    }
}
