namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>
/// Replaces uses of <c>#define</c> macros in rows of tokens, as C does: arguments are expanded first, a macro is not expanded inside its own expansion,
/// <c>#x</c> makes a string of an argument and <c>a##b</c> one name of two. Bounded in depth and in the number of tokens it makes of a script.
/// </summary>
internal sealed class MacroExpander(IReadOnlyDictionary<string, PreprocessorMacro> macros, DiagnosticBag diagnostics)
{
    private const int MaximumDepth = 64;
    private const int MaximumTokens = 1_000_000;

    private readonly List<string> _active = [];
    private int _made;

    /// <summary>The macro a token uses, if it is one and not being expanded just now.</summary>
    public PreprocessorMacro? MacroOf(Token token) =>
        token.Kind == TokenKind.Identifier && macros.TryGetValue(token.Text, out var macro) && !_active.Contains(macro.Name) ? macro : null;

    /// <summary>What stands for a macro's use, fully expanded; each token of it has the place of the use.</summary>
    public List<Token> Expand(PreprocessorMacro macro, IReadOnlyList<List<Token>> arguments, Token use, SourceSpan place)
    {
        var made = new List<Token>();
        if (_active.Count >= MaximumDepth || _made > MaximumTokens)
        {
            diagnostics.Error(use.Span, $"the macro {macro.Name} expands too far", "define it by fewer other macros");
            return made;
        }

        var expandedArguments = arguments.Select(argument => ExpandAll(argument, place)).ToList();
        var body = Substitute(macro, arguments, expandedArguments, place);
        _active.Add(macro.Name);
        made = ExpandAll(body, place);
        _active.RemoveAt(_active.Count - 1);
        for (var index = 0; index < made.Count; index++)
            made[index] = made[index] with { Span = place, StartsLine = index == 0 && use.StartsLine, FollowsSpace = index == 0 ? use.FollowsSpace : made[index].FollowsSpace };
        return made;
    }

    /// <summary>All uses of macros in a row of tokens expanded.</summary>
    public List<Token> ExpandAll(IReadOnlyList<Token> tokens, SourceSpan? place = null)
    {
        var result = new List<Token>(tokens.Count);
        for (var index = 0; index < tokens.Count; index++)
        {
            if (MacroOf(tokens[index]) is not { } macro)
            {
                result.Add(tokens[index]);
                continue;
            }

            var next = index + 1;
            List<List<Token>> arguments = [];
            if (macro.Parameters is not null)
            {
                var position = next;
                if (position >= tokens.Count || tokens[position].Kind != TokenKind.OpenParenthesis)
                {
                    result.Add(tokens[index]);
                    continue;
                }

                arguments = ReadArguments(macro, tokens[index], () => position < tokens.Count ? tokens[position++] : null);
                next = position;
            }

            result.AddRange(Expand(macro, arguments, tokens[index], place ?? tokens[index].Span));
            index = next - 1;
        }

        _made += result.Count;
        return result;
    }

    /// <summary>Reads the arguments of a use from the opening parenthesis to the closing one; a wrong number of them is an error.</summary>
    public List<List<Token>> ReadArguments(PreprocessorMacro macro, Token use, Func<Token?> next)
    {
        var arguments = new List<List<Token>> { new() };
        var depth = 0;
        while (next() is { } token)
        {
            if (token.Kind is TokenKind.End or TokenKind.EndOfLine)
                break;

            if (token.Kind is TokenKind.CloseParenthesis && --depth == 0)
                return CheckArguments(macro, use, arguments);

            var separates = token.Kind == TokenKind.Comma && depth == 1 && !(macro.IsVariadic && arguments.Count > macro.Parameters!.Count);
            if (separates)
                arguments.Add([]);
            else if (depth > 0)
                arguments[^1].Add(token);
            if (token.Kind is TokenKind.OpenParenthesis)
                depth++;
        }

        diagnostics.Error(use.Span, $"the arguments of the macro {macro.Name} have no end", "close them with ')'");
        return CheckArguments(macro, use, arguments);
    }

    private List<List<Token>> CheckArguments(PreprocessorMacro macro, Token use, List<List<Token>> arguments)
    {
        var expected = macro.Parameters!.Count;
        if (expected == 0 && arguments is [{ Count: 0 }])
            arguments.Clear();
        if (arguments.Count < expected || (arguments.Count > expected && !macro.IsVariadic))
            diagnostics.Error(use.Span, $"the macro {macro.Name} takes {expected} arguments, not {arguments.Count}");
        while (arguments.Count < expected + (macro.IsVariadic ? 1 : 0))
            arguments.Add([]);
        return arguments;
    }

    private static List<Token> Substitute(PreprocessorMacro macro, IReadOnlyList<List<Token>> raw, List<List<Token>> expanded, SourceSpan place)
    {
        var body = new List<Token>();
        for (var index = 0; index < macro.Body.Count; index++)
        {
            var token = macro.Body[index];
            var pastes = index + 1 < macro.Body.Count && macro.Body[index + 1].Kind == TokenKind.HashHash;
            var pasted = index > 0 && macro.Body[index - 1].Kind == TokenKind.HashHash;
            if (token.Kind == TokenKind.HashHash && body.Count > 0)
                continue;

            if (token.Kind == TokenKind.Hash && index + 1 < macro.Body.Count && ParameterOf(macro, macro.Body[index + 1]) is >= 0 and var quoted)
            {
                body.Add(new Token(TokenKind.String, Spelling(raw[quoted]), 0, place, false, token.FollowsSpace));
                index++;
                continue;
            }

            var parameter = ParameterOf(macro, token);
            IReadOnlyList<Token> replacement = parameter < 0 ? [token] : pastes || pasted ? raw[parameter] : expanded[parameter];
            if (pasted && body.Count > 0 && replacement.Count > 0)
            {
                body[^1] = Paste(body[^1], replacement[0]);
                replacement = [.. replacement.Skip(1)];
            }

            body.AddRange(replacement);
        }

        return body;
    }

    private static int ParameterOf(PreprocessorMacro macro, Token token)
    {
        if (macro.Parameters is null || token.Kind != TokenKind.Identifier)
            return -1;

        for (var index = 0; index < macro.Parameters.Count; index++)
        {
            if (macro.Parameters[index] == token.Text)
                return index;
        }

        return macro.IsVariadic && token.Text == "__VA_ARGS__" ? macro.Parameters.Count : -1;
    }

    private static Token Paste(Token left, Token right) => left.Kind switch
    {
        TokenKind.Identifier or TokenKind.Variable or TokenKind.Map => left with { Text = left.Text + SpellingOf(right) },
        _ => left,
    };

    private static string Spelling(IReadOnlyList<Token> tokens) =>
        string.Concat(tokens.Select((token, index) => (index > 0 && token.FollowsSpace ? " " : "") + SpellingOf(token)));

    private static string SpellingOf(Token token) => token.Kind switch
    {
        TokenKind.Identifier => token.Text,
        TokenKind.String => $"\"{token.Text}\"",
        TokenKind.Variable => "$" + token.Text,
        TokenKind.Map => "@" + token.Text,
        TokenKind.Integer or TokenKind.Duration or TokenKind.Character => $"{token.Value}",
        TokenKind.Positional => $"${token.Value}",
        TokenKind.PositionalCount => "$#",
        TokenKind.Unknown or TokenKind.End or TokenKind.EndOfLine => "",
        _ => TokenKinds.Spelling(token.Kind),
    };
}
