using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Sonde.Terminal;

/// <summary>
/// Builds lines of exact columns as UTF-8 bytes and hands them to a stream in one write. Allocates only while its buffer grows, so a view that prints
/// thousands of rows a second pays for the digits alone. Text is made safe on the way (see <see cref="TextSanitizer"/>); only
/// <see cref="AppendRaw"/> takes bytes as they are.
/// </summary>
public sealed class Utf8LineBuilder
{
    private byte[] _buffer;
    private int _length;

    /// <summary>Starts empty, with room for <paramref name="capacity"/> bytes.</summary>
    public Utf8LineBuilder(int capacity = 8192) => _buffer = new byte[capacity];

    /// <summary>The bytes so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>How many bytes there are so far.</summary>
    public int Length => _length;

    /// <summary>Appends trusted bytes as they are: fixed headings, escape sequences.</summary>
    public Utf8LineBuilder AppendRaw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
        return this;
    }

    /// <summary>Appends text, made safe.</summary>
    public Utf8LineBuilder Append(ReadOnlySpan<char> text)
    {
        if (PrintableAscii.IsAll(text))
        {
            Ascii.FromUtf16(text, Reserve(text.Length), out int written);
            _length += written;
            return this;
        }

        AppendCells(text, int.MaxValue);
        return this;
    }

    /// <summary>Appends UTF-8 text as the kernel hands it out, made safe.</summary>
    public Utf8LineBuilder Append(ReadOnlySpan<byte> text)
    {
        if (PrintableAscii.IsAll(text))
            return AppendRaw(text);
        AppendCells(text, int.MaxValue);
        return this;
    }

    /// <summary>Appends blanks.</summary>
    public Utf8LineBuilder AppendSpaces(int count)
    {
        if (count <= 0)
            return this;
        Reserve(count)[..count].Fill((byte)' ');
        _length += count;
        return this;
    }

    /// <summary>Appends text in a column of <paramref name="width"/> cells; longer text pushes the rest of the line to the right.</summary>
    public Utf8LineBuilder AppendPadded(ReadOnlySpan<char> text, int width, bool right = false)
    {
        int start = _length;
        Append(text);
        Pad(start, width - WidthSince(start), right);
        return this;
    }

    /// <inheritdoc cref="AppendPadded(ReadOnlySpan{char}, int, bool)"/>
    public Utf8LineBuilder AppendPadded(ReadOnlySpan<byte> text, int width, bool right = false)
    {
        int start = _length;
        Append(text);
        Pad(start, width - WidthSince(start), right);
        return this;
    }

    /// <summary>Appends text in a column of exactly <paramref name="width"/> cells; longer text is cut.</summary>
    public Utf8LineBuilder AppendFitted(ReadOnlySpan<char> text, int width, bool right = false)
    {
        int start = _length;
        int used = AppendCells(text, width);
        Pad(start, width - used, right);
        return this;
    }

    /// <inheritdoc cref="AppendFitted(ReadOnlySpan{char}, int, bool)"/>
    public Utf8LineBuilder AppendFitted(ReadOnlySpan<byte> text, int width, bool right = false)
    {
        int start = _length;
        int used = AppendCells(text, width);
        Pad(start, width - used, right);
        return this;
    }

    /// <summary>Appends a whole number, right-aligned in <paramref name="width"/> cells; a longer one is written in full.</summary>
    public Utf8LineBuilder AppendNumber(long value, int width = 0)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out int count);
        return AppendSpaces(width - count).AppendRaw(digits[..count]);
    }

    /// <inheritdoc cref="AppendNumber(long, int)"/>
    public Utf8LineBuilder AppendNumber(ulong value, int width = 0)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out int count);
        return AppendSpaces(width - count).AppendRaw(digits[..count]);
    }

    /// <summary>
    /// Appends a number with <paramref name="decimals"/> digits after the point (0 to 9), rounded as printf rounds, right-aligned in
    /// <paramref name="width"/> cells. A value that is no finite number shows as missing.
    /// </summary>
    public Utf8LineBuilder AppendNumber(double value, int width, int decimals)
    {
        if (!double.IsFinite(value))
            return AppendMissing(width);
        Span<byte> digits = stackalloc byte[400];
        int count = FixedPoint.Format(value, decimals, digits);
        return AppendSpaces(width - count).AppendRaw(digits[..count]);
    }

    /// <summary>Appends a number, or a dash where there is none.</summary>
    public Utf8LineBuilder AppendNumber(double? value, int width, int decimals) =>
        value is { } number ? AppendNumber(number, width, decimals) : AppendMissing(width);

    /// <summary>Appends the dash of a value that could not be measured.</summary>
    public Utf8LineBuilder AppendMissing(int width) => AppendSpaces(width - 1).AppendRaw("-"u8);

    /// <summary>Ends the line; blanks at its end stay, as in the classic tools.</summary>
    public Utf8LineBuilder NewLine() => AppendRaw("\n"u8);

    /// <summary>Forgets what was built.</summary>
    public void Clear() => _length = 0;

    /// <summary>Forgets everything after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => _length = Math.Clamp(length, 0, _length);

    /// <summary>Writes everything to <paramref name="stream"/> in one call, flushes it and starts anew.</summary>
    public void FlushTo(Stream stream)
    {
        stream.Write(Written);
        _length = 0;
        stream.Flush();
    }

    /// <summary>What was built, as a string; for tests and small texts.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Written);

    private int AppendCells(ReadOnlySpan<char> text, int cells)
    {
        int used = 0;
        int marks = TextSanitizer.MostMarksOnOneCharacter;
        Span<char> escape = stackalloc char[16];
        while (!text.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf16(text, out Rune rune, out int units) == OperationStatus.Done;
            if (!TryAppendRune(valid ? rune : Rune.ReplacementChar, cells, escape, ref used, ref marks))
                break;
            text = text[units..];
        }

        return used;
    }

    private int AppendCells(ReadOnlySpan<byte> text, int cells)
    {
        int used = 0;
        int marks = TextSanitizer.MostMarksOnOneCharacter;
        Span<char> escape = stackalloc char[16];
        while (!text.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf8(text, out Rune rune, out int bytes) == OperationStatus.Done;
            for (int i = 0; !valid && i < bytes; i++)
            {
                if (!TryAppendEscape(escape[..TextSanitizer.WriteByteEscape(text[i], escape)], cells, ref used))
                    return used;
            }

            if (valid && !TryAppendRune(rune, cells, escape, ref used, ref marks))
                break;
            text = text[bytes..];
        }

        return used;
    }

    private bool TryAppendRune(Rune rune, int cells, Span<char> escape, ref int used, ref int marks)
    {
        if (TextSanitizer.NeedsEscape(rune, ref marks))
            return TryAppendEscape(escape[..TextSanitizer.WriteEscape(rune, escape)], cells, ref used);
        int width = DisplayWidth.Of(rune);
        if (width > cells - used)
            return false;
        used += width;
        _length += rune.EncodeToUtf8(Reserve(4));
        return true;
    }

    private bool TryAppendEscape(ReadOnlySpan<char> escape, int cells, ref int used)
    {
        if (escape.Length > cells - used)
            return false;
        used += escape.Length;
        Ascii.FromUtf16(escape, Reserve(escape.Length), out int written);
        _length += written;
        return true;
    }

    private void Pad(int start, int count, bool right)
    {
        if (count <= 0)
            return;
        int end = _length;
        AppendSpaces(count);
        if (!right)
            return;
        Span<byte> field = _buffer.AsSpan(start, _length - start);
        field[..(end - start)].CopyTo(field[count..]);
        field[..count].Fill((byte)' ');
    }

    private int WidthSince(int start)
    {
        ReadOnlySpan<byte> text = _buffer.AsSpan(start, _length - start);
        if (Ascii.IsValid(text))
            return text.Length;
        int width = 0;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out Rune rune, out int bytes);
            width += DisplayWidth.Of(rune);
            text = text[bytes..];
        }

        return width;
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        return _buffer.AsSpan(_length);
    }
}
