namespace Sonde.Tracing.Output;

/// <summary>Writes the bytes of <c>buf()</c>.</summary>
internal static class BufferText
{
    /// <summary>Printable characters as they are, other bytes as <c>\x01</c>: <c>%r</c>.</summary>
    public static void Append(OutputBuffer output, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            if (value is >= 32 and <= 126)
                output.Append(value);
            else
                EscapedText.AppendHexadecimalEscape(output, value);
    }

    /// <summary>Every byte as <c>\x61</c>: <c>%rx</c>.</summary>
    public static void AppendEscaped(OutputBuffer output, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            EscapedText.AppendHexadecimalEscape(output, value);
    }

    /// <summary>Every byte as two digits, blanks between: <c>%rh</c>.</summary>
    public static void AppendHexadecimal(OutputBuffer output, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0)
                output.Append((byte)' ');
            EscapedText.AppendHexadecimalByte(output, bytes[i]);
        }
    }
}
