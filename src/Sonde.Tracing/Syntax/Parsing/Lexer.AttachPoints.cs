using System.Text;

namespace Sonde.Tracing.Syntax.Parsing;

/// <content>Attach points, which have an alphabet of their own.</content>
internal sealed partial class Lexer
{
    /// <summary>
    /// Reads an attach point up to white space, <c>,</c>, <c>|</c>, <c>{</c> or a predicate. A slash is part of it where the provider takes a path; a double
    /// colon between names of a uprobe belongs to the C++ name; inside parentheses (a C++ signature) white space and commas count as letters.
    /// </summary>
    public AttachPointText ReadAttachPoint()
    {
        var start = Offset;
        var parts = new List<string>();
        var part = new StringBuilder();
        var depth = 0;
        while (Offset < _text.Length && !EndsAttachPoint(parts, depth))
        {
            var next = _text[Offset];
            if (next == '"')
            {
                part.Append(ReadString('"'));
                continue;
            }

            Offset++;
            depth += next == '(' ? 1 : next == ')' && depth > 0 ? -1 : 0;
            if (next == ':' && depth == 0 && IsNameSeparator(parts))
            {
                part.Append("::");
                Offset++;
            }
            else if (next == ':' && depth == 0)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(next);
            }
        }

        parts.Add(part.ToString());
        _atLineStart = false;
        return new AttachPointText(_text[start..Offset], parts, SpanFrom(start));
    }

    private bool EndsAttachPoint(List<string> parts, int depth)
    {
        var next = _text[Offset];
        if (depth > 0)
            return next is '{' or '\n';

        return next switch
        {
            '{' or '}' or ',' or ';' or '|' => true,
            '=' => parts.Count == 0,
            '/' => parts.Count == 0 || !ProbeProviders.TakesPath(parts[0]),
            _ => char.IsWhiteSpace(next),
        };
    }

    private bool IsNameSeparator(List<string> parts) =>
        parts.Count >= 2 && At(Offset) == ':' && ProbeProviders.Canonical(parts[0]) is "uprobe" or "uretprobe"
        && Offset >= 2 && (IsNamePart(_text[Offset - 2]) || _text[Offset - 2] is '*' or '>') && (IsNameStart(At(Offset + 1)) || At(Offset + 1) is '*' or '~');
}
