using Sonde.Diagnosis.Rules;
using Xunit;
using Sonde.Testing;

namespace Sonde.Diagnosis.Tests.Rules;

public class WordingTests
{
    [Theory]
    [InlineData("vda", "vda")]
    [InlineData("/system.slice/nginx.service", "/system.slice/nginx.service")]
    [InlineData("user@1000.service", "user@1000.service")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("a;rm -rf /", "'a;rm -rf /'")]
    [InlineData("$(reboot)", "'$(reboot)'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData(@"dev-disk-by\x2duuid.swap", @"'dev-disk-by\x2duuid.swap'")]
    [InlineData("-rf", "'-rf'")]
    [InlineData("*", "'*'")]
    [InlineData("~root", "'~root'")]
    [InlineData("ü", "'ü'")]
    [InlineData("a\nb", @"$'a\x0ab'")]
    [InlineData("\u001b[31m'\\", @"$'\x1b[31m\'\\'")]
    [InlineData("a\u202eb", @"$'a\u202eb'")]
    public void A_word_from_outside_is_quoted_unless_it_is_harmless(string word, string quoted) => Assert.Equal(quoted, Wording.Quote(word));

    [Fact]
    public void Bash_reads_back_what_was_quoted()
    {
        string[] words = ["a b", "it's", "$(reboot)`id`", "a\nb\tc", "\u001b[31m'\\", "*", "~", "\"", "!x", @"\x2d", "ü\u202e", "{a,b}", "#x", "a\rb"];
        string output = ProgramRun.OfShell($"printf '%s\\0' {string.Join(' ', words.Select(Wording.Quote))}").Output;

        Assert.Equal(words, output.Split('\0')[..^1]);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1.25, "1.3")]
    [InlineData(9.94, "9.9")]
    [InlineData(9.96, "10")]
    [InlineData(12345.6, "12,346")]
    public void Numbers_are_as_long_as_they_are_worth(double value, string text) => Assert.Equal(text, Wording.Number(value));

    [Fact]
    public void A_count_of_one_is_singular()
    {
        Assert.Equal(("1 task", "8 tasks", "0 tasks", "2 processes"), (Wording.Count(1, "task"), Wording.Count(8, "task"), Wording.Count(0, "task"), Wording.Count(2, "process", "processes")));
        Assert.Equal(("", " and 3 more"), (Wording.More(5, 5), Wording.More(8, 5)));
        Assert.Equal(("the only CPU", "the 2 CPUs"), (Wording.Cpus(1), Wording.Cpus(2)));
    }
}
