using Sonde.Testing;

namespace Sonde.Terminal.Tests;

public sealed class HistogramTests
{
    private readonly Utf8LineBuilder _lines = new();

    [Fact]
    public void Counts_print_as_bcc_prints_them()
    {
        Histogram.WriteLog2(_lines, "usecs", [0, 3, 1, 0, 7, 40, 12, 1, 0, 0]);
        GoldenFile.Verify("terminal/log2-histogram/narrow.txt", _lines.Written);
    }

    [Fact]
    public void Values_beyond_32_bits_print_as_bcc_prints_them()
    {
        ulong[] counts = new ulong[65];
        (counts[33], counts[34], counts[36]) = (2, 9, 4);
        Histogram.WriteLog2(_lines, "usecs", counts);
        GoldenFile.Verify("terminal/log2-histogram/wide.txt", _lines.Written);
    }

    [Fact]
    public void Leading_empty_buckets_can_be_left_out_as_bcc_does()
    {
        Histogram.WriteLog2(_lines, "nsecs", [0, 0, 0, 0, 5], skipsLeadingEmpty: true);
        GoldenFile.Verify("terminal/log2-histogram/leading-empty-skipped.txt", _lines.Written);
    }

    [Fact]
    public void Nothing_counted_prints_nothing()
    {
        Histogram.WriteLog2(_lines, "usecs", new ulong[65]);
        Assert.Equal(0, _lines.Length);
    }

    [Fact]
    public void Zeros_and_the_largest_values_have_their_lines()
    {
        ulong[] counts = new ulong[65];
        (counts[0], counts[64]) = (5, ulong.MaxValue);
        Histogram.WriteLog2(_lines, "x", counts);
        Assert.Contains("0 -> 1                    : 5 ", _lines.ToString(), StringComparison.Ordinal);
        Assert.Contains(" 9223372036854775808 -> 18446744073709551615 : 18446744073709551615 |********************|", _lines.ToString(), StringComparison.Ordinal);
    }
}
