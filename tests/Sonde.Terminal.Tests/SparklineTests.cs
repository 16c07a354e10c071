namespace Sonde.Terminal.Tests;

public sealed class SparklineTests
{
    [Fact]
    public void Values_become_levels_and_gaps_stay_blank()
    {
        double[] values = [0, 25, 50, double.NaN, 75, 100, 400];
        Assert.Equal("▁▃▅ ▆██", Sparkline.Draw(values, 100, TerminalProfile.Plain));
        Assert.Equal("_-= *@@".Length, Sparkline.Draw(values, 100, new TerminalProfile { UsesUnicode = false }).Length);
    }

    [Fact]
    public void Nothing_to_compare_with_is_flat() => Assert.Equal("▁▁", Sparkline.Draw([3, 4], 0, TerminalProfile.Plain));
}
