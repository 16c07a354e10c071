namespace Sonde.Tracing.Syntax.Parsing;

/// <content>The script level: what stands outside of probes.</content>
internal sealed partial class Parser
{
    private readonly List<CDefinition> _definitions = [];
    private readonly List<Import> _imports = [];
    private readonly List<ConfigItem> _config = [];
    private readonly List<MapDeclaration> _mapDeclarations = [];
    private readonly List<MacroDefinition> _macros = [];
    private readonly List<FunctionDefinition> _functions = [];
    private readonly List<Probe> _probes = [];

    /// <summary>Reads the whole script; errors are in the bag.</summary>
    public Script ParseScript()
    {
        while (true)
        {
            _preprocessor!.ExpandsMacros = false;
            _braceDepth = 0;
            _nesting = 0;
            _noBrace = false;
            if (PeekIs(TokenKind.End) || _diagnostics.IsFull)
                break;

            try
            {
                ParseItem(Peek());
            }
            catch (SyntaxErrorException error)
            {
                Report(error);
                SkipItem();
            }
        }

        return new Script(_definitions, _imports, _config, _mapDeclarations, _macros, _functions, _probes) { Span = new SourceSpan(0, _previousEnd) };
    }

    private void ParseItem(Token first)
    {
        if (first.Kind == TokenKind.Semicolon)
        {
            Take();
            return;
        }

        switch (first.Kind == TokenKind.Identifier ? first.Text : "")
        {
            case "struct" or "union" or "enum" or "typedef":
                _preprocessor!.ExpandsMacros = true;
                ParseDefinition();
                break;
            case "config":
                _preprocessor!.ExpandsMacros = true;
                ParseConfig();
                break;
            case "import":
                _imports.Add(ParseImport());
                break;
            case "macro":
                _preprocessor!.ExpandsMacros = true;
                _macros.Add(ParseMacro());
                break;
            case "fn":
                _preprocessor!.ExpandsMacros = true;
                _functions.Add(ParseFunction());
                break;
            case "let":
                _preprocessor!.ExpandsMacros = true;
                _mapDeclarations.Add(ParseMapDeclaration());
                break;
            default:
                if (_preprocessor!.IsInHeader && ProbeProviders.Canonical(first.Text) is null)
                    SkipDeclaration();
                else
                    _probes.Add(ParseProbe());
                break;
        }
    }

    /// <summary>Skips what is left of a probe or definition behind an error: to the brace that ends it, or to where a line looks like the next probe.</summary>
    private void SkipItem()
    {
        while (!PeekIs(TokenKind.End))
        {
            var token = Peek();
            if (LooksLikeProbe(token) || (token.Kind == TokenKind.Semicolon && _braceDepth <= 0))
                return;

            Take();
            if (token.Kind == TokenKind.CloseBrace && _braceDepth <= 0)
                return;
        }
    }

    private bool LooksLikeProbe(Token token) =>
        token is { Kind: TokenKind.Identifier, StartsLine: true } && token.Span.Start > _previousEnd && ProbeProviders.Canonical(token.Text) is { } provider
        && (provider is "begin" or "end" ? PeekIs(TokenKind.OpenBrace, 1) && token.Text.Length > 2 : PeekIs(TokenKind.Colon, 1) && !Peek(1).FollowsSpace);

    /// <summary>Skips a declaration of a header that means nothing here: a function, its prototype, a variable.</summary>
    private void SkipDeclaration()
    {
        while (!PeekIs(TokenKind.End))
        {
            var token = Take();
            if (_braceDepth <= 0 && token.Kind is TokenKind.Semicolon or TokenKind.CloseBrace)
                return;
        }
    }

    private void ParseConfig()
    {
        Take();
        Expect(TokenKind.Assign, "settings are written config = { name = value; }");
        Expect(TokenKind.OpenBrace);
        while (!Accept(TokenKind.CloseBrace))
        {
            if (Accept(TokenKind.Semicolon))
                continue;

            var first = Peek().Span;
            var name = ExpectName("the name of a setting").ToLowerInvariant();
            const string prefix = "bpftrace_";
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                name = name[prefix.Length..];
            Expect(TokenKind.Assign);
            var value = ParsePrimary();
            if (value is not (IntegerLiteral or BooleanLiteral or StringLiteral or Identifier))
                throw Fail(value.Span, "a setting takes a number, a string, a name, true or false");
            _config.Add(new ConfigItem(name, value) { Span = SpanFrom(first) });
            if (!PeekIs(TokenKind.CloseBrace))
                Expect(TokenKind.Semicolon);
        }
    }

    private Import ParseImport()
    {
        var first = Take().Span;
        var path = Expect(TokenKind.String).Text;
        if (!PeekIs(TokenKind.CloseBrace))
            Expect(TokenKind.Semicolon);
        return new Import(path) { Span = SpanFrom(first) };
    }

    private MapDeclaration ParseMapDeclaration()
    {
        var first = Take().Span;
        if (PeekIs(TokenKind.Variable))
            throw Unexpected("a map (@name)", "outside of probes only maps can be declared: let @name = hash(100);");
        var name = Expect(TokenKind.Map).Text;
        Expect(TokenKind.Assign);
        var kind = ExpectName("the kind of a map (hash, lruhash, percpuhash or percpulruhash)");
        Expect(TokenKind.OpenParenthesis);
        var size = PeekIs(TokenKind.CloseParenthesis) ? null : ParseExpression();
        Expect(TokenKind.CloseParenthesis);
        Accept(TokenKind.Semicolon);
        return new MapDeclaration(name, kind, size) { Span = SpanFrom(first) };
    }

    private MacroDefinition ParseMacro()
    {
        var first = Take().Span;
        var name = ExpectName("the name of the macro");
        Expect(TokenKind.OpenParenthesis);
        var parameters = ParseList(TokenKind.CloseParenthesis, () =>
        {
            var token = Take();
            MacroParameterKind? kind = token.Kind switch
            {
                TokenKind.Identifier => MacroParameterKind.Expression,
                TokenKind.Variable => MacroParameterKind.ScratchVariable,
                TokenKind.Map => MacroParameterKind.Map,
                _ => null,
            };
            if (kind is null)
                throw Fail(token.Span, $"expected a parameter of the macro but found {Describe(token)}", "parameters are a name, $name or @name");
            if (kind == MacroParameterKind.Expression && LanguageNames.IsBuiltin(token.Text))
                throw Fail(token.Span, $"the built-in '{token.Text}' cannot be a parameter", "choose another name");
            return new MacroParameter(kind.Value, token.Text) { Span = token.Span };
        });
        var span = SpanFrom(first);
        return new MacroDefinition(name, parameters, ParseBraced(true)) { Span = span };
    }

    private FunctionDefinition ParseFunction()
    {
        var first = Take().Span;
        var name = ExpectName("the name of the function");
        Expect(TokenKind.OpenParenthesis);
        var parameters = ParseList(TokenKind.CloseParenthesis, () =>
        {
            var parameter = Expect(TokenKind.Variable, "parameters are written $name : type");
            Expect(TokenKind.Colon);
            return new FunctionParameter(parameter.Text, ParseType()) { Span = SpanFrom(parameter.Span) };
        });
        Expect(TokenKind.Colon, "a function states its type: fn name($a : int64) : int64 { }");
        var type = ParseType();
        var span = SpanFrom(first);
        return new FunctionDefinition(name, parameters, type, ParseBlock()) { Span = span };
    }

    /// <summary>Reads a list with commas between and perhaps one at the end, and the mark that ends it.</summary>
    private List<T> ParseList<T>(TokenKind end, Func<T> parseElement)
    {
        var elements = new List<T>();
        while (!PeekIs(end))
        {
            elements.Add(parseElement());
            if (!Accept(TokenKind.Comma))
                break;
        }

        if (!PeekIs(end))
            throw Unexpected($"',' or {TokenKinds.Describe(end)}");
        Take();
        return elements;
    }
}
