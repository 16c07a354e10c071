namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>
/// The small preprocessor: gives the tokens of a script and of what it includes, with the lines that begin with <c>#</c> obeyed and macros replaced. Headers
/// of the kernel need not exist: an include in angle brackets that is nowhere found is passed over, since types come from BTF and constants from a table.
/// </summary>
internal sealed partial class Preprocessor
{
    private const int MaximumIncludeDepth = 32;
    private const int MaximumIncludes = 1000;

    private readonly SourceText _source;
    private readonly ParserOptions _options;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, PreprocessorMacro> _macros = [];
    private readonly MacroExpander _expander;
    private readonly Stack<Lexer> _including = [];
    private readonly Queue<Token> _expansion = [];
    private readonly HashSet<string> _includedOnce = [];
    private Stack<OpenCondition> _conditions = [];
    private readonly Stack<Stack<OpenCondition>> _outerConditions = [];
    private Lexer _lexer;

    /// <summary>Starts at the beginning of a source's first file.</summary>
    public Preprocessor(SourceText source, ParserOptions options, DiagnosticBag diagnostics)
    {
        _source = source;
        _options = options;
        _diagnostics = diagnostics;
        _expander = new MacroExpander(_macros, diagnostics);
        _lexer = new Lexer(source.Files[0], diagnostics);
        foreach (var (name, body) in options.Definitions)
            _macros[name] = new PreprocessorMacro(name, null, false, TokensOf(body));
        foreach (var path in options.IncludeFiles.Reverse())
            Include(path, path, default);
    }

    /// <summary>Whether names are looked up among the macros; off where a name is a probe's.</summary>
    public bool ExpandsMacros { get; set; } = true;

    /// <summary>Whether the tokens come from a header just now.</summary>
    public bool IsInHeader => _including.Count > 0;

    /// <summary>The next token; at the end of the script, End again and again.</summary>
    public Token Next()
    {
        while (true)
        {
            if (_expansion.TryDequeue(out var made))
                return made;

            var token = _lexer.Next();
            if (token.Kind == TokenKind.End)
            {
                ReportOpenConditions();
                if (!LeaveInclude())
                    return token;
            }
            else if (token.Kind == TokenKind.Hash && token.StartsLine)
            {
                ReadDirective(token);
            }
            else if (!ExpandsMacros || !TryExpand(token))
            {
                return token;
            }
        }
    }

    /// <summary>Reads an attach point as written instead of the token that begins with it; null if that token is a macro's or of another file.</summary>
    public AttachPointText? ReadAttachPoint(Token first)
    {
        var offset = first.Span.Start - _lexer.File.Offset;
        if (_expansion.Count > 0 || offset < 0 || offset >= _lexer.File.Text.Length)
            return null;

        _lexer.Return(offset, first.StartsLine);
        return _lexer.ReadAttachPoint();
    }

    private bool TryExpand(Token token)
    {
        if (_expander.MacroOf(token) is not { } macro)
            return false;

        List<List<Token>> arguments = [];
        var place = token.Span;
        if (macro.Parameters is not null)
        {
            var offset = _lexer.Offset;
            var next = _lexer.Next();
            _lexer.Return(offset, false);
            if (next.Kind != TokenKind.OpenParenthesis)
                return false;

            arguments = _expander.ReadArguments(macro, token, () => _lexer.Next());
            place = token.Span.To(_lexer.SpanFrom(_lexer.Offset));
        }

        foreach (var made in _expander.Expand(macro, arguments, token, place))
            _expansion.Enqueue(made);
        return true;
    }

    /// <summary>Goes on in a file that is found at <paramref name="beside"/> or under an include directory; null for beside: it need not exist.</summary>
    private void Include(string path, string? beside, SourceSpan place)
    {
        if (_including.Count >= MaximumIncludeDepth || _source.Files.Count > MaximumIncludes)
        {
            _diagnostics.Error(place, $"files include each other more than {MaximumIncludeDepth} deep", "give the header an include guard");
            return;
        }

        var directories = path.StartsWith('/') ? [""] : _options.IncludeDirectories.Select(directory => directory.TrimEnd('/') + "/");
        foreach (var candidate in directories.Select(directory => directory + path).Prepend(beside ?? path))
        {
            if (_includedOnce.Contains(candidate))
                return;

            if ((candidate == path && beside is null) || _options.ReadFile?.Invoke(candidate) is not { } text)
                continue;

            _including.Push(_lexer);
            _outerConditions.Push(_conditions);
            _conditions = [];
            _lexer = new Lexer(_source.Add(candidate, text), _diagnostics);
            return;
        }

        if (beside is not null)
            _diagnostics.Error(place, $"the file \"{path}\" was not found", "give its directory with -I; a header of the kernel stands in <> and need not exist");
    }

    private bool LeaveInclude()
    {
        if (!_including.TryPop(out var outer))
            return false;

        _lexer = outer;
        _conditions = _outerConditions.Pop();
        return true;
    }

    private List<Token> TokensOf(string body)
    {
        var lexer = new Lexer(new SourceFile("", body, 0), _diagnostics) { IsMuted = true };
        var tokens = new List<Token>();
        for (var token = lexer.Next(true); token.Kind != TokenKind.EndOfLine; token = lexer.Next(true))
            tokens.Add(token with { Span = default });
        return tokens;
    }
}
