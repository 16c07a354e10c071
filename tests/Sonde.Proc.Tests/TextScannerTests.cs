using System.Globalization;
using System.Text;

namespace Sonde.Proc.Tests;

public class TextScannerTests
{
    [Theory]
    [InlineData("0", 0UL)]
    [InlineData("  42 ", 42UL)]
    [InlineData("\t7\n", 7UL)]
    [InlineData("9999999999999999999", 9999999999999999999UL)]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    [InlineData("00000000000000000000000000000012", 12UL)]
    public void Unsigned_number_that_fits_is_read(string text, ulong expected)
    {
        TextScanner scanner = new(Encoding.ASCII.GetBytes(text));
        Assert.True(scanner.TryReadUInt64(out ulong value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("12kB")]
    [InlineData("18446744073709551616")]
    [InlineData("99999999999999999999999")]
    public void Word_that_is_no_unsigned_number_is_refused_as_zero(string text)
    {
        TextScanner scanner = new(Encoding.ASCII.GetBytes(text));
        Assert.False(scanner.TryReadUInt64(out ulong value));
        Assert.Equal(0UL, value);
    }

    [Fact]
    public void Refused_word_is_consumed()
    {
        TextScanner scanner = new("nonsense 5 6x 7"u8);
        Assert.False(scanner.TryReadUInt64(out _));
        Assert.True(scanner.TryReadUInt64(out ulong five));
        Assert.False(scanner.TryReadUInt64(out _));
        Assert.True(scanner.TryReadUInt64(out ulong seven));
        Assert.Equal((5UL, 7UL), (five, seven));
    }

    [Fact]
    public void Numbers_of_all_lengths_read_as_the_runtime_reads_them()
    {
        Random random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            ulong number = (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            string text = number.ToString(CultureInfo.InvariantCulture);
            TextScanner scanner = new(Encoding.ASCII.GetBytes($" {text} 1"));
            Assert.True(scanner.TryReadUInt64(out ulong value));
            Assert.Equal(number, value);
        }
    }

    [Theory]
    [InlineData("0.00", 0)]
    [InlineData("12.5", 12.5)]
    [InlineData("838.77", 838.77)]
    [InlineData("3", 3)]
    public void Fraction_is_read(string text, double expected)
    {
        TextScanner scanner = new(Encoding.ASCII.GetBytes(text));
        Assert.True(scanner.TryReadFraction(out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-0.1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e5")]
    [InlineData("1.2.3")]
    [InlineData(".5")]
    [InlineData("1,5")]
    public void Word_that_is_no_fraction_is_refused(string text)
    {
        TextScanner scanner = new(Encoding.ASCII.GetBytes(text));
        Assert.False(scanner.TryReadFraction(out _));
    }

    [Fact]
    public void Lines_end_at_newlines_and_at_the_end()
    {
        TextScanner scanner = new("one\n\nlast"u8);
        List<string> lines = [];
        while (scanner.TryReadLine(out ReadOnlySpan<byte> line))
            lines.Add(Encoding.ASCII.GetString(line));
        Assert.Equal(["one", "", "last"], lines);
    }

    [Fact]
    public void Part_before_a_separator_is_taken_with_it_or_not_at_all()
    {
        TextScanner scanner = new("a:b"u8);
        Assert.True(scanner.TryReadUntil((byte)':', out ReadOnlySpan<byte> part));
        Assert.True(part.SequenceEqual("a"u8));
        Assert.False(scanner.TryReadUntil((byte)':', out _));
        Assert.True(scanner.Rest.SequenceEqual("b"u8));
    }

    [Theory]
    [InlineData("ff", 255UL)]
    [InlineData("0xFF", 255UL)]
    [InlineData("ffffffffffffffff", ulong.MaxValue)]
    public void Hexadecimal_number_is_read(string text, ulong expected)
    {
        TextScanner scanner = new(Encoding.ASCII.GetBytes(text));
        Assert.True(scanner.TryReadHexadecimal(out ulong value));
        Assert.Equal(expected, value);
    }
}
