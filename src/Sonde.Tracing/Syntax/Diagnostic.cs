using System.Text;

namespace Sonde.Tracing.Syntax;

/// <summary>What is wrong in a script, where, and (in <see cref="Hint"/>, null if there is nothing to add) what to do about it.</summary>
public sealed record Diagnostic(DiagnosticSeverity Severity, string Message, string? Hint, SourceSpan Span)
{
    /// <summary>An error.</summary>
    public static Diagnostic Error(SourceSpan span, string message, string? hint = null) => new(DiagnosticSeverity.Error, message, hint, span);

    /// <summary>A warning.</summary>
    public static Diagnostic Warning(SourceSpan span, string message, string? hint = null) => new(DiagnosticSeverity.Warning, message, hint, span);

    /// <summary>
    /// The message as bpftrace prints it: <c>stdin:1:7-9: ERROR: message</c> (columns from 1, the last one exclusive), the source line, an underline of
    /// tildes; then the hint in a line of its own. A span of several lines is <c>stdin:1-3: ERROR: message</c> and those lines. Ends with a newline.
    /// </summary>
    public string Render(SourceText source)
    {
        var text = new StringBuilder();
        var file = source.FileOf(Span.Start);
        var first = source.PositionOf(Span.Start);
        var last = file.PositionOf(Math.Clamp(Span.End - file.Offset, 0, file.Text.Length));
        var severity = Severity == DiagnosticSeverity.Error ? "ERROR" : "WARNING";
        if (last.Line > first.Line)
        {
            text.Append($"{first.FileName}:{first.Line}-{last.Line}: {severity}: {Message}\n");
            for (var number = first.Line; number <= Math.Min(last.Line, first.Line + MaximumLines - 1); number++)
                text.Append(file.Line(number)).Append('\n');
        }
        else
        {
            var end = Math.Max(last.Column, first.Column + 1);
            text.Append($"{first.FileName}:{first.Line}:{first.Column}-{end}: {severity}: {Message}\n");
            AppendUnderlined(text, file.Line(first.Line), first.Column - 1, end - first.Column);
        }

        if (Hint is not null)
            text.Append("HINT: ").Append(Hint).Append('\n');
        return text.ToString();
    }

    private const int MaximumLines = 8;

    private static void AppendUnderlined(StringBuilder text, ReadOnlySpan<char> line, int start, int length)
    {
        text.Append(line).Append('\n');
        for (var column = 0; column < start; column++)
            text.Append(column < line.Length && line[column] == '\t' ? '\t' : ' ');
        text.Append('~', length).Append('\n');
    }
}
