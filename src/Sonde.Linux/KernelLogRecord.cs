using System.Buffers.Text;
using System.Text;

namespace Sonde.Linux;

/// <summary>
/// One record of the kernel log. Source: Documentation/ABI/testing/dev-kmsg: "priority,sequence,microseconds,flags[,more];text", then lines
/// that begin with a space and describe the device, which are left out here.
/// </summary>
/// <param name="Level">How grave it is.</param>
/// <param name="Facility">Who wrote it: 0 for the kernel, 1 for a program through /dev/kmsg; syslog(3).</param>
/// <param name="Sequence">The record's number since boot; a gap means overwritten records.</param>
/// <param name="SinceBoot">
/// When it was written, on the clock of <see cref="Clock.Monotonic"/> but a little apart: it stops while the machine is suspended.
/// </param>
/// <param name="IsFragment">True where the text goes on in the next record.</param>
/// <param name="Text">The text as it was written, control characters included: whoever shows it escapes it.</param>
public readonly record struct KernelLogRecord(
    KernelLogLevel Level,
    int Facility,
    long Sequence,
    TimeSpan SinceBoot,
    bool IsFragment,
    string Text)
{
    private const int LargestPriority = (255 << 3) | 7;
    private const int EscapeLength = 4;

    /// <summary>Parses what one read(2) of /dev/kmsg returned; false where that is no such record.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out KernelLogRecord record)
    {
        record = default;
        int headerEnd = bytes.IndexOf((byte)';');
        if (headerEnd < 0)
            return false;
        ReadOnlySpan<byte> header = bytes[..headerEnd];
        if (!TryTakeNumber(ref header, LargestPriority, out long priority)
            || !TryTakeNumber(ref header, long.MaxValue, out long sequence)
            || !TryTakeNumber(ref header, TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond, out long microseconds))
            return false;
        ReadOnlySpan<byte> text = bytes[(headerEnd + 1)..];
        int textEnd = text.IndexOf((byte)'\n');
        record = new KernelLogRecord(
            (KernelLogLevel)(priority & 7),
            (int)(priority >> 3),
            sequence,
            new TimeSpan(microseconds * TimeSpan.TicksPerMicrosecond),
            header.StartsWith((byte)'c'),
            Decode(textEnd < 0 ? text : text[..textEnd]));
        return true;
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<byte> header, long largest, out long number)
    {
        if (!Utf8Parser.TryParse(header, out number, out int length) || number < 0 || number > largest)
            return false;
        header = header[length..];
        bool isSeparated = header.StartsWith((byte)',');
        header = isSeparated ? header[1..] : header;
        return isSeparated || header.IsEmpty;
    }

    /// <summary>Undoes the kernel's \xNN, which it writes for every byte that is not printable ASCII, and for the backslash itself.</summary>
    private static string Decode(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(text);
        var decoded = new byte[text.Length];
        int length = 0;
        while (!text.IsEmpty)
        {
            bool isEscape = IsEscape(text);
            decoded[length++] = isEscape ? (byte)((HexDigit(text[2]) << 4) | HexDigit(text[3])) : text[0];
            text = text[(isEscape ? EscapeLength : 1)..];
        }

        return Encoding.UTF8.GetString(decoded, 0, length);
    }

    private static bool IsEscape(ReadOnlySpan<byte> text) =>
        text.Length >= EscapeLength && text.StartsWith("\\x"u8) && char.IsAsciiHexDigit((char)text[2]) && char.IsAsciiHexDigit((char)text[3]);

    private static int HexDigit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
