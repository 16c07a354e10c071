using Sonde.Terminal;

namespace Sonde.Rendering;

/// <summary>Draws a knowledge page, which is plain Markdown, for a terminal: headings in bold, paragraphs and lists broken at the terminal's width.</summary>
internal static class ExplanationText
{
    /// <summary>Draws <paramref name="markdown"/>.</summary>
    public static void Write(string markdown, TerminalPage page)
    {
        List<string> block = [];
        foreach (string line in markdown.Split('\n').Append(""))
        {
            bool startsItem = IsItem(line);
            if (line.Length == 0 || line[0] == '#' || startsItem)
            {
                WriteBlock(block, page);
                block.Clear();
            }

            if (line.StartsWith('#'))
                page.WriteLine(new StyledText(line.TrimStart('#', ' '), Style.Bold));
            else if (line.Length > 0)
                block.Add(line);
            else
                page.WriteLine();
        }
    }

    private static bool IsItem(string line) => line.StartsWith("- ", StringComparison.Ordinal) || (line.Length > 2 && char.IsAsciiDigit(line[0]) && line[1..].TrimStart("0123456789".ToCharArray()).StartsWith(". ", StringComparison.Ordinal));

    private static void WriteBlock(List<string> block, TerminalPage page)
    {
        if (block.Count == 0)
            return;
        string text = string.Join(' ', block.Select(l => l.Trim()));
        if (!IsItem(text))
        {
            page.WriteWrapped(text, 0);
            return;
        }

        int body = text.IndexOf(' ', StringComparison.Ordinal) + 1;
        page.WriteWrapped(text[body..], 0, body, text[..body]);
    }
}
