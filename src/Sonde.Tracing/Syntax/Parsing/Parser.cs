namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>
/// The parser: recursive descent, precedence climbing for operators. The first error in a probe or definition ends that one, and the parser goes on with the
/// next, so that a script's errors are reported together. Nesting is bounded, so no input can exhaust the stack.
/// </summary>
internal sealed partial class Parser
{
    private const int MaximumNesting = 200;

    private readonly Preprocessor? _preprocessor;
    private readonly TokenBuffer _tokens;
    private readonly ParserOptions _options;
    private readonly DiagnosticBag _diagnostics;
    private int _previousEnd;
    private int _braceDepth;
    private int _nesting;
    private int _deepestNesting;
    private int _longestChain;

    /// <summary>A parser of a whole script.</summary>
    public Parser(SourceText source, ParserOptions options, DiagnosticBag diagnostics)
    {
        _preprocessor = new Preprocessor(source, options, diagnostics);
        _tokens = new TokenBuffer(_preprocessor.Next);
        _options = options;
        _diagnostics = diagnostics;
    }

    /// <summary>A parser of tokens that are ready, for the conditions of the preprocessor.</summary>
    public Parser(Func<Token> next, ParserOptions options, DiagnosticBag diagnostics)
    {
        _tokens = new TokenBuffer(next);
        _options = options;
        _diagnostics = diagnostics;
    }

    /// <summary>Whether the tree may be so high that it has to be measured: each level of nesting can hold a chain for each of ten precedences.</summary>
    public bool MayBeTooDeep => _deepestNesting * ((10 * _longestChain) + 16) > TreeDepth.Maximum;

    /// <summary>Reads the condition of an <c>#if</c>: all tokens are one constant expression, in which unknown names are 0. Null after an error.</summary>
    public long? ParseCondition()
    {
        try
        {
            var condition = ParseExpression();
            if (Peek().Kind != TokenKind.End)
                throw Unexpected("an operator");
            return ConstantFolder.TryEvaluate(condition, name => _options.Constant(name) ?? 0, out var value)
                ? value
                : throw Fail(condition.Span, "this condition is not constant");
        }
        catch (SyntaxErrorException error)
        {
            Report(error);
            return null;
        }
    }

    private Token Peek(int distance = 0) => _tokens.Peek(distance);

    private bool PeekIs(TokenKind kind, int distance = 0) => _tokens.Peek(distance).Kind == kind;

    private Token Take()
    {
        var token = _tokens.Take();
        _previousEnd = token.Span.End;
        if (token.Kind == TokenKind.OpenBrace)
            _braceDepth++;
        else if (token.Kind == TokenKind.CloseBrace)
            _braceDepth--;
        return token;
    }

    private bool Accept(TokenKind kind)
    {
        if (!PeekIs(kind))
            return false;

        Take();
        return true;
    }

    private bool AcceptWord(string word)
    {
        if (!Peek().Is(word))
            return false;

        Take();
        return true;
    }

    private Token Expect(TokenKind kind, string? hint = null) =>
        PeekIs(kind) ? Take() : throw Unexpected(TokenKinds.Describe(kind), hint);

    private string ExpectName(string what) => PeekIs(TokenKind.Identifier) ? Take().Text : throw Unexpected(what);

    private SourceSpan SpanFrom(SourceSpan first) => first.To(new SourceSpan(first.Start, _previousEnd));

    private static SyntaxErrorException Fail(SourceSpan span, string message, string? hint = null) => new(Diagnostic.Error(span, message, hint));

    /// <summary>The error that the next token is not what it has to be; what is missing at the end of a line is shown there.</summary>
    private SyntaxErrorException Unexpected(string expected, string? hint = null)
    {
        var found = Peek();
        var isMark = expected.StartsWith('\'') && (found.StartsLine || found.Kind == TokenKind.End) && _previousEnd > 0;
        var span = isMark ? new SourceSpan(_previousEnd, _previousEnd + 1) : found.Span;
        return Fail(span, $"expected {expected} but found {Describe(found)}", hint);
    }

    private static string Describe(Token token) => token.Kind switch
    {
        TokenKind.Identifier => $"'{token.Text}'",
        TokenKind.Variable => $"'${token.Text}'",
        TokenKind.Map => $"'@{token.Text}'",
        TokenKind.Positional => $"'${token.Value}'",
        TokenKind.PositionalCount => "'$#'",
        _ => TokenKinds.Describe(token.Kind),
    };

    private void Report(SyntaxErrorException error) =>
        _diagnostics.Error(error.Diagnostic.Span, error.Diagnostic.Message, error.Diagnostic.Hint);

    private void Enter(SourceSpan place)
    {
        if (++_nesting > MaximumNesting)
            throw Fail(place, $"this is nested more than {MaximumNesting} deep", "split it into several statements");
        _deepestNesting = Math.Max(_deepestNesting, _nesting);
    }

    private void Leave() => _nesting--;
}
