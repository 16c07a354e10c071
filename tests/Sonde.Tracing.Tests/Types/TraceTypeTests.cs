using Sonde.Tracing.Types;

namespace Sonde.Tracing.Tests.Types;

public sealed class TraceTypeTests
{
    private static readonly StructType Task = new(StructKind.Struct, "task_struct", 16, 8,
        () => [new("next", 0, new PointerType(Task!, AddressSpace.Kernel)), new("pid", 8, IntegerType.Int32)]);

    public static TheoryData<TraceType, string, int, int> All => new()
    {
        { IntegerType.UInt64, "uint64", 8, 8 },
        { IntegerType.Int16, "int16", 2, 2 },
        { new BooleanType(), "bool", 1, 1 },
        { new StringType(64), "string[64]", 64, 1 },
        { new BufferType(5), "buffer[5]", 12, 4 },
        { Task, "struct task_struct", 16, 8 },
        { new PointerType(Task, AddressSpace.Kernel), "struct task_struct *", 8, 8 },
        { new PointerType(new PointerType(IntegerType.Int8, AddressSpace.User), AddressSpace.User), "int8 **", 8, 8 },
        { new ArrayType(IntegerType.UInt16, 3), "uint16[3]", 6, 2 },
        { TupleType.Of(IntegerType.Int64, new StringType(16)), "(int64,string[16])", 24, 8 },
        { TupleType.Of(IntegerType.UInt8, IntegerType.UInt32, IntegerType.UInt8), "(uint8,uint32,uint8)", 12, 4 },
        { TupleType.Of(), "()", 0, 1 },
        { RecordType.Of(("a", IntegerType.UInt8), ("b", new StringType(3))), "(a=uint8,b=string[3])", 4, 1 },
        { new EnumType("color", 32, IsSigned: false, [new("RED", 0)]), "enum color", 4, 4 },
        { new KernelStackType(StackMode.Bpftrace, 127), "kstack", 8, 8 },
        { new UserStackType(StackMode.Perf, 127), "ustack", 16, 8 },
        { new UserSymbolType(), "usym_t", 16, 8 },
        { new InetType(), "inet", 20, 4 },
        { new MacAddressType(), "mac_address", 6, 1 },
        { new SumType(IsSigned: false), "usum_t", 8, 8 },
        { new StatsType(), "stats_t", 16, 8 },
        { new HistogramType(0), "hist_t", 66 * 8, 8 },
        { new LinearHistogramType(0, 100, 10), "lhist_t", 12 * 8, 8 },
        { new TimeSeriesType(1000, 5, TimeSeriesReduction.Sum), "tseries_t", 5 * 24, 8 },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Type_has_the_language_s_spelling_and_its_layout(TraceType type, string spelling, int size, int alignment) =>
        Assert.Equal((spelling, size, alignment), (type.ToString(), type.Size, type.Alignment));

    [Fact]
    public void Types_made_alike_are_equal()
    {
        Assert.Equal(TupleType.Of(new StringType(8), IntegerType.Int8), TupleType.Of(new StringType(8), new IntegerType(8, IsSigned: true)));
        Assert.Equal(RecordType.Of(("a", IntegerType.Int8)), RecordType.Of(("a", IntegerType.Int8)));
        Assert.Equal(new EnumType("e", 32, false, [new("A", 1)]).GetHashCode(), new EnumType("e", 32, false, [new("A", 1)]).GetHashCode());
        Assert.NotEqual<TraceType>(RecordType.Of(("a", IntegerType.Int8)), RecordType.Of(("b", IntegerType.Int8)));
        Assert.NotEqual(new PointerType(Task, AddressSpace.Kernel), new PointerType(Task, AddressSpace.User));
    }

    [Fact]
    public void Struct_that_points_to_itself_is_compared_without_end() =>
        Assert.Equal(new PointerType(Task, AddressSpace.Kernel), Task.Fields[0].Type);

    [Fact]
    public void Member_of_an_anonymous_member_is_found_at_its_offset_in_the_whole()
    {
        StructType inner = new(StructKind.Union, "", 8, 8, [new("a", 0, IntegerType.Int64), new("b", 4, IntegerType.Int32)]);
        StructType outer = new(StructKind.Struct, "outer", 16, 8, [new("first", 0, IntegerType.Int64), new("", 8, inner)]);
        Assert.Equal(12, outer.Find("b")?.Offset);
        Assert.Null(outer.Find(""));
        Assert.Null(outer.Find("c"));
    }

    [Fact]
    public void Tuple_elements_lie_where_C_would_put_them()
    {
        var tuple = TupleType.Of(IntegerType.UInt8, IntegerType.UInt64, new StringType(3), IntegerType.UInt16);
        Assert.Equal([0, 8, 16, 20], tuple.Elements.Select(element => element.Offset));
        Assert.Equal(24, tuple.Size);
    }
}
