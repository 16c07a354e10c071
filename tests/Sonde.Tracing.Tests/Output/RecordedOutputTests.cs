using Sonde.Testing;
using Sonde.Tracing.Output;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Tests.Output;

/// <summary>The scripts under testdata/tracing/output, printed byte for byte as bpftrace 0.17 printed them, and in the newest dialect.</summary>
public sealed class RecordedOutputTests
{
    private static readonly IntegerType Int64 = IntegerType.Int64;
    private static readonly StringType Text = new(64);
    private static readonly HistogramType Power = new(0);

    [Theory]
    [InlineData("aggregations")]
    [InlineData("failed-map-delete")]
    [InlineData("histograms")]
    [InlineData("keys")]
    [InlineData("linear-histograms")]
    [InlineData("printf")]
    [InlineData("prints")]
    [InlineData("values")]
    public void Script_printed_is_what_was_recorded(string name)
    {
        foreach (OutputDialect dialect in Enum.GetValues<OutputDialect>())
        {
            var suffix = dialect == OutputDialect.Version017 ? "" : "-newest";
            OutputContext context = new() { Dialect = dialect, Names = new RecordedNames() };
            using MemoryStream text = new();
            Run(name, new TextTraceOutput(context, text, text));
            GoldenFile.Verify($"tracing/output/{name}/expected{suffix}.txt", text.ToArray());
            using MemoryStream json = new();
            Run(name, new JsonTraceOutput(context, json));
            GoldenFile.Verify($"tracing/output/{name}/expected{suffix}.json", json.ToArray());
        }
    }

    private static void Run(string name, TraceOutput output)
    {
        output.AttachedProbes(1);
        Action<TraceOutput> script = name switch
        {
            "aggregations" => Aggregations,
            "failed-map-delete" => FailedMapDelete,
            "histograms" => Histograms,
            "keys" => Keys,
            "linear-histograms" => LinearHistograms,
            "printf" => Printf,
            "prints" => Prints,
            _ => Values,
        };
        script(output);
        output.Flush();
    }

    private static void Aggregations(TraceOutput output)
    {
        output.End();
        Scalar(output, "@average", new AverageType(), (-5L, 2L));
        Keyed(output, "@averages", Int64, new AverageType(), (1, (30L, 1L)), (2, (10L, 1L)));
        Scalar(output, "@count", new CountType(), 1);
        Keyed(output, "@counts", Text, new CountType(), ("x", 1), ("y", 2));
        Keyed(output, "@maximum", Int64, new MaxType(), (1, (2L, 1L)), (2, (9L, 1L)));
        Scalar(output, "@minimum", new MinType(), (-4L, 1L));
        Keyed(output, "@statistics", Text, new StatsType(), ("a", (7L, 1L)), ("b", (3L, 1L)));
        Scalar(output, "@stats", new StatsType(), (-3L, 2L));
        Scalar(output, "@sum", new SumType(), -3);
        Keyed(output, "@sums", Int64, new SumType(), (1, 9), (2, -1));
    }

    private static void FailedMapDelete(TraceOutput output)
    {
        output.CallFailed(new("map_delete_elem", -2, new("script.bt", 4, 2, 15, "\tdelete(@a[2]);")));
        output.End();
        Keyed(output, "@a", Int64, Int64, (1, 1));
    }

    private static void Histograms(TraceOutput output)
    {
        output.End();
        ScalarHistogram(output, "@all", Power, 5, 0, -3, 1, 2000);
        ScalarHistogram(output, "@bars", Power, 4, 4, 4, 4, 4, 4, 4, 16, 20, 32);
        KeyedHistogram(output, "@keyed", Int64, Power, 0, 0, (1, [4]), (2, [5, 9]));
        ScalarHistogram(output, "@large", Power, 1_000_000_000, 1_000_000);
        ScalarHistogram(output, "@zeros", Power, 0);
    }

    private static void LinearHistograms(TraceOutput output)
    {
        LinearHistogramType tens = new(0, 100, 10);
        output.End();
        KeyedHistogram(output, "@keyed", Text, tens, 0, 0, ("a", [55]), ("b", [5, 25]));
        ScalarHistogram(output, "@kilo", new LinearHistogramType(0, 4096, 1024), 5000, 2000, 0);
        ScalarHistogram(output, "@mega", new LinearHistogramType(0, 8388608, 1048576), 3000000);
        ScalarHistogram(output, "@over", tens, 1000);
        ScalarHistogram(output, "@single", new LinearHistogramType(0, 10, 1), 3);
        ScalarHistogram(output, "@under", tens, -1);
        ScalarHistogram(output, "@uneven", new LinearHistogramType(1000, 4000, 524), 2048, 3900);
    }

    private static void Keys(TraceOutput output)
    {
        output.End();
        Keyed(output, "@a", TupleType.Of(Text, Int64), Text, (new object[] { "b", 2 }, "1"), (new object[] { "a", 3 }, "1"));
        Keyed(output, "@i", TupleType.Of(Int64, Int64), Text,
            (new object[] { 3, 1 }, "x"), (new object[] { -1, 2 }, "y"), (new object[] { 3, 0 }, "z"));
        Keyed(output, "@s", Text, Text, ("zz", "1"), ("b", "2"), ("a b", "q\"uote"));
        Keyed(output, "@v", Int64, Int64, (-5, -3), (7, 4), (9, -100));
    }

    private static void Printf(TraceOutput output)
    {
        IntegerType int32 = IntegerType.Int32;
        IntegerType int8 = IntegerType.Int8;
        BufferType buffer = new(4);
        StringType text = new(7);
        Print(output, "[%5d][%-5d][%05d][%x][%X][%lx][%lld][%hhd][%hd][%u]\n", (Int64, 42), (Int64, 42), (Int64, 42), (Int64, 255), (Int64, 255),
            (Int64, 255), (Int64, 5), (Int64, 300), (Int64, 70000), (int32, -1));
        Print(output, "[%s][%10s][%-10s][%.3s][%10.2s]\n", (text, "abcdef"), (text, "abc"), (text, "abc"), (text, "abcdef"), (text, "abcdef"));
        Print(output, "[%c][%p][%p]\n", (Int64, 65), (Int64, 0), (Int64, 4660));
        Print(output, "%.5d|%8.3d|%-8.3x|\n", (Int64, 42), (Int64, 7), (Int64, 10));
        Print(output, "%r|%rx|\n", (buffer, "ab\u0001c"), (buffer, "ab\u0001c"));
        Print(output, "\u001b[1m%s\n", (text, "esc\u001b"));
        Print(output, "%s|%20s|\n", (new ErrorNameType(), 2), (new KernelSymbolType(), 0x12));
        Print(output, "%-20s|%s\n", (new UserSymbolType(), (0x13L, 1L)), (new ProbeNameType(), 0));
        Print(output, "%5c|%-5c|%12p|%-12p|\n", (Int64, 66), (Int64, 67), (Int64, 255), (Int64, 255));
        Print(output, "%hhx %hx %x %llx %jx %zx\n", (Int64, -1), (Int64, -1), (Int64, -1), (Int64, -1), (Int64, -1), (Int64, -1));
        Print(output, "%d %u %x\n", (int8, -1), (int8, -1), (int8, -1));
        Print(output, "100%% of %d%%%d\n", (Int64, 1), (Int64, 2));
        Print(output, "no newline");
        output.End();
    }

    private static void Prints(TraceOutput output)
    {
        Value(output, Int64, 5);
        Value(output, Text, "hi");
        Value(output, TupleType.Of(Int64, Text, TupleType.Of(Int64, Int64)), new object[] { 1, "a", new object[] { 2, -3 } });
        Scalar(output, "@x", Int64, 1);
        MapEntry[] k = Entries(Int64, Int64, (1, 5), (2, 3), (3, 9));
        output.Map(new("@k", Int64, Int64), k);
        output.Map(new("@k", Int64, Int64), k, top: 2);
        output.Map(new("@k", Int64, Int64), k, top: 2, divisor: 3);
        KeyedHistogram(output, "@h", Int64, Power, 1, 0, (1, [4]), (2, [8, 9]));
        KeyedHistogram(output, "@h", Int64, Power, 1, 2, (1, [4]), (2, [8, 9]));
        Keyed(output, "@e", Int64, Int64);
        Keyed(output, "@z", Int64, Int64, (1, 0));
        MapEntry[] stats = Entries(Int64, new StatsType(), (1, (4L, 1L)), (2, (3L, 1L)));
        output.Map(new("@sk", Int64, new StatsType()), stats);
        output.Map(new("@sk", Int64, new StatsType()), stats, top: 1);
        output.Map(new("@aa", Int64, new AverageType()), Entries(Int64, new AverageType(), (1, (30L, 1L)), (2, (10L, 1L))), top: 1, divisor: 2);
        output.Map(new("@d", Int64, Int64), Entries(Int64, Int64, (1, 7), (2, -7)), top: 2, divisor: 2);
        Print(output, "x\n");
        output.Time("no conversion\n", 0);
        output.End();
        Keyed(output, "@aa", Int64, new AverageType());
        Keyed(output, "@d", Int64, Int64);
        Keyed(output, "@e", Int64, Int64);
        Keyed(output, "@h", Int64, Power);
        Keyed(output, "@k", Int64, Int64);
        Keyed(output, "@sk", Int64, new StatsType());
        output.Map(new("@x", null, Int64), []);
        Keyed(output, "@z", Int64, Int64);
    }

    private static void Values(TraceOutput output)
    {
        StructType point = new(StructKind.Struct, "Point", 24, 8,
        [
            new("x", 0, IntegerType.Int32),
            new("name", 4, new StringType(8)),
            new("bytes", 12, new ArrayType(IntegerType.UInt8, 4)),
            new("nested", 16, new StructType(StructKind.Struct, "", 8, 8, [new("inner", 0, Int64)])),
        ]);
        output.Value(new(point, new byte[24]));
        output.End();
        Scalar(output, "@buffer", new BufferType(3), "a\u0001z");
        Scalar(output, "@integer", IntegerType.Int8, -4);
        Scalar(output, "@name", new InetType(), "127.0.0.1");
        Keyed(output, "@names", new InetType(), Int64, ("127.0.0.2", 1));
        Scalar(output, "@nest", TupleType.Of(TupleType.Of(Int64, Int64), Text, IntegerType.Int8), new object[] { new object[] { 1, 2 }, "q", -3 });
        Keyed(output, "@pointers", new PointerType(IntegerType.Int32, AddressSpace.Kernel), Int64, (4096, 2));
        Scalar(output, "@probe", new ProbeNameType(), 0);
        Keyed(output, "@symbols", Int64, new KernelSymbolType(), (1, 0x12), (2, 0x13));
        Scalar(output, "@text", Text, "control \u0001\u001b and \"quotes\" \\ \t");
        Scalar(output, "@user", new UserNameType(), 0);
    }

    private static void Value(TraceOutput output, TraceType type, object value) => output.Value(new(type, EventBytes.Of(type, value)));

    private static void Print(TraceOutput output, string text, params ReadOnlySpan<(TraceType Type, object Value)> arguments)
    {
        (TupleType type, byte[] bytes) = EventBytes.Tuple(arguments);
        Assert.True(PrintfFormat.TryParse(text, type, out PrintfFormat? format, out var error), error);
        output.Printf(format, bytes);
    }

    private static MapEntry[] Entries(TraceType key, TraceType value, params ReadOnlySpan<(object Key, object Value)> entries)
    {
        List<MapEntry> list = [];
        foreach ((object Key, object Value) entry in entries)
            list.Add(new(EventBytes.Of(key, entry.Key), EventBytes.Of(value, entry.Value)));
        return [.. list];
    }

    private static void Scalar(TraceOutput output, string name, TraceType type, object value) =>
        output.Map(new(name, null, type), [new(default, EventBytes.Of(type, value))]);

    private static void Keyed(TraceOutput output, string name, TraceType key, TraceType value, params ReadOnlySpan<(object Key, object Value)> entries) =>
        output.Map(new(name, key, value), Entries(key, value, entries));

    private static void ScalarHistogram(TraceOutput output, string name, TraceType type, params ReadOnlySpan<long> values) =>
        output.Map(new(name, null, type), [new(default, EventBytes.Histogram(type, values))]);

    private static void KeyedHistogram(
        TraceOutput output, string name, TraceType key, TraceType type, int top, uint divisor, params (object Key, long[] Values)[] entries) =>
        output.Map(new(name, key, type),
            [.. entries.Select(entry => new MapEntry(EventBytes.Of(key, entry.Key), EventBytes.Histogram(type, entry.Values)))], top, divisor);
}
