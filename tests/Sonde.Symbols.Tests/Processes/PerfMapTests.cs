using System.Text;
using Sonde.Proc;
using Sonde.Symbols.Processes;
using Sonde.Testing;

namespace Sonde.Symbols.Tests.Processes;

public sealed class PerfMapTests
{
    private const string Text = "7f00 40 int Fib(int)[Tier0]\n0x8000 0x10 other\n9000 0 empty\nnonsense\n7f10 20 int Fib(int)[Tier1]\n8100 5 cut off";

    [Fact]
    public void Function_is_found_by_an_address_within()
    {
        PerfMap map = PerfMap.Parse(Encoding.UTF8.GetBytes(Text));
        Assert.Equal(3, map.Count);
        Assert.True(map.TryFind(0x800f, out string name, out ulong start));
        Assert.Equal(("other", 0x8000ul), (name, start));
        Assert.False(map.TryFind(0x8010, out _, out _));
        Assert.False(map.TryFind(0, out _, out _));
        Assert.False(map.TryFind(0x8101, out _, out _));
    }

    [Fact]
    public void Later_line_holds_where_it_overlaps()
    {
        PerfMap map = PerfMap.Parse(Encoding.UTF8.GetBytes(Text));
        Assert.True(map.TryFind(0x7f0f, out string before, out _));
        Assert.True(map.TryFind(0x7f1f, out string inside, out _));
        Assert.True(map.TryFind(0x7f3f, out string after, out _));
        Assert.Equal(["int Fib(int)[Tier0]", "int Fib(int)[Tier1]", "int Fib(int)[Tier0]"], [before, inside, after]);
    }

    [Fact]
    public void Damaged_text_is_read_as_something() =>
        Assert.Equal(0, HostileText.Feed<KernelTextException>(Encoding.UTF8.GetBytes(Text), bytes =>
        {
            PerfMap map = PerfMap.Parse(bytes);
            _ = map.TryFind(0x7f20, out _, out _);
            _ = map.TryFind(0x8004, out _, out _);
        }));
}
