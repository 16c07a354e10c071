using System.Buffers;
using System.Text;

namespace Sonde.Tracing.Output;

/// <summary>Writes traced text where its bytes must not be taken for more than text: in JSON, and on terminals.</summary>
internal static class EscapedText
{
    /// <summary>
    /// Writes a JSON string, quotes included. Bytes that are no UTF-8 become U+FFFD, so that the JSON is valid whatever was traced.
    /// </summary>
    public static void AppendJson(OutputBuffer output, ReadOnlySpan<byte> text)
    {
        output.Append((byte)'"');
        while (!text.IsEmpty)
        {
            var plain = PlainPrefix(text);
            output.Append(text[..plain]);
            text = text[plain..];
            if (text.IsEmpty)
                break;
            if (text[0] < 0x80)
            {
                AppendJsonControl(output, text[0]);
                text = text[1..];
                continue;
            }

            var isValid = Rune.DecodeFromUtf8(text, out _, out var length) == OperationStatus.Done;
            output.Append(isValid ? text[..length] : "\uFFFD"u8);
            text = text[length..];
        }

        output.Append((byte)'"');
    }

    /// <summary>Writes text for a terminal: control characters as <c>\x1b</c>, except line break and tab.</summary>
    public static void AppendTerminal(OutputBuffer output, ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var value = text[i];
            // C1 controls are two bytes in UTF-8.
            var isC1 = value is >= 0x80 and < 0xA0 && i > 0 && text[i - 1] == 0xC2;
            if (isC1)
            {
                output.Truncate(output.Count - 1);
                AppendHexadecimalEscape(output, 0xC2);
            }

            if (isC1 || value == 0x7F || (value < 0x20 && value is not ((byte)'\n' or (byte)'\t')))
                AppendHexadecimalEscape(output, value);
            else
                output.Append(value);
        }
    }

    /// <summary>Writes <c>\x</c> and two digits.</summary>
    public static void AppendHexadecimalEscape(OutputBuffer output, byte value)
    {
        output.Append("\\x"u8);
        AppendHexadecimalByte(output, value);
    }

    /// <summary>Writes two hexadecimal digits.</summary>
    public static void AppendHexadecimalByte(OutputBuffer output, byte value)
    {
        output.Append("0123456789abcdef"u8[value >> 4]);
        output.Append("0123456789abcdef"u8[value & 15]);
    }

    private static int PlainPrefix(ReadOnlySpan<byte> text)
    {
        var i = 0;
        while (i < text.Length && text[i] is >= 0x20 and < 0x80 and not ((byte)'"' or (byte)'\\'))
            i++;
        return i;
    }

    private static void AppendJsonControl(OutputBuffer output, byte value)
    {
        ReadOnlySpan<byte> escape = value switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            _ => "\\u00"u8,
        };
        output.Append(escape);
        if (escape.Length > 2)
            AppendHexadecimalByte(output, value);
    }
}
