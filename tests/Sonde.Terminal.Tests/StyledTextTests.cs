namespace Sonde.Terminal.Tests;

public sealed class StyledTextTests
{
    private static readonly TerminalProfile Ascii = new() { UsesUnicode = false };

    [Fact]
    public void Text_is_safe_as_soon_as_it_goes_in()
    {
        StyledText text = new StyledText("a\u001b[2J", Style.Bold) + "\n";
        Assert.Equal("a\\x1b[2J\\n", text.Text);
        Assert.Equal(10, text.Width);
    }

    [Theory]
    [InlineData(0, "", "ab数据cd")]
    [InlineData(1, "a", "b数据cd")]
    [InlineData(2, "ab", "数据cd")]
    [InlineData(3, "ab", "数据cd")]
    [InlineData(4, "ab数", "据cd")]
    [InlineData(7, "ab数据c", "d")]
    [InlineData(8, "ab数据cd", "")]
    [InlineData(99, "ab数据cd", "")]
    public void Splitting_loses_nothing_and_keeps_styles(int columns, string head, string tail)
    {
        StyledText text = new StyledText("ab数", Style.Bold) + new StyledText("据cd", Style.Dim);
        (StyledText first, StyledText rest) = text.Split(columns);
        Assert.Equal((head, tail), (first.Text, rest.Text));
        Assert.All(first.Spans.Concat(rest.Spans), span => Assert.NotEmpty(span.Text));
        Assert.Equal("ab数", string.Concat(first.Spans.Concat(rest.Spans).Where(span => span.Style == Style.Bold).Select(span => span.Text)));
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("数据库", 4, "数…")]
    [InlineData("abc", 0, "")]
    public void Cutting_marks_what_is_missing(string text, int columns, string expected) => Assert.Equal(expected, new StyledText(text).Cut(columns).Text);

    [Theory]
    [InlineData("/system.slice/postgresql.service", 16, "/syst…ql.service")]
    [InlineData("/short", 16, "/short")]
    [InlineData("数据库数据库数据库", 9, "数…数据库")]
    [InlineData("数据库数据库数据库", 10, "数…数据库")]
    [InlineData("abcdefghij", 5, "abcd…")]
    public void Paths_lose_their_middle(string text, int columns, string expected)
    {
        Assert.Equal(expected, new StyledText(text).CutMiddle(columns).Text);
        Assert.True(new StyledText(text).CutMiddle(columns).Width <= columns);
    }

    [Fact]
    public void Ascii_terminals_get_stand_ins_and_escapes() =>
        Assert.Equal("5 us -> 3 x ... >= 1 \\u00e9 \\u6570 \\U0001f680", new StyledText("5 µs → 3 × … ≥ 1 é 数 🚀").For(Ascii).Text);
}
