namespace Sonde.Tracing.Syntax.Parsing;

/// <content>Probes: attach points, predicate, body.</content>
internal sealed partial class Parser
{
    private Probe ParseProbe()
    {
        var text = ReadAttachPoint();
        var first = text.Span;
        string? name = null;
        if (PeekIs(TokenKind.Assign) && text.Parts.Count == 1)
        {
            name = text.Text;
            Take();
            text = ReadAttachPoint();
        }

        var attachPoints = new List<AttachPoint> { ParseAlternatives(text) };
        while (Accept(TokenKind.Comma))
        {
            if (PeekIs(TokenKind.OpenBrace) || PeekIs(TokenKind.Slash))
                break;

            attachPoints.Add(ParseAlternatives(ReadAttachPoint()));
        }

        var span = SpanFrom(first);
        if (!PeekIs(TokenKind.Slash) && !PeekIs(TokenKind.OpenBrace))
            throw Unexpected("',', a predicate or '{'", "a probe is written provider:name /condition/ { actions }");
        _preprocessor!.ExpandsMacros = true;
        var predicate = Accept(TokenKind.Slash) ? ParsePredicate() : null;
        return new Probe(name, attachPoints, predicate, ParseBlock()) { Span = span };
    }

    private Expression ParsePredicate()
    {
        var predicate = ParseExpression();
        if (PeekIs(TokenKind.Assign))
            throw Unexpected("an operator", "values are compared with ==");
        Expect(TokenKind.Slash, "a predicate ends with '/' before '{'");
        return predicate;
    }

    private AttachPointText ReadAttachPoint()
    {
        var first = Peek();
        var text = _preprocessor!.ReadAttachPoint(first);
        if (text is not null)
            _tokens.Clear();
        if (text is null || text.Text.Length == 0)
            throw Unexpected("a probe", first.Kind == TokenKind.CloseBrace ? "this brace closes nothing" : "a script is a list of probes: provider:name { actions }");
        _previousEnd = text.Span.End;
        return text;
    }

    private AttachPoint ParseAlternatives(AttachPointText text)
    {
        var alternatives = new List<AttachPoint>();
        while (Accept(TokenKind.Bar))
            alternatives.Add(ToAttachPoint(ReadAttachPoint(), []));
        return ToAttachPoint(text, alternatives);
    }

    private AttachPoint ToAttachPoint(AttachPointText text, List<AttachPoint> alternatives)
    {
        var written = text.Parts[0];
        var provider = ProbeProviders.Canonical(written);
        if (provider is null)
        {
            var span = text.Span with { End = Math.Max(text.Span.Start + 1, Math.Min(text.Span.End, text.Span.Start + written.Length)) };
            _diagnostics.Error(span, $"unknown probe type '{written}'", ProviderHint(written, text.Parts.Count));
        }

        return new AttachPoint(provider ?? written, [.. text.Parts.Skip(1)], text.Text, alternatives) { Span = text.Span };
    }

    private static string ProviderHint(string written, int parts)
    {
        if (ProbeProviders.Hint(written) is { } hint)
            return hint;

        var near = parts == 1 ? NearestName.Hint(written, LanguageNames.DefinitionKeywords) : null;
        return near ?? "known are " + string.Join(", ", ProbeProviders.Names);
    }
}
