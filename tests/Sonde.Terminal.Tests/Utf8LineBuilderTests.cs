using System.Globalization;
using System.Text;

namespace Sonde.Terminal.Tests;

public sealed class Utf8LineBuilderTests
{
    private readonly Utf8LineBuilder _line = new(4);

    [Theory]
    [InlineData(0, 0, "0")]
    [InlineData(0, 2, "0.00")]
    [InlineData(-0.0, 2, "0.00")]
    [InlineData(-0.001, 2, "0.00")]
    [InlineData(-1.5, 1, "-1.5")]
    [InlineData(99.995, 2, "100.00")]
    [InlineData(0.125, 2, "0.12")]
    [InlineData(0.375, 2, "0.38")]
    [InlineData(1.115, 2, "1.11")]
    [InlineData(2.675, 2, "2.67")]
    [InlineData(0.5, 0, "0")]
    [InlineData(1.5, 0, "2")]
    [InlineData(12345678.9, 2, "12345678.90")]
    [InlineData(1e15, 2, "1000000000000000.00")]
    [InlineData(1e22, 1, "10000000000000000000000.0")]
    public void Number_is_rounded_as_printf_does(double value, int decimals, string expected) =>
        Assert.Equal(expected, _line.AppendNumber(value, 0, decimals).ToString());

    [Fact]
    public void Number_agrees_with_exact_decimal_arithmetic_for_many_values()
    {
        Random random = new(7);
        for (int i = 0; i < 20_000; i++)
        {
            double value = random.NextDouble() * Math.Pow(10, random.Next(-3, 9));
            int decimals = random.Next(0, 7);
            _line.Clear();
            _line.AppendNumber(value, 0, decimals);
            Assert.Equal(value.ToString("F" + decimals, CultureInfo.InvariantCulture), _line.ToString());
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(null)]
    public void Number_without_a_value_is_a_dash_in_its_column(double? value) =>
        Assert.Equal("     -|", _line.AppendNumber(value, 6, 2).AppendRaw("|"u8).ToString());

    [Fact]
    public void Number_is_right_aligned_and_never_loses_digits()
    {
        _line.AppendNumber(7L, 4).AppendNumber(123456UL, 4).AppendNumber(long.MinValue, 0).AppendNumber(1.25, 8, 2);
        Assert.Equal("   7123456-9223372036854775808    1.25", _line.ToString());
    }

    [Theory]
    [InlineData("abc", 5, false, "abc  ")]
    [InlineData("abc", 5, true, "  abc")]
    [InlineData("abcdef", 5, true, "abcdef")]
    [InlineData("数据", 6, true, "  数据")]
    [InlineData("e\u0301", 3, false, "e\u0301  ")]
    public void Padding_counts_cells_and_keeps_all_text(string text, int width, bool right, string expected)
    {
        Assert.Equal(expected, _line.AppendPadded(text, width, right).ToString());
        _line.Clear();
        Assert.Equal(expected, _line.AppendPadded(Encoding.UTF8.GetBytes(text), width, right).ToString());
    }

    [Theory]
    [InlineData("abcdef", 5, false, "abcde")]
    [InlineData("数据库", 5, false, "数据 ")]
    [InlineData("ab\u001b[2J", 5, false, "ab   ")]
    [InlineData("ab\u001b[2J", 6, false, "ab\\x1b")]
    [InlineData("ab", 4, true, "  ab")]
    public void Fitting_cuts_at_the_last_whole_cell(string text, int width, bool right, string expected)
    {
        Assert.Equal(expected, _line.AppendFitted(text, width, right).ToString());
        _line.Clear();
        Assert.Equal(expected, _line.AppendFitted(Encoding.UTF8.GetBytes(text), width, right).ToString());
    }

    [Fact]
    public void Text_that_a_terminal_would_obey_is_shown_instead()
    {
        _line.Append("a\n\u001b]0;x\u0007\u009b\u202e").Append([0x62, 0xFF, 0xC3]);
        Assert.Equal("a\\n\\x1b]0;x\\x07\\u009b\\u202eb\\xff\\xc3", _line.ToString());
    }

    [Fact]
    public void Flushing_writes_once_and_starts_anew()
    {
        CountingStream stream = new();
        for (int i = 0; i < 100; i++)
            _line.AppendNumber((long)i, 8).NewLine();
        _line.FlushTo(stream);
        Assert.Equal((1, 900L), (stream.Writes, stream.Length));
        Assert.Equal(0, _line.Length);
    }

    [Fact]
    public void Steady_state_allocates_nothing()
    {
        Utf8LineBuilder line = new();
        Fill(line);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            Fill(line);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Fill(Utf8LineBuilder line)
        {
            line.Clear();
            line.AppendPadded("cpu", 8).AppendNumber(99.99, 7, 2).AppendNumber(12L, 6).AppendMissing(7).AppendFitted("bad\u001bname", 8);
            line.Append("kernel\xff"u8).NewLine();
        }
    }

    private sealed class CountingStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Writes++;
            base.Write(buffer);
        }
    }
}
