namespace Sonde.Terminal.Tests;

public sealed class DisplayWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("plain", 5)]
    [InlineData("µs · ≥", 6)]
    [InlineData("数据库", 6)]
    [InlineData("한국", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("🚀", 2)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("▁▂█░", 4)]
    public void Text_takes_the_cells_that_terminals_give_it(string text, int cells) => Assert.Equal(cells, DisplayWidth.Of(text));
}
