namespace Sonde.Tracing.Syntax;

/// <summary>The text of a script and of the files it includes. One row of offsets runs through all of them, so that a span alone says where it is.</summary>
public sealed class SourceText
{
    private readonly List<SourceFile> _files = [];

    /// <summary>Takes the script itself; <paramref name="name"/> is what messages print (<c>stdin</c> for a program given with <c>-e</c>).</summary>
    public SourceText(string name, string text) => Add(name, text);

    /// <summary>The script first, then what it included, in order.</summary>
    public IReadOnlyList<SourceFile> Files => _files;

    /// <summary>Appends an included file and gives it the offsets after the last one's.</summary>
    public SourceFile Add(string name, string text)
    {
        var offset = _files.Count == 0 ? 0 : _files[^1].Offset + _files[^1].Text.Length + 1;
        var file = new SourceFile(name, text, offset);
        _files.Add(file);
        return file;
    }

    /// <summary>The file an offset lies in.</summary>
    public SourceFile FileOf(int offset)
    {
        for (var index = _files.Count - 1; index > 0; index--)
        {
            if (_files[index].Offset <= offset)
                return _files[index];
        }

        return _files[0];
    }

    /// <summary>The file, line and column of an offset; an offset past the end is the end.</summary>
    public SourcePosition PositionOf(int offset)
    {
        var file = FileOf(offset);
        return file.PositionOf(Math.Clamp(offset - file.Offset, 0, file.Text.Length));
    }

    /// <summary>The text of a span, cut at the end of its file.</summary>
    public string TextOf(SourceSpan span)
    {
        var file = FileOf(span.Start);
        var start = Math.Clamp(span.Start - file.Offset, 0, file.Text.Length);
        var end = Math.Clamp(span.End - file.Offset, start, file.Text.Length);
        return file.Text[start..end];
    }
}
