namespace Sonde.Tracing.Listing;

/// <summary>A pattern over names as attach points use it: <c>*</c> is any text, <c>[ab]</c> and <c>[a-z]</c> one of some characters.</summary>
public sealed class NamePattern
{
    private readonly string _pattern;

    /// <summary>A pattern.</summary>
    /// <param name="pattern">Its text; a bracket without end stands for itself.</param>
    public NamePattern(string pattern) => _pattern = pattern;

    /// <summary>Whether it can match more than its own text.</summary>
    public bool HasWildcards => _pattern.AsSpan().ContainsAny('*', '[');

    /// <summary>Whether a name matches.</summary>
    /// <param name="name">The name.</param>
    public bool Matches(ReadOnlySpan<char> name)
    {
        // Only the last star needs to be tried again, so that no pattern takes more than the product of both lengths.
        int position = 0, at = 0, star = -1, starAt = 0;
        while (at < name.Length)
        {
            if (position < _pattern.Length && _pattern[position] == '*')
            {
                star = position++;
                starAt = at;
            }
            else if (MatchesOne(position, name[at], out var next))
            {
                position = next;
                at++;
            }
            else if (star >= 0)
            {
                position = star + 1;
                at = ++starAt;
            }
            else
            {
                return false;
            }
        }

        return _pattern.AsSpan(position).Trim('*').IsEmpty;
    }

    /// <inheritdoc/>
    public override string ToString() => _pattern;

    private bool MatchesOne(int position, char character, out int next)
    {
        next = position + 1;
        if (position >= _pattern.Length)
            return false;
        var end = _pattern[position] == '[' ? _pattern.IndexOf(']', Math.Min(position + 2, _pattern.Length)) : -1;
        if (end < 0)
            return _pattern[position] == character;
        next = end + 1;
        ReadOnlySpan<char> set = _pattern.AsSpan(position + 1, end - position - 1);
        var isNegated = set.Length > 1 && set[0] is '!' or '^';
        if (isNegated)
            set = set[1..];
        return Contains(set, character) != isNegated;
    }

    private static bool Contains(ReadOnlySpan<char> set, char character)
    {
        for (var i = 0; i < set.Length; i++)
        {
            var isRange = i + 2 < set.Length && set[i + 1] == '-';
            if (isRange ? character >= set[i] && character <= set[i + 2] : character == set[i])
                return true;
            if (isRange)
                i += 2;
        }

        return false;
    }
}
