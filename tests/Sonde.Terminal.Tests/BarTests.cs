namespace Sonde.Terminal.Tests;

public sealed class BarTests
{
    private static readonly TerminalProfile Ascii = new() { UsesUnicode = false };

    [Theory]
    [InlineData(0, "··········", "..........")]
    [InlineData(0.001, "▏·········", "#.........")]
    [InlineData(0.5, "█████·····", "#####.....")]
    [InlineData(0.55, "█████▌····", "######....")]
    [InlineData(0.999, "█████████▉", "#########.")]
    [InlineData(1, "██████████", "##########")]
    [InlineData(7, "██████████", "##########")]
    [InlineData(-1, "··········", "..........")]
    [InlineData(double.NaN, "··········", "..........")]
    public void Share_fills_its_part_of_the_cells(double share, string unicode, string ascii)
    {
        Assert.Equal(unicode, Bar.Draw(share, 10, TerminalProfile.Plain).Text);
        Assert.Equal(ascii, Bar.Draw(share, 10, Ascii).Text);
    }
}
