using System.Text;

namespace Sonde.Diagnosis.Reports.Rendering;

/// <summary>Writes text that others chose into Markdown (CommonMark with GitHub's tables) so that it is read as text: no markup, no HTML, no mentions.</summary>
internal static class MarkdownText
{
    private const char WordJoiner = '\u2060';

    /// <summary>Running text.</summary>
    internal static string Escape(string text, int maxCharacters)
    {
        StringBuilder markdown = new(text.Length + 16);
        bool startsBlock = true;
        foreach (char c in VisibleText.Of(text, maxCharacters))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '~' or '#' or '&' or '$' || (startsBlock && c is '-' or '+' or '='))
                markdown.Append('\\');
            markdown.Append(c);

            // Trackers and chats notify people on @name even where the sign is escaped.
            if (c == '@')
                markdown.Append(WordJoiner);
            startsBlock = startsBlock && (c == ' ' || char.IsAsciiDigit(c));
        }

        return markdown.ToString();
    }

    /// <summary>A code span: a name, a path, an id.</summary>
    internal static string Code(string text, int maxCharacters)
    {
        string visible = VisibleText.Of(text, maxCharacters);
        if (visible.Length == 0)
            return "";
        string fence = new('`', LongestRun(visible) + 1);
        bool needsBlank = visible[0] is '`' or ' ' || visible[^1] is '`' or ' ';
        return needsBlank ? $"{fence} {visible} {fence}" : $"{fence}{visible}{fence}";
    }

    /// <summary>A code span inside a table, where a bar would end the cell.</summary>
    internal static string TableCode(string text, int maxCharacters) => Code(text, maxCharacters).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>A fence that is longer than any run of backticks in <paramref name="lines"/>.</summary>
    internal static string Fence(IEnumerable<string> lines) => new('`', Math.Max(lines.Select(LongestRun).DefaultIfEmpty().Max() + 1, 3));

    private static int LongestRun(string text)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
