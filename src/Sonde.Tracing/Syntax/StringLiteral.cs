using System.Text;

namespace Sonde.Tracing.Syntax;

/// <summary>
/// A string, its escapes resolved. A byte from 0x80 that was written as an escape (<c>\xff</c>) stands as the lone surrogate U+DC00 + byte, which no text
/// holds, so that it differs from the character of that number; <see cref="ToBytes"/> resolves it.
/// </summary>
public sealed record StringLiteral(string Value) : Expression
{
    internal const int ByteEscape = 0xdc00;

    /// <summary>The string as a program sees it: UTF-8, with escaped bytes as they are, without a final NUL.</summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>(Value.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (var at = 0; at < Value.Length; at++)
        {
            if (Rune.TryGetRuneAt(Value, at, out var rune))
            {
                bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
                at += rune.Utf16SequenceLength - 1;
            }
            else if (Value[at] is >= (char)(ByteEscape + 0x80) and <= (char)(ByteEscape + 0xff))
            {
                bytes.Add((byte)(Value[at] - ByteEscape));
            }
            else
            {
                bytes.AddRange(encoded[..Rune.ReplacementChar.EncodeToUtf8(encoded)]);
            }
        }

        return [.. bytes];
    }
}
