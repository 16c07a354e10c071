namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>Reads scripts: text to tree.</summary>
public static class ScriptParser
{
    /// <summary>
    /// Reads a script in the newest or an earlier spelling of the language. <paramref name="name"/> is what messages call it: the file's path, or
    /// <c>stdin</c> for a program of the command line.
    /// </summary>
    /// <exception cref="TraceSyntaxException">The script has errors; all that could be found are in it.</exception>
    public static ParsedScript Parse(string name, string text, ParserOptions? options = null)
    {
        var source = new SourceText(name, text);
        var diagnostics = new DiagnosticBag();
        var parser = new Parser(source, options ?? ParserOptions.Default, diagnostics);
        var script = parser.ParseScript();
        if (!diagnostics.HasErrors && parser.MayBeTooDeep)
            TreeDepth.Check(script, diagnostics);
        var ordered = diagnostics.Ordered();
        return diagnostics.HasErrors ? throw new TraceSyntaxException(source, ordered) : new ParsedScript(source, script, ordered);
    }
}
