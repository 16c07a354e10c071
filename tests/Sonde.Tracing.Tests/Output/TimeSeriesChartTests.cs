using System.Text;
using System.Text.RegularExpressions;
using Sonde.Tracing.Output;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Tests.Output;

public sealed partial class TimeSeriesChartTests : IDisposable
{
    private static readonly TimeSeriesType Type = new(100_000_000, 4, TimeSeriesReduction.Sum);

    private readonly MemoryStream _stream = new();

    public void Dispose() => _stream.Dispose();

    [Fact]
    public void Series_is_drawn_between_its_smallest_and_its_largest_value()
    {
        const string Expected = """
            @a:
                        -4                                                  8
            hh:mm:ss.ms |___________________________________________________|
            TIME *                .                                  | -4
            TIME |                .                                  | -
            TIME |                .                                  * 8
                        v___________________________________________________v
                        -4                                                  8


            """;
        Assert.Equal(Expected, Clock().Replace(Print(new TextTraceOutput(new(), _stream, Stream.Null)), "TIME"));
    }

    [Fact]
    public void Intervals_without_value_are_left_out_of_JSON()
    {
        const string Expected = """
            {"type": "tseries", "data": {"@a": [{"interval_start":"TIME","value":-4},{"interval_start":"TIME","value":8}]}}

            """;
        Assert.Equal(Expected, Clock().Replace(Print(new JsonTraceOutput(new(), _stream)), "TIME"));
    }

    [Fact]
    public void Empty_series_says_so()
    {
        TextTraceOutput output = new(new(), _stream, Stream.Null);
        output.Map(new("@a", null, Type), [new(default, new byte[Type.Size])]);
        output.Flush();
        Assert.Equal("@a:\n<no data>\n", Encoding.UTF8.GetString(_stream.ToArray()));
    }

    [Fact]
    public void Damaged_series_ends()
    {
        var series = new byte[Type.Size];
        series.AsSpan().Fill(0xff);
        Assert.Equal([new TimeSeriesPoint(-100_000_000, -1)], TimeSeriesPoints.Of(Type, series, ulong.MaxValue, 0)[..1]);
    }

    private string Print(TraceOutput output)
    {
        var series = new byte[Type.Size];
        foreach ((ulong epoch, long value) in ((ulong, long)[])[(5, -4), (7, 8)])
        {
            Span<byte> place = series.AsSpan((int)(epoch % 4) * TimeSeriesType.IntervalSize);
            BitConverter.TryWriteBytes(place, value);
            BitConverter.TryWriteBytes(place[8..], 1L);
            BitConverter.TryWriteBytes(place[16..], epoch);
        }

        output.Map(new("@a", null, Type), [new(default, series)]);
        output.Flush();
        return Encoding.UTF8.GetString(_stream.ToArray());
    }

    [GeneratedRegex(@"(\d{4}-\d\d-\d\dT)?\d\d:\d\d:\d\d\.\d{3,9}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Clock();
}
