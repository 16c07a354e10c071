namespace Sonde.Tracing.Syntax.Parsing;

/// <content>The lines that begin with <c>#</c>.</content>
internal sealed partial class Preprocessor
{
    private static readonly string[] DirectiveNames =
        ["define", "undef", "include", "if", "ifdef", "ifndef", "elif", "else", "endif", "error", "warning", "pragma", "line"];

    private void ReadDirective(Token hash)
    {
        var name = _lexer.Next(true);
        if (name.Kind == TokenKind.EndOfLine)
            return;

        switch (name.Text)
        {
            case "define":
                ReadDefine();
                break;
            case "undef":
                _macros.Remove(ReadMacroName().Text);
                SkipDirective();
                break;
            case "include" or "include_next" or "import":
                ReadInclude(hash);
                break;
            case "if" or "ifdef" or "ifndef":
                OpenBranch(hash, EvaluateCondition(name.Text, hash));
                break;
            case "elif" or "else" or "elifdef" or "elifndef":
                ReachOtherBranch(hash, name);
                break;
            case "endif":
                SkipDirective();
                if (!_conditions.TryPop(out _))
                    _diagnostics.Error(hash.Span.To(name.Span), "#endif without an #if before it");
                break;
            case "error" or "warning":
                ReportMessage(hash, name);
                break;
            case "pragma":
                if (_lexer.Next(true).Is("once"))
                    _includedOnce.Add(_lexer.File.Name);
                SkipDirective();
                break;
            case "line" or "ident":
                SkipDirective();
                break;
            default:
                _diagnostics.Error(hash.Span.To(name.Span), $"unknown preprocessor line '#{name.Text}'", NearestName.Hint(name.Text, DirectiveNames));
                SkipDirective();
                break;
        }
    }

    private void ReportMessage(Token hash, Token name)
    {
        var message = $"#{name.Text} {_lexer.SkipLine().Trim()}";
        if (name.Text == "error")
            _diagnostics.Error(hash.Span.To(name.Span), message);
        else
            _diagnostics.Warning(hash.Span.To(name.Span), message);
    }

    /// <summary>Leaves out what the rest of the line holds, comments that go on included.</summary>
    private List<Token> RestOfDirective()
    {
        var tokens = new List<Token>();
        for (var token = _lexer.Next(true); token.Kind != TokenKind.EndOfLine; token = _lexer.Next(true))
            tokens.Add(token);
        return tokens;
    }

    private void SkipDirective()
    {
        _lexer.IsMuted = true;
        RestOfDirective();
        _lexer.IsMuted = false;
    }

    private Token ReadMacroName()
    {
        var name = _lexer.Next(true);
        if (name.Kind != TokenKind.Identifier)
            _diagnostics.Error(name.Span, $"expected the name of a macro but found {TokenKinds.Describe(name.Kind)}");
        return name;
    }

    private void ReadDefine()
    {
        var name = ReadMacroName();
        var rest = name.Kind == TokenKind.EndOfLine ? [] : RestOfDirective();
        if (name.Kind != TokenKind.Identifier)
            return;

        if (rest is not [{ Kind: TokenKind.OpenParenthesis, FollowsSpace: false }, ..])
        {
            _macros[name.Text] = new PreprocessorMacro(name.Text, null, false, rest);
            return;
        }

        var parameters = new List<string>();
        var isVariadic = false;
        var index = 1;
        for (; index < rest.Count && rest[index].Kind != TokenKind.CloseParenthesis; index++)
        {
            if (rest[index].Kind == TokenKind.Identifier)
                parameters.Add(rest[index].Text);
            else if (rest[index].Kind == TokenKind.Ellipsis)
                isVariadic = true;
            else if (rest[index].Kind != TokenKind.Comma)
                _diagnostics.Error(rest[index].Span, $"expected a parameter of the macro {name.Text} but found {TokenKinds.Describe(rest[index].Kind)}");
        }

        if (index >= rest.Count)
            _diagnostics.Error(name.Span, $"the parameters of the macro {name.Text} have no end", "close them with ')'");
        _macros[name.Text] = new PreprocessorMacro(name.Text, parameters, isVariadic, [.. rest.Skip(index + 1)]);
    }

    private void ReadInclude(Token hash)
    {
        var start = _lexer.Offset;
        var line = _lexer.SkipLine();
        var place = new SourceSpan(hash.Span.Start, _lexer.File.Offset + start + line.TrimEnd().Length);
        var path = line.Trim();
        var close = path.Length < 2 ? -1 : path[0] switch { '<' => path.IndexOf('>'), '"' => path.IndexOf('"', 1), _ => -1 };
        if (close < 0)
        {
            _diagnostics.Error(place, "expected <file> or \"file\" behind #include");
            return;
        }

        var isSystem = path[0] == '<';
        var name = path[1..close];
        var slash = _lexer.File.Name.LastIndexOf('/');
        var beside = slash < 0 ? name : _lexer.File.Name[..(slash + 1)] + name;
        Include(name, isSystem ? null : beside, place);
    }

    private bool EvaluateCondition(string directive, Token hash)
    {
        if (directive is "if" or "elif")
            return EvaluateExpression(hash);

        var name = ReadMacroName();
        SkipDirective();
        return IsDefined(name.Text) == (directive is "ifdef" or "elifdef");
    }

    private bool IsDefined(string name) => _macros.ContainsKey(name) || _options.Constant(name) is not null;

    private bool EvaluateExpression(Token hash)
    {
        var tokens = RestOfDirective();
        var end = hash.Span with { Start = hash.Span.End };
        if (tokens.Count == 0)
        {
            _diagnostics.Error(hash.Span, "#if needs a condition");
            return false;
        }

        var resolved = _expander.ExpandAll(ResolveDefined(tokens));
        resolved.Add(new Token(TokenKind.End, "", 0, end, false, false));
        var position = 0;
        var parser = new Parser(() => resolved[Math.Min(position++, resolved.Count - 1)], _options, _diagnostics);
        return parser.ParseCondition() is not (null or 0);
    }

    private List<Token> ResolveDefined(List<Token> tokens)
    {
        var resolved = new List<Token>();
        for (var index = 0; index < tokens.Count; index++)
        {
            var inside = index + 1 < tokens.Count && tokens[index + 1].Kind == TokenKind.OpenParenthesis ? index + 2 : index + 1;
            if (!tokens[index].Is("defined") || inside >= tokens.Count)
            {
                resolved.Add(tokens[index]);
                continue;
            }

            resolved.Add(tokens[index] with { Kind = TokenKind.Integer, Text = "", Value = IsDefined(tokens[inside].Text) ? 1u : 0u });
            index = inside == index + 2 ? inside + 1 : inside;
        }

        return resolved;
    }

    private void OpenBranch(Token hash, bool isTaken)
    {
        _conditions.Push(new OpenCondition(hash.Span, isTaken, false));
        if (!isTaken)
            SkipBranches();
    }

    private void ReachOtherBranch(Token hash, Token name)
    {
        SkipDirective();
        if (!_conditions.TryPop(out var condition) || condition.HasElse)
        {
            _diagnostics.Error(hash.Span.To(name.Span), condition.HasElse ? $"#{name.Text} behind #else" : $"#{name.Text} without an #if before it");
            return;
        }

        _conditions.Push(condition with { HasElse = name.Text == "else", WasTaken = true });
        SkipBranches();
    }

    /// <summary>Skips lines until a branch of the innermost condition is to be read, or behind its end.</summary>
    private void SkipBranches()
    {
        for (var depth = 0; ;)
        {
            _lexer.IsMuted = true;
            var hash = _lexer.Next();
            var name = hash is { Kind: TokenKind.Hash, StartsLine: true } ? _lexer.Next(true) : hash;
            _lexer.IsMuted = false;
            if (hash.Kind == TokenKind.End)
                return;

            if (hash.Kind != TokenKind.Hash || !hash.StartsLine)
                continue;

            if (name.Text is "if" or "ifdef" or "ifndef")
                depth++;
            else if (depth == 0 && name.Text is "elif" or "else" or "elifdef" or "elifndef" && IsBranchTaken(hash, name))
                return;
            var isEnd = name.Text == "endif" && depth-- == 0;
            SkipDirective();
            if (!isEnd)
                continue;

            _conditions.TryPop(out _);
            return;
        }
    }

    private bool IsBranchTaken(Token hash, Token name)
    {
        var condition = _conditions.Pop();
        if (condition.HasElse)
            _diagnostics.Error(hash.Span.To(name.Span), $"#{name.Text} behind #else");
        var isTaken = !condition.WasTaken && (name.Text == "else" || EvaluateCondition(name.Text, hash));
        _conditions.Push(new OpenCondition(condition.Place, condition.WasTaken || isTaken, condition.HasElse || name.Text == "else"));
        return isTaken;
    }

    private void ReportOpenConditions()
    {
        while (_conditions.TryPop(out var condition))
            _diagnostics.Error(condition.Place, "this condition has no #endif", "add an #endif line");
    }
}
