using Sonde.Terminal;

namespace Sonde.Rendering;

/// <summary>The frame that all parts of a report share: labels in a gutter at the left, or above their text where the terminal is narrow.</summary>
internal sealed class ReportLayout
{
    internal const int Indent = 3;

    /// <summary>Two blanks inside a paragraph; ordinary ones would shrink to one.</summary>
    internal static readonly string WideGap = TextWrap.NoBreakSpace + " ";

    private const int Gutter = 10;
    private const int NarrowIndent = 5;
    private const int NarrowestWithGutter = 60;

    internal ReportLayout(TerminalPage page) => Page = page;

    internal TerminalPage Page { get; }

    /// <summary>Where labelled text begins.</summary>
    internal int TextIndent => HasGutter ? Indent + Gutter : NarrowIndent;

    private bool HasGutter => Page.Width >= NarrowestWithGutter;

    /// <summary>Writes the lines of a labelled part; the label stands beside or above the first.</summary>
    internal void WriteLabelled(string label, IReadOnlyList<StyledText> lines)
    {
        StyledText shownLabel = new(label, Style.Dim);
        if (!HasGutter)
            Page.WriteLine(shownLabel, Indent);
        for (int i = 0; i < lines.Count; i++)
        {
            if (HasGutter && i == 0)
                Page.WriteLine(shownLabel + new string(' ', Gutter - label.Length) + lines[i], Indent);
            else
                Page.WriteLine(lines[i], TextIndent);
        }
    }

    /// <summary>The lines of a paragraph as they fit behind a label.</summary>
    internal IReadOnlyList<StyledText> Wrap(StyledText text, int hanging = 0)
    {
        IReadOnlyList<StyledText> lines = TextWrap.Wrap(text.For(Page.Profile), Page.TextWidth - TextIndent - hanging);
        return hanging == 0 ? lines : [.. lines.Select((line, index) => index == 0 ? line : new string(' ', hanging) + line)];
    }

    /// <summary>The lines of a table as they fit behind a label.</summary>
    internal IReadOnlyList<StyledText> Lay(Table table) => table.Layout(Page.Profile, Page.Width - TextIndent);

    /// <summary>A command in full on one line, so that it can be copied; one too long for the gutter moves out to the left.</summary>
    internal void WriteCommand(string command, string? label = null)
    {
        StyledText shown = new StyledText(command, ReportStyles.Command).For(Page.Profile);
        if (TextIndent + shown.Width <= Page.Width && label is not null)
        {
            WriteLabelled(label, [shown]);
            return;
        }

        if (label is not null)
            Page.WriteLine(new StyledText(label, Style.Dim), Indent);
        Page.WriteLine(shown, TextIndent + shown.Width <= Page.Width ? TextIndent : Indent);
    }

    /// <summary>Writes a section's heading with an empty line before it.</summary>
    internal void WriteHeading(string heading, string remark = "")
    {
        Page.WriteLine();
        StyledText text = new(heading, Style.Bold);
        Page.WriteWrapped(remark.Length == 0 ? text : text + WideGap + new StyledText(remark, Style.Dim), indent: 0, hanging: Indent);
    }
}
