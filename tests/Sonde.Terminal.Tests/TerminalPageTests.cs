namespace Sonde.Terminal.Tests;

public sealed class TerminalPageTests
{
    [Fact]
    public void Styles_show_only_where_colour_is_used()
    {
        StyledText text = new StyledText("red", new Style(TerminalColor.Red, IsBold: true)) + " plain " + new StyledText("dim", Style.Dim);
        TerminalPage colored = new(new TerminalProfile { UsesColor = true });
        colored.WriteLine(text);
        TerminalPage plain = new(TerminalProfile.Plain);
        plain.WriteLine(text);
        Assert.Equal("\e[1;31mred\e[0m plain \e[2mdim\e[0m\n", colored.ToString());
        Assert.Equal("red plain dim\n", plain.ToString());
    }

    [Fact]
    public void Blanks_at_the_end_of_a_line_are_left_out()
    {
        TerminalPage page = new(TerminalProfile.Plain);
        page.WriteLine("a" + new StyledText("  ", Style.Dim));
        page.WriteLine("b  ");
        page.WriteLine("", indent: 4);
        Assert.Equal("a\nb\n\n", page.ToString());
    }

    [Fact]
    public void Paragraphs_hang_under_their_mark()
    {
        TerminalPage page = new(new TerminalProfile { Width = 20 });
        page.WriteWrapped("one two three four five", indent: 1, hanging: 4, lead: "1.");
        Assert.Equal(" 1. one two three\n    four five\n", page.ToString());
    }

    [Fact]
    public void Lines_can_be_cut_to_the_width()
    {
        TerminalPage page = new(new TerminalProfile { Width = 20, UsesUnicode = false });
        page.WriteCut("0123456789 0123456789", indent: 2);
        Assert.Equal("  0123456789 0123...\n", page.ToString());
    }

    [Fact]
    public void No_break_spaces_are_written_as_blanks()
    {
        TerminalPage page = new(TerminalProfile.Plain);
        page.WriteLine("5\u00a0%");
        Assert.Equal("5 %\n", page.ToString());
    }
}
