using System.Text;
using Sonde.Testing;
using Sonde.Tracing.Output;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Tests.Output;

public sealed class PrintfFormatTests
{
    private static readonly OutputContext Newest = new();

    [Theory]
    [InlineData("%d", -5, "-5")]
    [InlineData("%+d|", 5, "+5|")]
    [InlineData("% d", 5, " 5")]
    [InlineData("%#x", 255, "0xff")]
    [InlineData("%#X", 255, "0XFF")]
    [InlineData("%#o", 8, "010")]
    [InlineData("%#o", 0, "0")]
    [InlineData("%#x", 0, "0")]
    [InlineData("%08d", -42, "-0000042")]
    [InlineData("%-08d|", 42, "42      |")]
    [InlineData("%+08.3d", 42, "    +042")]
    [InlineData("%.0d", 0, "")]
    [InlineData("%*d", 7, "7")]
    [InlineData("%d", long.MinValue, "-9223372036854775808")]
    [InlineData("%u", -1, "18446744073709551615")]
    [InlineData("%hhd", 255, "-1")]
    [InlineData("%hu", -1, "65535")]
    [InlineData("%c%%", 65, "A%")]
    [InlineData("%5p|", 0, "    0|")]
    [InlineData("%5s|", 42, "   42|")]
    public void Integer_is_written_as_C_writes_it(string format, long value, string expected) =>
        Assert.Equal(expected, Print(format, (IntegerType.Int64, value)));

    [Theory]
    [InlineData("%d", "not enough arguments for format string (0 supplied, 1 expected)")]
    [InlineData("%y", "unsupported format specifier: y")]
    [InlineData("%-5", "format string ends within a conversion: %-5")]
    [InlineData("%", "format string ends within a conversion: %")]
    [InlineData("%99999999999d", "field of more than 4096 characters: %99999999999")]
    public void Bad_format_is_refused_with_a_reason(string format, string expected)
    {
        Assert.False(PrintfFormat.TryParse(format, TupleType.Of(), out _, out var error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("%d", "unsupported format specifier for type 'string[4]': d")]
    [InlineData("%r", "unsupported format specifier for type 'string[4]': r")]
    [InlineData("none", "too many arguments for format string (1 supplied, 0 expected)")]
    public void Argument_that_does_not_fit_is_refused(string format, string expected)
    {
        Assert.False(PrintfFormat.TryParse(format, TupleType.Of(new StringType(4)), out _, out var error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void Buffer_is_written_in_its_three_ways() => Assert.Equal("a\\x01|\\x61\\x01|61 01|",
        Print("%r|%rx|%rh|", (new BufferType(2), "a\u0001"), (new BufferType(2), "a\u0001"), (new BufferType(2), "a\u0001")));

    [Fact]
    public void Text_conversion_takes_any_value() => Assert.Equal("true (1, a) RED 0xff fe80::1",
        Print("%s %s %s %s %s", (new BooleanType(), 1), (TupleType.Of(IntegerType.Int8, new StringType(2)), new object[] { 1, "a" }),
            (new EnumType("color", 32, false, [new("RED", 0)]), 0), (new PointerType(new VoidType(), AddressSpace.User), 255), (new InetType(), "fe80::1")));

    [Fact]
    public void String_that_fills_its_space_is_marked_as_cut() =>
        Assert.Equal("abcd..|abc", Print("%s|%s", (new StringType(4), "abcd"), (new StringType(4), "abc")));

    [Fact]
    public void Event_that_is_cut_short_reads_as_zeros()
    {
        (TupleType type, byte[] bytes) = EventBytes.Tuple((IntegerType.Int64, 7), (new StringType(8), "text"), (new InetType(), "::1"), (new BufferType(4), "abcd"));
        Assert.True(PrintfFormat.TryParse("%d %s %s %r", type, out PrintfFormat? format, out _));
        for (var length = 0; length <= bytes.Length; length++)
        {
            OutputBuffer output = new();
            format.Append(output, bytes.AsSpan(0, length), Newest, new(Newest));
            Assert.NotEqual(0, output.Count);
        }
    }

    [Fact]
    public void Any_format_either_parses_or_says_why() => HostileText.Feed<InvalidOperationException>(
        "%-+ #08.3lld %s%%|%5.2rx %hhx%p%c\n"u8.ToArray(),
        bytes =>
        {
            var parsed = PrintfFormat.TryParse(Encoding.Latin1.GetString(bytes), TupleType.Of(IntegerType.Int8), out PrintfFormat? format, out var error);
            Assert.Equal(parsed, error is null);
            Assert.Equal(parsed, format is not null);
        });

    [Fact]
    public void Writing_events_allocates_nothing()
    {
        (TupleType type, byte[] bytes) = EventBytes.Tuple((IntegerType.Int64, 7), (new StringType(16), "bash"), (new InetType(), "10.0.0.1"), (new BooleanType(), 1));
        Assert.True(PrintfFormat.TryParse("%-8d %-16s %s %s %x\n", TupleType.Of([.. type.Elements.Select(e => e.Type), IntegerType.Int8]), out PrintfFormat? format, out _));
        TextTraceOutput text = new(Newest, Stream.Null, Stream.Null);
        JsonTraceOutput json = new(Newest, Stream.Null);
        Assert.Equal(0, Allocation.SteadyStateBytes(() =>
        {
            for (var i = 0; i < 5000; i++)
            {
                text.Printf(format, bytes);
                json.Printf(format, bytes);
            }
        }));
    }

    private static string Print(string text, params ReadOnlySpan<(TraceType Type, object Value)> arguments)
    {
        (TupleType type, byte[] bytes) = EventBytes.Tuple(arguments);
        Assert.True(PrintfFormat.TryParse(text, type, out PrintfFormat? format, out var error), error);
        OutputBuffer output = new();
        format.Append(output, bytes, Newest, new(Newest));
        return Encoding.UTF8.GetString(output.Written);
    }
}
