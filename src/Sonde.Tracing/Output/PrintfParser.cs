using System.Text;

namespace Sonde.Tracing.Output;

/// <summary>Takes a printf format apart: <c>%[-+ #0][width][.precision][hh h l ll j z t L]conversion</c>.</summary>
internal ref struct PrintfParser
{
    private const int MaximumWidth = 4096;

    private readonly ReadOnlySpan<char> _format;
    private readonly StringBuilder _literal = new();
    private int _position;

    private PrintfParser(ReadOnlySpan<char> format) => _format = format;

    /// <summary>The pieces of a format.</summary>
    /// <param name="format">The format, escapes already resolved.</param>
    /// <param name="error">What is wrong; null for nothing.</param>
    public static List<PrintfConversion> Parse(ReadOnlySpan<char> format, out string? error) => new PrintfParser(format).Parse(out error);

    private List<PrintfConversion> Parse(out string? error)
    {
        List<PrintfConversion> pieces = [];
        error = null;
        while (_position < _format.Length && error is null)
        {
            var character = _format[_position++];
            if (character != '%')
            {
                _literal.Append(character);
            }
            else if (Peek() == '%')
            {
                _position++;
                _literal.Append('%');
            }
            else
            {
                FinishLiteral(pieces);
                PrintfConversion? conversion = ParseConversion(out error);
                if (conversion is not null)
                    pieces.Add(conversion);
            }
        }

        FinishLiteral(pieces);
        return pieces;
    }

    private void FinishLiteral(List<PrintfConversion> pieces)
    {
        if (_literal.Length == 0)
            return;
        pieces.Add(new(PrintfConversionKind.Literal) { Literal = Encoding.UTF8.GetBytes(_literal.ToString()) });
        _literal.Clear();
    }

    private PrintfConversion? ParseConversion(out string? error)
    {
        var start = _position;
        PrintfConversion conversion = ParseFlags(new(PrintfConversionKind.Literal));
        var width = ParseNumber();
        var precision = -1;
        if (Peek() == '.')
        {
            _position++;
            precision = Math.Max(0, ParseNumber());
        }

        conversion = conversion with { Width = Math.Max(0, width), Precision = precision, LengthBits = ParseLength() };
        if (conversion.Width > MaximumWidth || precision > MaximumWidth)
        {
            error = $"field of more than {MaximumWidth} characters: %{_format[start.._position]}";
            return null;
        }

        if (_position == _format.Length)
        {
            error = $"format string ends within a conversion: %{_format[start..]}";
            return null;
        }

        return FinishConversion(conversion, out error);
    }

    private PrintfConversion? FinishConversion(PrintfConversion conversion, out string? error)
    {
        error = null;
        var specifier = _format[_position++];
        if (specifier == 'r')
        {
            var suffix = Peek();
            if (suffix is 'x' or 'h')
                _position++;
            return suffix switch
            {
                'x' => conversion with { Kind = PrintfConversionKind.EscapedBuffer, Specifier = "rx" },
                'h' => conversion with { Kind = PrintfConversionKind.HexadecimalBuffer, Specifier = "rh" },
                _ => conversion with { Kind = PrintfConversionKind.Buffer, Specifier = "r" },
            };
        }

        PrintfConversionKind? kind = specifier switch
        {
            'd' or 'i' => PrintfConversionKind.Signed,
            'u' => PrintfConversionKind.Unsigned,
            'o' => PrintfConversionKind.Octal,
            'x' => PrintfConversionKind.Hexadecimal,
            'X' => PrintfConversionKind.UpperHexadecimal,
            'c' => PrintfConversionKind.Character,
            'p' => PrintfConversionKind.Pointer,
            's' => PrintfConversionKind.Text,
            _ => null,
        };
        if (kind is { } known)
            return conversion with { Kind = known, Specifier = $"{specifier}" };
        error = $"unsupported format specifier: {specifier}";
        return null;
    }

    private PrintfConversion ParseFlags(PrintfConversion conversion)
    {
        for (; ; _position++)
        {
            switch (Peek())
            {
                case '-':
                    conversion = conversion with { IsLeftAligned = true };
                    break;
                case '+':
                    conversion = conversion with { ShowsSign = true };
                    break;
                case ' ':
                    conversion = conversion with { ShowsBlank = true };
                    break;
                case '#':
                    conversion = conversion with { ShowsBase = true };
                    break;
                case '0':
                    conversion = conversion with { FillsWithZeros = true };
                    break;
                default:
                    return conversion;
            }
        }
    }

    /// <summary>A number; -1 for none. <c>*</c> is read and means nothing, as in bpftrace.</summary>
    private int ParseNumber()
    {
        if (Peek() == '*')
        {
            _position++;
            return -1;
        }

        var number = -1;
        for (; char.IsAsciiDigit(Peek()); _position++)
            number = Math.Min(MaximumWidth + 1, (10 * Math.Max(0, number)) + (Peek() - '0'));
        return number;
    }

    private int ParseLength()
    {
        var bits = 0;
        for (; Peek() is 'h' or 'l' or 'L' or 'j' or 'z' or 't'; _position++)
            bits = Peek() != 'h' ? 64 : bits == 16 ? 8 : 16;
        return bits;
    }

    private readonly char Peek() => _position < _format.Length ? _format[_position] : '\0';
}
