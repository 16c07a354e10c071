using System.Text;
using Sonde.Proc.Devices;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Devices;

public class CpuListTests
{
    [Theory]
    [InlineData("", new int[0])]
    [InlineData("\n", new int[0])]
    [InlineData("0", new[] { 0 })]
    [InlineData("0-3,8,10-11\n", new[] { 0, 1, 2, 3, 8, 10, 11 })]
    [InlineData("5,1-2,2", new[] { 1, 2, 5 })]
    public void List_is_parsed_in_order_without_repeats(string text, int[] members)
    {
        Assert.True(CpuList.TryParse(text, out CpuList list));
        Assert.Equal(members, list);
    }

    [Theory]
    [InlineData("0-")]
    [InlineData("-3")]
    [InlineData("3-1")]
    [InlineData("a")]
    [InlineData("0,,1")]
    [InlineData("0-4294967295")]
    [InlineData("99999999999999999999")]
    [InlineData("(null)")]
    public void Text_that_is_no_list_is_refused(string text) => Assert.False(CpuList.TryParse(text, out _));

    [Theory]
    [InlineData("0-3,8,10-11")]
    [InlineData("7")]
    [InlineData("")]
    public void List_is_printed_as_the_kernel_does(string text)
    {
        Assert.True(CpuList.TryParse(text, out CpuList list));
        Assert.Equal(text, list.ToString());
    }

    [Fact]
    public void Members_are_found_and_intersected()
    {
        Assert.True(CpuList.TryParse("0-3", out CpuList first));
        Assert.True(CpuList.TryParse("2-5", out CpuList second));
        Assert.True(first.Contains(3));
        Assert.False(first.Contains(4));
        Assert.Equal("2-3", first.Intersect(second).ToString());
    }

    [Fact]
    public void Damaged_list_never_throws()
    {
        int refused = 0;
        HostileText.Feed<KernelTextException>(Encoding.ASCII.GetBytes("0-3,8,10-11\n"), text => refused += CpuList.TryParse(text, out _) ? 0 : 1,
            mutations: 300);
        Assert.InRange(refused, 50, 300);
    }
}
