using Sonde.Tracing.Syntax;
using Sonde.Tracing.Syntax.Macros;
using Sonde.Tracing.Syntax.Parsing;
using Sonde.Tracing.Syntax.Printing;

namespace Sonde.Tracing.Tests.Syntax.Macros;

public sealed class MacroExpansionTests
{
    public static TheoryData<string, string> Bodies => new()
    {
        { "macro one() { 1 } BEGIN { $x = one() + one; }", "$x = 1 + 1;" },
        { "macro add(a, b) { a + b } BEGIN { $x = add(1, 2) * 3; }", "$x = (1 + 2) * 3;" },
        { "macro inc($v) { $v += 1; } BEGIN { inc($x); }", "{ $x += 1; }" },
        { "macro keep(e) { let $t = e; $t } BEGIN { $t = keep($t); }", "$t = { let $__keep_1_t = $t; $__keep_1_t };" },
        { "macro store(@m, k) { @m[k] = 1; @m } BEGIN { store(@a, pid); }", "{ @a[pid] = 1; @a; }" },
        { "macro f($v) { 1 } macro f(e) { 2 } BEGIN { $a = f($x); $b = f(3); }", "$a = 1; $b = 2;" },
        { "macro f(e) { let $h = e; f($h) } macro f($h) { $h + 1 } BEGIN { $a = f(3); }", "$a = { let $__f_1_h = 3; $__f_1_h + 1 };" },
        { "macro f($v) { $v + 1 } BEGIN { $a = f(pid * 2) + f($b); }", "$a = pid * 2 + 1 + ($b + 1);" },
        { "macro f($v) { ++$v } BEGIN { f($b); }", "{ ++$b; }" },
        { "macro size(e) { sizeof(e) + sizeof((e[0])) } BEGIN { $a = size($s); }", "$a = sizeof($s) + sizeof(($s[0]));" },
        { "macro cast(e) { (typeof(e))1 } BEGIN { $a = cast($s); }", "$a = (typeof($s))1;" },
        { "macro outer(e) { inner(e, e) } macro inner(a, b) { a - b } BEGIN { $a = outer(pid + 1); }", "$a = pid + 1 - (pid + 1);" },
        { "macro loop($v) { for ($i : 0..$v) { print($i); } } BEGIN { loop($n); }", "{ for ($__loop_1_i : 0..$n) { print($__loop_1_i); } }" },
    };

    public static TheoryData<string, string> Errors => new()
    {
        { "macro f(a) { 1 } BEGIN { $x = f(); }", "no macro 'f' takes these arguments" },
        { "macro f($a) { $a++; } BEGIN { f(1); }", "the macro 'f' changes its parameter $a" },
        { "macro f($a) { $a = 2; } BEGIN { f(@b); }", "the macro 'f' changes its parameter $a" },
        { "macro f(@a) { 1 } BEGIN { $x = f(@b[1]); }", "no macro 'f' takes these arguments" },
        { "macro f() { f() } BEGIN { $x = f(); }", "the macro 'f' uses itself" },
        { "macro f() { g() } macro g() { f() } BEGIN { $x = f(); }", "the macro 'f' uses itself" },
        { "macro f() { $x = 1; } BEGIN { $x = f(); }", "the macro 'f' has no value" },
        { "macro f() { @m++; } BEGIN { f(); }", "the macro 'f' does not see the map @m" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Macro_is_put_in_place_without_touching_the_variables_around_it(string script, string expected)
    {
        var text = ScriptFormatter.Format(MacroExpansion.Expand(ScriptParser.Parse("stdin", script)).Script);
        Assert.Equal($"begin {{ {expected} }}", string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Macro_used_in_a_way_it_cannot_be_is_an_error(string script, string expected)
    {
        var error = Assert.Throws<TraceSyntaxException>(() => MacroExpansion.Expand(ScriptParser.Parse("stdin", script)));
        Assert.Equal(expected, error.Diagnostics[0].Message);
    }

    [Fact]
    public void Macros_that_double_each_other_end()
    {
        var macros = Enumerable.Range(1, 30).Select(n => $"macro m{n}(e) {{ m{n - 1}(e + e) + m{n - 1}(e) }}\n");
        var script = "macro m0(e) { e + e }\n" + string.Concat(macros) + "BEGIN { $x = m30(1); }";
        Assert.Throws<TraceSyntaxException>(() => MacroExpansion.Expand(ScriptParser.Parse("stdin", script)));
    }

    [Fact]
    public void Arguments_that_double_each_other_end()
    {
        var macros = Enumerable.Range(1, 30).Select(n => $"macro m{n}(e) {{ m{n - 1}((e, e)) }}\n");
        var script = "macro m0(e) { e }\n" + string.Concat(macros) + "BEGIN { $x = m30(1); }";
        Assert.Throws<TraceSyntaxException>(() => MacroExpansion.Expand(ScriptParser.Parse("stdin", script)));
    }

    [Fact]
    public void Macro_of_the_library_gives_way_to_the_scripts_own()
    {
        var library = ScriptParser.Parse("base.bt", "macro f(a) { 1 } macro g(a) { 2 }").Script.Macros;
        var script = MacroExpansion.Expand(ScriptParser.Parse("stdin", "macro f(a) { 3 } BEGIN { $x = f(0) + g(0); }"), library).Script;
        Assert.Contains("$x = 3 + 2;", ScriptFormatter.Format(script), StringComparison.Ordinal);
    }
}
