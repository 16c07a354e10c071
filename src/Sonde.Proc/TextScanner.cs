using System.Buffers.Text;

namespace Sonde.Proc;

/// <summary>Walks kernel text, line by line and word by word, over bytes and without allocating.</summary>
public ref struct TextScanner
{
    private const int DigitsThatAlwaysFit = 19;

    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts at the beginning of <paramref name="text"/>.</summary>
    public TextScanner(ReadOnlySpan<byte> text) => _rest = text;

    /// <summary>What has not been read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>True when everything has been read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Takes the next line, without its newline; a last line without a newline counts too.</summary>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        if (_rest.IsEmpty)
        {
            line = default;
            return false;
        }

        int end = _rest.IndexOf((byte)'\n');
        if (end < 0)
        {
            line = _rest;
            _rest = default;
        }
        else
        {
            line = _rest[..end];
            _rest = _rest[(end + 1)..];
        }

        return true;
    }

    /// <summary>Passes over blanks, tabs and newlines; true where a word follows, which then begins <see cref="Rest"/>.</summary>
    public bool MoveToWord()
    {
        int start = 0;
        while ((uint)start < (uint)_rest.Length && IsBlank(_rest[start]))
            start++;
        _rest = _rest[start..];
        return !_rest.IsEmpty;
    }

    /// <summary>Takes the next word: a run of bytes that are neither blank, tab nor newline.</summary>
    public bool TryReadWord(out ReadOnlySpan<byte> word)
    {
        int start = 0;
        while (start < _rest.Length && IsBlank(_rest[start]))
            start++;
        int end = start;
        while (end < _rest.Length && !IsBlank(_rest[end]))
            end++;
        word = _rest[start..end];
        _rest = _rest[end..];
        return !word.IsEmpty;
    }

    /// <summary>Takes the next word as an unsigned decimal number; the word is consumed either way.</summary>
    public bool TryReadUInt64(out ulong value)
    {
        // Most of all sampled bytes go through here: blanks, digits and the end of the word in one pass.
        ReadOnlySpan<byte> rest = _rest;
        int start = 0;
        while ((uint)start < (uint)rest.Length && IsBlank(rest[start]))
            start++;
        int end = start;
        ulong sum = 0;
        while ((uint)end < (uint)rest.Length)
        {
            uint digit = (uint)(rest[end] - '0');
            if (digit > 9)
                break;
            sum = (sum * 10) + digit;
            end++;
        }

        if (end - start is > 0 and <= DigitsThatAlwaysFit && (end == rest.Length || IsBlank(rest[end])))
        {
            _rest = rest[end..];
            value = sum;
            return true;
        }

        value = 0;
        return TryReadWord(out ReadOnlySpan<byte> word) && TryParseUInt64(word, out value);
    }

    /// <summary>Takes the next word as an unsigned decimal number.</summary>
    /// <param name="what">What the number is, for the message.</param>
    /// <exception cref="KernelTextException">The next word is missing or not such a number.</exception>
    public ulong ReadUInt64(string what) => TryReadUInt64(out ulong value) ? value : throw NotANumber(what);

    /// <summary>Takes the next word as a non-negative decimal fraction such as 0.25; the word is consumed either way.</summary>
    public bool TryReadFraction(out double value)
    {
        value = 0;
        if (!TryReadWord(out ReadOnlySpan<byte> word) || !IsFraction(word))
            return false;
        if (Utf8Parser.TryParse(word, out value, out int consumed) && consumed == word.Length && double.IsFinite(value))
            return true;
        value = 0;
        return false;
    }

    /// <summary>Takes the next word as a non-negative decimal fraction such as 0.25.</summary>
    /// <param name="what">What the number is, for the message.</param>
    /// <exception cref="KernelTextException">The next word is missing or not such a number.</exception>
    public double ReadFraction(string what) => TryReadFraction(out double value) ? value : throw NotANumber(what);

    /// <summary>Takes what precedes <paramref name="separator"/>, and the separator; takes nothing where there is none.</summary>
    public bool TryReadUntil(byte separator, out ReadOnlySpan<byte> part)
    {
        int end = _rest.IndexOf(separator);
        if (end < 0)
        {
            part = default;
            return false;
        }

        part = _rest[..end];
        _rest = _rest[(end + 1)..];
        return true;
    }

    /// <summary>Takes the next word as a signed decimal number; the word is consumed either way.</summary>
    public bool TryReadInt64(out long value)
    {
        value = 0;
        return TryReadWord(out ReadOnlySpan<byte> word) && TryParseInt64(word, out value);
    }

    /// <summary>Takes the next word as an unsigned hexadecimal number, with or without 0x.</summary>
    public bool TryReadHexadecimal(out ulong value)
    {
        value = 0;
        if (!TryReadWord(out ReadOnlySpan<byte> word))
            return false;
        if (word.StartsWith("0x"u8))
            word = word[2..];
        if (Utf8Parser.TryParse(word, out value, out int consumed, 'x') && consumed == word.Length)
            return true;
        value = 0;
        return false;
    }

    /// <summary>Parses all of <paramref name="word"/> as an unsigned decimal number that fits 64 bits.</summary>
    public static bool TryParseUInt64(ReadOnlySpan<byte> word, out ulong value)
    {
        if (Utf8Parser.TryParse(word, out value, out int consumed) && consumed == word.Length)
            return true;
        value = 0;
        return false;
    }

    /// <summary>Parses all of <paramref name="word"/> as a signed decimal number that fits 64 bits.</summary>
    public static bool TryParseInt64(ReadOnlySpan<byte> word, out long value)
    {
        if (Utf8Parser.TryParse(word, out value, out int consumed) && consumed == word.Length)
            return true;
        value = 0;
        return false;
    }

    private static KernelTextException NotANumber(string what) => new($"{what} is missing or not a number");

    private static bool IsFraction(ReadOnlySpan<byte> word)
    {
        foreach (byte b in word)
        {
            if (b is not ((byte)'.' or (>= (byte)'0' and <= (byte)'9')))
                return false;
        }

        return word[0] != (byte)'.';
    }

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
}
