using Sonde.Tracing.Syntax;
using Sonde.Tracing.Syntax.Parsing;

namespace Sonde.Tracing.Tests.Syntax.Parsing;

public sealed class SyntaxErrorTests
{
    public static TheoryData<string, string> Errors => new()
    {
        { "BEGIN { printf(\"%d\", 1 }", "1:24-25: expected ',' or ')' but found '}'" },
        { "BEGIN { $x = ; }", "1:14-15: expected an expression but found ';'" },
        { "BEGIN { $x = 1 $y = 2 }", "1:16-18: expected ';' or '}' but found '$y'" },
        { "BEGIN { whlie (1) { } }", "1:19-20: expected ';' or '}' but found '{' (did you mean 'while'?)" },
        { "BEGIN { if (1) exit(); }", "1:16-20: expected '{' but found 'exit' (the body stands in braces, also if it is one statement)" },
        { "BEGIN { if ($x = 1) { } }", "1:16-17: expected ')' but found '=' (values are compared with ==; an assignment is a statement of its own)" },
        { "BEGIN { else { } }", "1:9-13: 'else' without an 'if' before it" },
        { "BEGIN { 1 = 2; }", "1:9-10: this cannot be assigned (only a variable ($name), a map (@name) or _ can)" },
        { "BEGIN { x = 2; }", "1:9-10: this cannot be assigned (variables are written $name, maps @name)" },
        { "BEGIN { $t.0 = 2; }", "1:9-13: this cannot be assigned (tuples, records, arrays and the kernel's structs are read only: assign a whole new value)" },
        { "BEGIN { pid++; }", "1:9-12: ++ and -- need a variable ($name) or a map (@name)" },
        { "BEGIN { @a[] = 1; }", "1:9-13: a key is missing between the brackets (without a key, leave the brackets out)" },
        { "BEGIN { \"abc }", "1:9-15: this string has no end in its line (close it with \"; a line break inside is written \\n)" },
        { "BEGIN { \"\\q\" }", "1:10-12: '\\q' is no escape of a string (known are \\n \\t \\r \\\" \\\\ \\0 to \\377 (octal) and \\x00 to \\xff)" },
        { "BEGIN { 12abc }", "1:9-14: 'abc' is no suffix of a number: 12abc (numbers are written 10, 0x1f, 1_000, 1e6 or, as durations, 10ms (ns us ms s m h d))" },
        { "BEGIN { 99999999999999999999 }", "1:9-29: the number does not fit into 64 bits: 99999999999999999999 (numbers are written 10, 0x1f, 1_000, 1e6 or, as durations, 10ms (ns us ms s m h d))" },
        { "BEGIN { $0 }", "1:9-11: parameter $0 is out of range (the first argument is $1)" },
        { "BEGIN { $ }", "1:9-10: '$' needs a name behind it (a variable is $name, an argument of the command line $1, their count $#)" },
        { "BEGIN { ` }", "1:9-10: '`' has no meaning in a script" },
        { "BEGIN { } /* x", "1:11-13: this comment has no end (close it with */)" },
        { "BEGIN {", "1:7-8: this block has no end (close it with '}')" },
        { "}", "1:1-2: expected a probe but found '}' (this brace closes nothing)" },
        { "kprob:f { }", "1:1-6: unknown probe type 'kprob' (did you mean 'kprobe'?)" },
        { "tracepiont:a:b { }", "1:1-11: unknown probe type 'tracepiont' (did you mean 'tracepoint'?)" },
        { "strcut s { int a; }", "1:1-7: unknown probe type 'strcut' (did you mean 'struct'?)" },
        { "kprobe:f x { }", "1:10-11: expected ',', a predicate or '{' but found 'x' (a probe is written provider:name /condition/ { actions })" },
        { "kprobe:f /pid = 1/ { }", "1:15-16: expected an operator but found '=' (values are compared with ==)" },
        { "kprobe:f /pid { }", "1:15-16: expected '/' but found '{' (a predicate ends with '/' before '{')" },
        { "struct s { int a }", "1:18-19: expected ';' but found '}' (a member of a struct ends with ';')" },
        { "struct s { int a[x]; };", "1:18-19: this is not a constant number" },
        { "let $x = 1;", "1:5-7: expected a map (@name) but found '$x' (outside of probes only maps can be declared: let @name = hash(100);)" },
        { "BEGIN { let @x = 1; }", "1:13-15: expected a variable ($name) but found '@x' (maps are declared outside of probes)" },
        { "BEGIN { for ($i : 5) { } }", "1:19-20: a loop runs over a map or a range (a range is written 0..10 and does not reach its end)" },
        { "BEGIN { (a = 1, a = 2); }", "1:17-18: the field 'a' stands twice in this record" },
        { "BEGIN { $x = if (1) { 2 }; }", "1:14-26: this 'if' has no value (each branch has to end with an expression without ';', and there has to be an 'else')" },
        { "BEGIN { $x = { $y = 1; }; }", "1:14-25: this block has no value (end it with an expression without ';')" },
        { "macro m(pid) { 1 }", "1:9-12: the built-in 'pid' cannot be a parameter (choose another name)" },
        { "#ifdef X\nBEGIN { }", "1:1-2: this condition has no #endif (add an #endif line)" },
        { "#endif\n", "1:1-7: #endif without an #if before it" },
        { "#inclde <a.h>\n", "1:1-8: unknown preprocessor line '#inclde' (did you mean 'include'?)" },
        { "#include \"a.h\"\n", "1:1-15: the file \"a.h\" was not found (give its directory with -I; a header of the kernel stands in <> and need not exist)" },
        { "#error no luck\nBEGIN { }", "1:1-7: #error no luck" },
        { "#define F(x) x\nBEGIN { F(1, 2) }", "2:9-10: the macro F takes 1 arguments, not 2" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Error_says_what_is_wrong_where_and_what_to_do(string script, string expected) => Assert.Equal(expected, Shown(script)[0]);

    [Fact]
    public void Missing_semicolon_at_the_end_of_a_line_is_shown_there()
    {
        Assert.Equal(["2:9-10: expected ';' or '}' but found '$y' (end the statement with ';')"], Shown("BEGIN {\n  $x = 1\n  $y = 2;\n}"));
    }

    [Fact]
    public void Errors_of_several_probes_are_reported_together()
    {
        var shown = Shown("kprob:f { }\nkprobe:f { $x = ; $y = { 1 } }\nkprobe:g { ok(); }\nkprobe:h /1 +/ { }\nkprobe:i { @ = }\n");
        Assert.Equal(["1:1-6", "2:17-18", "4:14-15", "5:16-17"], shown.Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Probe_after_a_missing_brace_is_read_as_a_probe()
    {
        Assert.Equal(["2:9-10", "4:16-17"], Shown("kprobe:f {\n  if (1 {\n}\nkprobe:g { @ = ; }\n").Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Diagnostic_is_drawn_with_the_line_an_underline_and_a_hint()
    {
        var error = Assert.Throws<TraceSyntaxException>(() => ScriptParser.Parse("stdin", "BEGIN { 1 }\nkprob:f { }\n"));
        Assert.Equal(
            "stdin:2:1-6: ERROR: unknown probe type 'kprob'\nkprob:f { }\n~~~~~\nHINT: did you mean 'kprobe'?\n",
            error.Diagnostics[0].Render(error.Source));
    }

    [Fact]
    public void Diagnostic_of_a_line_with_tabs_is_underlined_under_its_place()
    {
        var source = new SourceText("a.bt", "\t\tabc\n");
        Assert.Equal("a.bt:1:3-6: WARNING: odd\n\t\tabc\n\t\t~~~\n", Diagnostic.Warning(new SourceSpan(2, 5), "odd").Render(source));
    }

    [Fact]
    public void Diagnostic_of_several_lines_shows_them()
    {
        var source = new SourceText("a.bt", "one\ntwo\nthree\n");
        Assert.Equal("a.bt:1-2: ERROR: odd\none\ntwo\n", Diagnostic.Error(new SourceSpan(1, 6), "odd").Render(source));
    }

    private static List<string> Shown(string script)
    {
        var error = Assert.Throws<TraceSyntaxException>(() => ScriptParser.Parse("stdin", script));
        return [.. error.Diagnostics.Select(diagnostic =>
        {
            var from = error.Source.PositionOf(diagnostic.Span.Start);
            var hint = diagnostic.Hint is null ? "" : $" ({diagnostic.Hint})";
            return $"{from.Line}:{from.Column}-{from.Column + Math.Max(1, diagnostic.Span.Length)}: {diagnostic.Message}{hint}";
        })];
    }
}
