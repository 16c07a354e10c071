namespace Sonde.Tracing.Output;

/// <summary>Writes one argument of printf. Source: printf(3).</summary>
internal static class PrintfField
{
    private const int MaximumDigits = 22;

    /// <summary>Writes the argument.</summary>
    public static void Append(OutputBuffer output, PrintfConversion conversion, TraceValue value, OutputContext context, TextValueWriter values)
    {
        var start = output.Count;
        switch (conversion.Kind)
        {
            case PrintfConversionKind.Text:
                values.Append(output, value);
                if (conversion.Precision >= 0 && output.Count - start > conversion.Precision)
                    output.Truncate(start + conversion.Precision);
                break;
            case PrintfConversionKind.Buffer:
                BufferText.Append(output, value.BufferContent);
                break;
            case PrintfConversionKind.EscapedBuffer:
                BufferText.AppendEscaped(output, value.BufferContent);
                break;
            case PrintfConversionKind.HexadecimalBuffer:
                BufferText.AppendHexadecimal(output, value.BufferContent);
                break;
            case PrintfConversionKind.Character:
                AppendCharacter(output, (byte)value.ReadInteger(), context);
                break;
            case PrintfConversionKind.Pointer:
                AppendPointer(output, (ulong)value.ReadInteger(), context);
                break;
            default:
                AppendInteger(output, conversion, value.ReadInteger(), context);
                return;
        }

        output.Pad(start, conversion.Width, conversion.IsLeftAligned);
    }

    private static void AppendCharacter(OutputBuffer output, byte character, OutputContext context)
    {
        if (context.EscapesControlCharacters)
            EscapedText.AppendTerminal(output, [character]);
        else
            output.Append(character);
    }

    private static void AppendPointer(OutputBuffer output, ulong address, OutputContext context)
    {
        if (address == 0)
        {
            output.Append(context.IsVersion017 ? "(nil)"u8 : "0"u8);
            return;
        }

        output.Append("0x"u8);
        output.AppendHexadecimal(address);
    }

    private static void AppendInteger(OutputBuffer output, PrintfConversion conversion, long value, OutputContext context)
    {
        // 0.17 hands the format to the C library, where int is the default; the newest takes all 64 bits.
        var bits = conversion.LengthBits != 0 ? conversion.LengthBits : context.IsVersion017 ? 32 : 64;
        var isSigned = conversion.Kind == PrintfConversionKind.Signed;
        var number = Narrow(value, bits, isSigned);
        var isNegative = isSigned && number < 0;
        var magnitude = isNegative ? unchecked((ulong)-number) : (ulong)number;
        Span<byte> digits = stackalloc byte[MaximumDigits];
        digits = Digits(digits, magnitude, conversion.Kind);
        if (magnitude == 0 && conversion.Precision == 0)
            digits = [];
        ReadOnlySpan<byte> prefix = Prefix(conversion, isSigned, isNegative, magnitude, digits.Length);
        var zeros = Math.Max(0, conversion.Precision - digits.Length);
        var length = prefix.Length + zeros + digits.Length;
        if (conversion.FillsWithZeros && !conversion.IsLeftAligned && conversion.Precision < 0)
            zeros += Math.Max(0, conversion.Width - length);
        var start = output.Count;
        output.Append(prefix);
        output.AppendRepeated((byte)'0', zeros);
        output.Append(digits);
        output.Pad(start, conversion.Width, conversion.IsLeftAligned);
    }

    private static ReadOnlySpan<byte> Prefix(PrintfConversion conversion, bool isSigned, bool isNegative, ulong magnitude, int digits)
    {
        if (isSigned)
            return isNegative ? "-"u8 : conversion.ShowsSign ? "+"u8 : conversion.ShowsBlank ? " "u8 : [];
        if (!conversion.ShowsBase)
            return [];
        return conversion.Kind switch
        {
            PrintfConversionKind.Hexadecimal when magnitude != 0 => "0x"u8,
            PrintfConversionKind.UpperHexadecimal when magnitude != 0 => "0X"u8,
            // The 0 counts as a digit: a precision that adds zeros has it already.
            PrintfConversionKind.Octal when conversion.Precision <= digits && (magnitude != 0 || digits == 0) => "0"u8,
            _ => [],
        };
    }

    private static Span<byte> Digits(Span<byte> space, ulong magnitude, PrintfConversionKind kind)
    {
        ulong radix = kind switch
        {
            PrintfConversionKind.Octal => 8,
            PrintfConversionKind.Hexadecimal or PrintfConversionKind.UpperHexadecimal => 16,
            _ => 10,
        };
        ReadOnlySpan<byte> alphabet = kind == PrintfConversionKind.UpperHexadecimal ? "0123456789ABCDEF"u8 : "0123456789abcdef"u8;
        var start = space.Length;
        do
        {
            space[--start] = alphabet[(int)(magnitude % radix)];
            magnitude /= radix;
        }
        while (magnitude != 0);
        return space[start..];
    }

    private static long Narrow(long value, int bits, bool isSigned)
    {
        var unused = 64 - bits;
        return isSigned ? value << unused >> unused : value << unused >>> unused;
    }
}
