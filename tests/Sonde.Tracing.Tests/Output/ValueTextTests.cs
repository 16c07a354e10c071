using System.Text;
using System.Text.Json;
using Sonde.Tracing.Output;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Tests.Output;

public sealed class ValueTextTests
{
    private static readonly OutputContext Newest = new() { Symbolizer = new FixedSymbolizer() };
    private static readonly OutputContext Old = Newest with { Dialect = OutputDialect.Version017 };

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("255.1.2.3")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::")]
    [InlineData("2001:db8::1:0:0:1")]
    [InlineData("1:0:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::10.0.0.1")]
    [InlineData("fe80::5efe:c0a8:101")]
    public void Address_is_written_as_inet_ntop_does(string address) => Assert.Equal(address, Text(Newest, new InetType(), address));

    [Fact]
    public void Hardware_address_is_written_in_capitals() =>
        Assert.Equal("0A:1B:FF:00:00:01", TextOf(Newest, new(new MacAddressType(), [10, 27, 255, 0, 0, 1])));

    [Theory]
    [InlineData(StackMode.Bpftrace, "\n        main+12\n        0xff\n")]
    [InlineData(StackMode.Perf, "\n\t10c main+12 (/bin/sh)\n\tff 0xff ([unknown])\n")]
    [InlineData(StackMode.Raw, "\n10c\nff\n")]
    [InlineData(StackMode.BuildId, "\nabcd 0x0c\nff\n")]
    public void Stack_is_written_in_its_mode(StackMode mode, string expected) =>
        Assert.Equal(expected, Text(Newest, new UserStackType(mode, 127), (1L, 2L)));

    [Fact]
    public void Stack_as_a_key_is_indented_as_its_dialect_does()
    {
        MapDescription map = new("@", TupleType.Of(new UserStackType(StackMode.Bpftrace, 127), new StringType(8)), IntegerType.Int64);
        MapEntry entry = new(EventBytes.Of(map.Key!, new object[] { (1L, 2L), "sh" }), EventBytes.Of(map.Value, 1));
        Assert.Equal("@[\n        main+12\n        0xff\n, sh]: 1\n", Map(Newest, map, entry));
        Assert.Equal("@[\n    main+12\n    0xff\n, sh]: 1\n", Map(Old, map, entry));
    }

    [Fact]
    public void Record_is_written_with_its_names()
    {
        var record = RecordType.Of(("a", IntegerType.Int64), ("b", TupleType.Of(IntegerType.Int8, IntegerType.Int8)));
        object value = new object[] { 1, new object[] { 2, 3 } };
        Assert.Equal("{ .a = 1, .b = (2, 3) }", Text(Newest, record, value));
        Assert.Equal("{\"a\": 1, \"b\": [2,3]}", Json(Newest, new(record, EventBytes.Of(record, value))));
    }

    [Fact]
    public void Bit_fields_are_cut_out_with_their_sign()
    {
        StructType type = new(StructKind.Struct, "s", 4, 4, [new("low", 0, IntegerType.UInt32, 0, 3), new("high", 0, IntegerType.Int32, 4, 4)]);
        Assert.Equal("{ .low = 5, .high = -1 }", TextOf(Newest, new(type, [0xF5, 0, 0, 0])));
    }

    [Theory]
    [InlineData(9007199254740993, "\"9007199254740993\"")]
    [InlineData(9007199254740992, "9007199254740992")]
    [InlineData(long.MaxValue, "\"9223372036854775807\"")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    public void Integer_that_a_double_cannot_hold_is_a_string_in_JSON(long value, string expected)
    {
        TraceValue traced = new(IntegerType.Int64, BitConverter.GetBytes(value));
        Assert.Equal(expected, Json(Newest, traced));
        Assert.Equal($"{value}", Json(Old, traced));
    }

    [Fact]
    public void Json_is_valid_whatever_bytes_were_traced()
    {
        Random random = new(7);
        StringType type = new(32);
        for (var i = 0; i < 5000; i++)
        {
            var bytes = new byte[32];
            random.NextBytes(bytes);
            bytes[random.Next(32)] = 0;
            var json = Json(Newest, new(type, bytes));
            Assert.NotNull(JsonDocument.Parse(json).RootElement.GetString());
        }
    }

    [Fact]
    public void Terminal_gets_no_control_characters_of_traced_strings()
    {
        OutputContext terminal = Newest with { EscapesControlCharacters = true };
        Assert.Equal("a\\x1b[2Jé\\xc2\\x9b\n\t\\x7f", Text(terminal, new StringType(32), "a\u001b[2Jé\u009b\n\t\u007f"));
        Assert.Equal("a\u001b[2J", Text(Newest, new StringType(32), "a\u001b[2J"));
    }

    [Fact]
    public void Pointer_is_hexadecimal_in_text_and_a_number_in_JSON()
    {
        PointerType type = new(new VoidType(), AddressSpace.Kernel);
        TraceValue value = new(type, EventBytes.Of(type, 0x1234));
        Assert.Equal("0x1234", TextOf(Newest, value));
        Assert.Equal("4660", TextOf(Old, value));
        Assert.Equal("4660", Json(Newest, value));
    }

    [Fact]
    public void Unknown_user_stays_a_number() => Assert.Equal("1234", Text(Newest, new UserNameType(), 1234));

    private static string Text(OutputContext context, TraceType type, object value) => TextOf(context, new(type, EventBytes.Of(type, value)));

    private static string TextOf(OutputContext context, TraceValue value)
    {
        OutputBuffer output = new();
        new TextValueWriter(context).Append(output, value);
        return Encoding.UTF8.GetString(output.Written);
    }

    private static string Json(OutputContext context, TraceValue value)
    {
        OutputBuffer output = new();
        new JsonValueWriter(context).Append(output, value);
        return Encoding.UTF8.GetString(output.Written);
    }

    private static string Map(OutputContext context, MapDescription map, MapEntry entry)
    {
        using MemoryStream stream = new();
        TextTraceOutput output = new(context, stream, stream);
        output.Map(map, [entry]);
        output.Flush();
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class FixedSymbolizer : IStackSymbolizer
    {
        private static readonly SymbolizedFrame[] Frames = [new(0x10c, "main", 12, "/bin/sh", "abcd", 12), new(0xff)];

        public IReadOnlyList<SymbolizedFrame> KernelStack(long stackId, KernelStackType type) => Frames;

        public IReadOnlyList<SymbolizedFrame> UserStack(long stackId, uint processId, UserStackType type) => Frames;

        public SymbolizedFrame KernelAddress(ulong address) => Frames[0];

        public SymbolizedFrame UserAddress(ulong address, uint processId) => Frames[0];
    }
}
