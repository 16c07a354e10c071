using System.Globalization;
using System.Text;
using Sonde.Testing;

namespace Sonde.Proc.Tests;

public class NamedCountersTests
{
    [Fact]
    public void Name_missing_from_the_second_text_is_absent_and_not_zero()
    {
        NamedCounters counters = new();
        counters.Set("a"u8, 1);
        counters.Set("b"u8, 2);
        counters.Begin();
        counters.Set("b"u8, 3);
        Assert.Null(counters["a"]);
        Assert.Equal(3UL, counters["b"]);
        Assert.Equal(0, counters.IndexOf("a"));
        Assert.False(counters.IsPresent(0));
    }

    [Fact]
    public void Joined_name_is_one_name_however_it_is_split()
    {
        NamedCounters counters = new();
        counters.Set("TcpExt"u8, "ListenDrops"u8, 1);
        counters.Begin();
        counters.Set("Tcp"u8, "ExtListenDrops"u8, 2);
        counters.Set("TcpExtListenDrops"u8, 3);
        Assert.Equal(["TcpExtListenDrops"], counters.Names);
        Assert.Equal(3UL, counters["TcpExtListenDrops"]);
    }

    [Fact]
    public void Overlapping_prefix_and_name_are_not_taken_for_the_expected_name()
    {
        // "aba" begins with "ab" and ends with "ba", but is not "abba".
        NamedCounters counters = new();
        counters.Set("aba"u8, 1);
        counters.Begin();
        counters.Set("ab"u8, "ba"u8, 2);
        Assert.Null(counters["aba"]);
        Assert.Equal(2UL, counters["abba"]);
    }

    [Fact]
    public void Known_names_in_another_order_allocate_nothing()
    {
        NamedCounters counters = new();
        for (int i = 0; i < 100; i++)
            counters.Set(Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture)), 1);
        long bytes = Allocation.SteadyStateBytes(() =>
        {
            counters.Begin();
            counters.Set("99"u8, 1);
            counters.Set("5"u8, "0"u8, 2);
            counters.Set("0"u8, 3);
        });
        Assert.Equal(0, bytes);
        Assert.Equal(2UL, counters["50"]);
    }

    [Fact]
    public void Very_long_joined_name_is_kept()
    {
        NamedCounters counters = new();
        byte[] part = new byte[300];
        Array.Fill(part, (byte)'x');
        counters.Set(part, part, 7);
        Assert.Equal(7UL, counters[new string('x', 600)]);
    }

    [Fact]
    public void Names_beyond_the_bound_are_ignored()
    {
        NamedCounters counters = new();
        for (int i = 0; i <= NamedCounters.LargestCount; i++)
            counters.Set(Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture)), 1);
        Assert.Equal(NamedCounters.LargestCount, counters.Count);
    }
}
