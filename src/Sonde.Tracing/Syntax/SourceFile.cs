namespace Sonde.Tracing.Syntax;

/// <summary>One file of a <see cref="SourceText"/>: its name as messages print it, its text, and the offset its text has among all files.</summary>
public sealed class SourceFile
{
    private readonly List<int> _lineStarts = [0];

    /// <summary>Takes a file's text; finds its lines.</summary>
    public SourceFile(string name, string text, int offset)
    {
        Name = name;
        Text = text;
        Offset = offset;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n')
                _lineStarts.Add(at + 1);
        }
    }

    /// <summary>The name as messages print it: <c>stdin</c> for a program given on the command line.</summary>
    public string Name { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The offset of the first character among all files of the source.</summary>
    public int Offset { get; }

    /// <summary>How many lines the file has; a last line without an end counts.</summary>
    public int LineCount => _lineStarts.Count;

    /// <summary>The line and column of an offset into this file (not among all files).</summary>
    public SourcePosition PositionOf(int offset)
    {
        var found = _lineStarts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return new SourcePosition(Name, line + 1, offset - _lineStarts[line] + 1);
    }

    /// <summary>The text of a line (from 1) without its end.</summary>
    public ReadOnlySpan<char> Line(int number)
    {
        var start = _lineStarts[number - 1];
        var end = number < _lineStarts.Count ? _lineStarts[number] - 1 : Text.Length;
        return Text.AsSpan(start, end - start).TrimEnd('\r');
    }
}
