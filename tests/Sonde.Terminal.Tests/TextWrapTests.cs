namespace Sonde.Terminal.Tests;

public sealed class TextWrapTests
{
    [Theory]
    [InlineData("", 10, "")]
    [InlineData("one two three", 20, "one two three")]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("one two three", 3, "one|two|thr|ee")]
    [InlineData("  spaced   out  ", 20, "spaced out")]
    [InlineData("busy at 98.2 % now", 12, "busy at|98.2 % now")]
    [InlineData("took 12 ms, then", 8, "took|12 ms,|then")]
    [InlineData("keep\u00a0together here", 8, "keep\u00a0tog|ether|here")]
    [InlineData("数据库数据库", 5, "数据|库数|据库")]
    [InlineData("数据", 1, "数|据")]
    public void Paragraphs_break_at_blanks_and_long_words_at_the_edge(string text, int width, string expected) =>
        Assert.Equal(expected, string.Join('|', TextWrap.Wrap(text, width).Select(line => line.Text)));

    [Fact]
    public void Words_that_change_style_inside_stay_whole()
    {
        StyledText text = "one " + new StyledText("tw", Style.Bold) + "o, three";
        Assert.Equal("one|two,|three", string.Join('|', TextWrap.Wrap(text, 6).Select(line => line.Text)));
    }

    [Fact]
    public void Random_text_never_exceeds_the_width_and_never_loses_a_character()
    {
        Random random = new(3);
        for (int round = 0; round < 2000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(0, 60)).Select(_ => "abé数 %5"[random.Next(0, 7)]));
            int width = random.Next(2, 20);
            IReadOnlyList<StyledText> lines = TextWrap.Wrap(text, width);
            Assert.All(lines, line => Assert.True(line.Width <= width));
            Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines.Select(line => line.Text.Replace(" ", "", StringComparison.Ordinal))));
        }
    }
}
