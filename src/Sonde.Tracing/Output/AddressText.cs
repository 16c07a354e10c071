using System.Buffers.Binary;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>Writes network addresses as inet_ntop(3) does, without allocation.</summary>
internal static class AddressText
{
    private const int Ipv4 = 2;
    private const int Ipv6 = 10;

    /// <summary>Writes an <see cref="InetType"/>; nothing for another family.</summary>
    public static void AppendInternet(OutputBuffer output, TraceValue value)
    {
        Span<byte> address = stackalloc byte[16];
        if (value.Bytes.Length > 4)
            value.Bytes[4..Math.Min(value.Bytes.Length, 20)].CopyTo(address);
        switch ((int)value.ReadInt64(0, 4))
        {
            case Ipv4:
                AppendDotted(output, address[..4]);
                break;
            case Ipv6:
                AppendIpv6(output, address);
                break;
        }
    }

    /// <summary>Writes six bytes as <c>AA:BB:CC:DD:EE:FF</c>.</summary>
    public static void AppendHardware(OutputBuffer output, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < 6; i++)
        {
            if (i > 0)
                output.Append((byte)':');
            var value = i < bytes.Length ? bytes[i] : 0;
            output.Append("0123456789ABCDEF"u8[value >> 4]);
            output.Append("0123456789ABCDEF"u8[value & 15]);
        }
    }

    private static void AppendDotted(OutputBuffer output, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < 4; i++)
        {
            if (i > 0)
                output.Append((byte)'.');
            output.Append((ulong)bytes[i]);
        }
    }

    /// <summary>The longest run of zeros becomes ::, and an IPv4 address within keeps its dots.</summary>
    private static void AppendIpv6(OutputBuffer output, ReadOnlySpan<byte> bytes)
    {
        (int start, int length) = LongestZeros(bytes);
        var hasDots = start == 0 && (length == 6 || (length == 5 && Group(bytes, 5) == 0xffff));
        for (var i = 0; i < 8; i++)
        {
            if (i >= start && i < start + length)
            {
                if (i == start)
                    output.Append((byte)':');
                continue;
            }

            if (i > 0)
                output.Append((byte)':');
            if (i == 6 && hasDots)
            {
                AppendDotted(output, bytes[12..]);
                return;
            }

            output.AppendHexadecimal(Group(bytes, i));
        }

        if (length > 0 && start + length == 8)
            output.Append((byte)':');
    }

    private static (int Start, int Length) LongestZeros(ReadOnlySpan<byte> bytes)
    {
        int start = -1, length = 0;
        for (var i = 0; i < 8; i++)
        {
            var end = i;
            while (end < 8 && Group(bytes, end) == 0)
                end++;
            if (end - i > length)
                (start, length) = (i, end - i);
            i = Math.Max(i, end);
        }

        return length >= 2 ? (start, length) : (-1, 0);
    }

    private static ushort Group(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * index)..]);
}
