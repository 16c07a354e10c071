using Sonde.Linux;

namespace Sonde.Terminal.Tests;

public sealed class TerminalProfileTests
{
    [Theory]
    [InlineData("TERM=xterm-256color", true, ColorChoice.Auto, true)]
    [InlineData("TERM=xterm-256color", false, ColorChoice.Auto, false)]
    [InlineData("TERM=dumb", true, ColorChoice.Auto, false)]
    [InlineData("", true, ColorChoice.Auto, false)]
    [InlineData("TERM=xterm NO_COLOR=1", true, ColorChoice.Auto, false)]
    [InlineData("TERM=xterm NO_COLOR=", true, ColorChoice.Auto, true)]
    [InlineData("TERM=xterm NO_COLOR=1", true, ColorChoice.Always, true)]
    [InlineData("TERM=xterm", true, ColorChoice.Never, false)]
    [InlineData("TERM=xterm CLICOLOR_FORCE=1", true, ColorChoice.Never, false)]
    [InlineData("CLICOLOR_FORCE=1", false, ColorChoice.Auto, true)]
    [InlineData("CLICOLOR_FORCE=0", false, ColorChoice.Auto, false)]
    [InlineData("CLICOLOR_FORCE=1 NO_COLOR=1", false, ColorChoice.Auto, false)]
    [InlineData("TERM=xterm CLICOLOR=0", true, ColorChoice.Auto, false)]
    public void Colour_follows_the_option_then_the_environment_then_the_terminal(string environment, bool terminal, ColorChoice choice, bool expected) =>
        Assert.Equal(expected, Decide(environment, terminal, 80, choice).UsesColor);

    [Theory]
    [InlineData("LANG=de_DE.UTF-8", true)]
    [InlineData("LANG=C.utf8", true)]
    [InlineData("LANG=C", false)]
    [InlineData("", false)]
    [InlineData("LC_ALL=C LANG=en_US.UTF-8", false)]
    [InlineData("LC_ALL= LC_CTYPE=en_US.UTF-8 LANG=C", true)]
    public void Unicode_follows_the_locale_variables_in_order(string environment, bool expected) =>
        Assert.Equal(expected, Decide(environment, true, 80).UsesUnicode);

    [Theory]
    [InlineData("", 132, 132)]
    [InlineData("COLUMNS=100", 132, 132)]
    [InlineData("COLUMNS=100", 0, 100)]
    [InlineData("COLUMNS=-3", 0, 80)]
    [InlineData("COLUMNS=wide", 0, 80)]
    [InlineData("", 0, 80)]
    [InlineData("", 3, 20)]
    public void Width_is_the_windows_or_a_sensible_fallback(string environment, int columns, int expected) =>
        Assert.Equal(expected, Decide(environment, true, columns).Width);

    [Fact]
    public void A_file_is_no_terminal()
    {
        Assert.True(FileDescriptor.TryOpen("/dev/null", out FileDescriptor? file).IsSuccess);
        using (file)
        {
            TerminalProfile profile = TerminalProfile.Detect(file!, _ => null);
            Assert.Equal((false, 80, false), (profile.IsTerminal, profile.Width, profile.UsesColor));
        }
    }

    private static TerminalProfile Decide(string environment, bool terminal, int columns, ColorChoice choice = ColorChoice.Auto)
    {
        Dictionary<string, string> variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return TerminalProfile.Decide(terminal, columns, 0, variables.GetValueOrDefault, choice);
    }
}
