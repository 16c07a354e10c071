using System.Globalization;
using System.Text;
using Sonde.Testing;

namespace Sonde.Proc.Tests;

public class NameCacheTests
{
    [Fact]
    public void Name_seen_before_is_the_same_string()
    {
        NameCache names = new();
        Assert.Same(names.Get("eth0"u8), names.Get("eth0"u8));
        Assert.Equal(0, Allocation.SteadyStateBytes(() => names.Get("eth0"u8)));
    }

    [Theory]
    [InlineData("/plain", "/plain")]
    [InlineData(@"/with\040blank", "/with blank")]
    [InlineData(@"a\011b\012c\134d\043", "a\tb\nc\\d#")]
    [InlineData(@"\303\244", "ä")]
    [InlineData(@"end\04", @"end\04")]
    [InlineData(@"not\999octal\400", @"not\999octal\400")]
    [InlineData(@"\", @"\")]
    public void Octal_escapes_are_decoded_and_others_kept(string text, string expected)
    {
        NameCache names = new();
        Assert.Equal(expected, names.GetUnescaped(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_give_a_name_all_the_same()
    {
        NameCache names = new();
        Assert.Equal("a\uFFFDb", names.Get([0x61, 0xff, 0x62]));
    }

    [Fact]
    public void Names_that_come_and_go_do_not_pile_up()
    {
        NameCache names = new();
        for (int i = 0; i < NameCache.LargestCount * 2; i++)
            names.Get(Encoding.ASCII.GetBytes($"veth{i.ToString(CultureInfo.InvariantCulture)}"));
        Assert.InRange(names.Count, 1, NameCache.LargestCount);
    }
}
