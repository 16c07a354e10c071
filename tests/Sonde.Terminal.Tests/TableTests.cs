namespace Sonde.Terminal.Tests;

public sealed class TableTests
{
    [Fact]
    public void Columns_take_what_they_need_and_figures_line_up_at_the_right()
    {
        Table table = new(new TableColumn("NAME"), new TableColumn("RATE") { IsRightAligned = true });
        table.Add("a", "1.5");
        table.Add("longer", "123.0");
        Assert.Equal(["NAME     RATE", "a         1.5", "longer  123.0"], Lines(table, 80));
    }

    [Fact]
    public void Narrow_terminals_shrink_names_first_and_drop_columns_then()
    {
        Table table = new(
            new TableColumn("NAME") { MinWidth = 6 },
            new TableColumn("RATE") { IsRightAligned = true },
            new TableColumn("SOURCE") { DropOrder = 1 });
        table.Add("postgresql", "98.2", "/proc/stat");
        Assert.Equal(["NAME        RATE  SOURCE", "postgresql  98.2  /proc/stat"], Lines(table, 28));
        Assert.Equal(["NAME    RATE  SOURCE", "postg…  98.2  /proc/stat"], Lines(table, 24));
        Assert.Equal(["NAME        RATE", "postgresql  98.2"], Lines(table, 23));
        Assert.Equal(["NAME     RATE", "postgr…  98.2"], Lines(table, 13));
    }

    [Fact]
    public void Wrapping_columns_continue_below()
    {
        Table table = new(new TableColumn(""), new TableColumn("") { Wraps = true, MinWidth = 5 });
        table.Add("1", "one two three");
        Assert.Equal(["1  one two", "   three"], Lines(table, 11));
    }

    [Fact]
    public void Columns_without_content_take_no_room()
    {
        Table table = new(new TableColumn("A"), new TableColumn("EMPTY"), new TableColumn("B"));
        table.Add("1", "", "2");
        Assert.Equal(["A  B", "1  2"], Lines(table, 80));
    }

    [Fact]
    public void Wide_characters_keep_columns_straight()
    {
        Table table = new(new TableColumn("N"), new TableColumn("V"));
        table.Add("数据", "1");
        table.Add("abc", "2");
        Assert.Equal(["N     V", "数据  1", "abc   2"], Lines(table, 80));
    }

    private static string[] Lines(Table table, int width) =>
        [.. table.Layout(TerminalProfile.Plain, width).Select(line => line.Text.TrimEnd())];
}
