using System.Text;

namespace Sonde.Diagnosis.Reports.Rendering;

/// <summary>Builds HTML from markup that is Sonde's own and text that is not.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new(32 << 10);

    /// <summary>Appends markup as it is; only for what stands in the source code.</summary>
    internal HtmlWriter Markup(string html)
    {
        _html.Append(html);
        return this;
    }

    /// <summary>Appends text, escaped and on one line; safe between tags and inside quoted attributes.</summary>
    internal HtmlWriter Text(string text, int maxCharacters)
    {
        foreach (char c in VisibleText.Of(text, maxCharacters))
        {
            _ = c switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                _ => _html.Append(c),
            };
        }

        return this;
    }

    /// <summary>Appends an element with nothing but text in it.</summary>
    internal HtmlWriter Element(string tag, string text, int maxCharacters, string? cssClass = null)
    {
        Markup(cssClass is null ? $"<{tag}>" : $"<{tag} class=\"{cssClass}\">");
        return Text(text, maxCharacters).Markup($"</{tag}>");
    }

    /// <summary>Appends a bar for a share from 0 to 1; the figure stands beside it in words.</summary>
    internal HtmlWriter Bar(double share) =>
        Markup($"<div class=\"track\" aria-hidden=\"true\"><div style=\"width:{Math.Clamp(share, 0, 1) * 100:0.#}%\"></div></div>");

    /// <summary>Appends a command in full, to be copied.</summary>
    internal HtmlWriter Command(string command) =>
        Markup("<div class=\"command\"><pre>").Text(command, int.MaxValue).Markup("</pre></div>\n");

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();
}
