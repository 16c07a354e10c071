using System.Globalization;
using System.Text;

namespace Sonde.Terminal.Tests;

public sealed class TextSanitizerTests
{
    [Theory]
    [InlineData("nginx: worker", "nginx: worker")]
    [InlineData("naïve 数据 🚀 e\u0301", "naïve 数据 🚀 e\u0301")]
    [InlineData("a\tb\r\nc", "a\\tb\\r\\nc")]
    [InlineData("\u001b[31mred\u001b[0m", "\\x1b[31mred\\x1b[0m")]
    [InlineData("\0\u007f\u009b", "\\x00\\x7f\\u009b")]
    [InlineData("evil\u202egnp.exe", "evil\\u202egnp.exe")]
    [InlineData("\u2066\u2069\u200b\ufeff\u2028", "\\u2066\\u2069\\u200b\\ufeff\\u2028")]
    [InlineData("\U000e0041", "\\U000e0041")]
    [InlineData("\u0301alone", "\\u0301alone")]
    public void Text_shows_what_a_terminal_would_obey_hide_or_reorder(string text, string expected)
    {
        Assert.Equal(expected, TextSanitizer.Clean(text));
        Assert.Equal(expected, TextSanitizer.Clean(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(text == expected, TextSanitizer.IsClean(text));
    }

    [Fact]
    public void Lone_surrogates_are_shown_as_escapes()
    {
        string text = new(['a', (char)0xD800, 'b', (char)0xDC00]);
        Assert.False(TextSanitizer.IsClean(text));
        Assert.Equal("a\\ud800b\\udc00", TextSanitizer.Clean(text));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_shown_one_by_one() =>
        Assert.Equal("a\\xff\\xc3b\\xed\\xa0\\x80", TextSanitizer.Clean([0x61, 0xFF, 0xC3, 0x62, 0xED, 0xA0, 0x80]));

    [Fact]
    public void Marks_beyond_what_scripts_use_are_shown()
    {
        string clean = TextSanitizer.Clean("o" + new string('\u0335', 1000));
        Assert.StartsWith("o\u0335\u0335\u0335\u0335\\u0335", clean, StringComparison.Ordinal);
        Assert.Equal(1 + (996 * 6), DisplayWidth.Of(clean));
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("数据库", 5, "数据…")]
    [InlineData("数据库", 4, "数…")]
    [InlineData("a\u001bb", 4, "a…")]
    [InlineData("abc", 1, "…")]
    [InlineData("abc", 0, "")]
    public void Long_text_ends_in_an_ellipsis(string text, int columns, string expected)
    {
        Assert.Equal(expected, TextSanitizer.Clean(text, columns));
        Assert.Equal(expected, TextSanitizer.Clean(Encoding.UTF8.GetBytes(text), columns));
    }

    [Fact]
    public void Random_bytes_never_leave_anything_but_visible_text_within_the_bound()
    {
        Random random = new(11);
        byte[] bytes = new byte[64];
        for (int round = 0; round < 5000; round++)
        {
            random.NextBytes(bytes);
            int columns = random.Next(0, 40);
            string clean = TextSanitizer.Clean(bytes, columns);
            Assert.True(DisplayWidth.Of(clean) <= columns);
            Assert.True(TextSanitizer.IsClean(clean), clean);
            Assert.DoesNotContain(clean, c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format);
        }
    }
}
