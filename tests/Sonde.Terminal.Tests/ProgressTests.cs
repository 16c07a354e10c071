using System.Text;

namespace Sonde.Terminal.Tests;

public sealed class ProgressTests : IDisposable
{
    private readonly MemoryStream _stream = new();

    public void Dispose() => _stream.Dispose();

    [Theory]
    [InlineData(false, 10)]
    [InlineData(true, 1)]
    public void Pipes_and_short_work_see_nothing(bool terminal, int seconds)
    {
        using (Progress progress = new(_stream, new TerminalProfile { IsTerminal = terminal }, TimeSpan.FromSeconds(seconds)))
            progress.Update(TimeSpan.FromSeconds(0.5), "sampling");
        Assert.Equal(0, _stream.Length);
    }

    [Fact]
    public void Terminals_see_one_line_that_is_wiped()
    {
        TerminalProfile profile = new() { IsTerminal = true, UsesColor = true, Width = 60 };
        using (Progress progress = new(_stream, profile, TimeSpan.FromSeconds(5)))
            progress.Update(TimeSpan.FromSeconds(2.5), "sampling");
        Assert.Equal("\r\e[36m██████████\e[0m\e[2m··········\e[0m 3 s  \e[2msampling\e[0m\e[K\r\e[K\r", Encoding.UTF8.GetString(_stream.ToArray()));
    }

    [Fact]
    public void Frequent_updates_are_drawn_four_times_a_second()
    {
        using (Progress progress = new(_stream, new TerminalProfile { IsTerminal = true, UsesColor = true }, TimeSpan.FromSeconds(5)))
        {
            for (int i = 0; i <= 100; i++)
                progress.Update(TimeSpan.FromMilliseconds(i * 10), "sampling");
        }

        Assert.Equal(5, Encoding.UTF8.GetString(_stream.ToArray()).Split("sampling").Length - 1);
    }

    [Fact]
    public void Dumb_terminals_are_wiped_with_blanks_and_never_wrap()
    {
        TerminalProfile profile = new() { IsTerminal = true, Width = 30, UsesUnicode = false };
        using (Progress progress = new(_stream, profile, TimeSpan.FromSeconds(5)))
            progress.Update(TimeSpan.FromSeconds(5), "sampling the machine");
        string[] lines = Encoding.UTF8.GetString(_stream.ToArray()).Split('\r');
        Assert.All(lines, line => Assert.True(line.Length <= 29));
        Assert.DoesNotContain('\e', Encoding.UTF8.GetString(_stream.ToArray()));
    }
}
