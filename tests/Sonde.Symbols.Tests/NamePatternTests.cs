using System.Text;
using Sonde.Testing;

namespace Sonde.Symbols.Tests;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("vfs_*", "vfs_read", true)]
    [InlineData("vfs_*", "vfs_", true)]
    [InlineData("vfs_*", "do_vfs_read", false)]
    [InlineData("*read*", "vfs_readv", true)]
    [InlineData("a*b*c", "axxbyyc", true)]
    [InlineData("a*b*c", "axxbyycd", false)]
    [InlineData("tcp_v[46]_*", "tcp_v6_rcv", true)]
    [InlineData("tcp_v[46]_*", "tcp_v5_rcv", false)]
    [InlineData("[!a-c]x", "dx", true)]
    [InlineData("[!a-c]x", "bx", false)]
    [InlineData("[]]", "]", true)]
    [InlineData("?", "", false)]
    [InlineData("a\\*", "a*", true)]
    [InlineData("a\\*", "ab", false)]
    [InlineData("[", "[", true)]
    [InlineData("", "", true)]
    [InlineData("**", "", true)]
    public void Wildcards_match_as_in_a_shell(string pattern, string text, bool expected) => Assert.Equal(expected, new NamePattern(pattern).Matches(text));

    [Fact]
    public void Random_patterns_match_what_bash_matches()
    {
        Assert.SkipUnless(ProgramRun.IsOnPath("bash"), "bash is not installed");
        Random random = new(5);
        StringBuilder script = new();
        List<bool> actual = [];
        for (int i = 0; i < 2000; i++)
        {
            string pattern = Make(random, "ab*?[a]", "ab*?", 6);
            string text = Make(random, "ab", "ab", 6);
            actual.Add(new NamePattern(pattern).Matches(text));
            script.Append($"p='{pattern}'; [[ '{text}' == $p ]] && echo True || echo False\n");
        }

        Assert.Equal(ProgramRun.OfShell(script.ToString()).Checked().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), actual.Select(matches => matches.ToString()));
    }

    private static string Make(Random random, string whole, string parts, int longest)
    {
        StringBuilder text = new();
        for (int i = random.Next(longest + 1); i > 0; i--)
            text.Append(whole.Contains('[', StringComparison.Ordinal) && random.Next(8) == 0 ? "[a]" : parts[random.Next(parts.Length)].ToString());
        return text.ToString();
    }
}
