namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>Tokens with as much sight ahead as is asked for; reads nothing before it is asked.</summary>
internal sealed class TokenBuffer(Func<Token> next)
{
    private readonly List<Token> _ahead = [];
    private int _head;

    /// <summary>Whether no token is read ahead.</summary>
    public bool IsEmpty => _head == _ahead.Count;

    /// <summary>The token <paramref name="distance"/> places ahead; 0 is the next one.</summary>
    public Token Peek(int distance = 0)
    {
        while (_ahead.Count - _head <= distance)
            _ahead.Add(next());
        return _ahead[_head + distance];
    }

    /// <summary>Takes the next token.</summary>
    public Token Take()
    {
        var token = Peek();
        if (++_head == _ahead.Count)
            Clear();
        return token;
    }

    /// <summary>Forgets what was read ahead.</summary>
    public void Clear()
    {
        _ahead.Clear();
        _head = 0;
    }
}
