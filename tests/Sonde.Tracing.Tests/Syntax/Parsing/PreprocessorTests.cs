using Sonde.Tracing.Syntax.Parsing;
using Sonde.Tracing.Syntax.Printing;

namespace Sonde.Tracing.Tests.Syntax.Parsing;

/// <summary>Each case is the lines before and inside a probe's body, and the body that they make.</summary>
public sealed class PreprocessorTests
{
    public static TheoryData<string, string> Bodies => new()
    {
        { "#define N 5\nBEGIN { N; N + N }", "5; 5 + 5;" },
        { "#define N (1 << 3) // eight\nBEGIN { N * 2 }", "(1 << 3) * 2;" },
        { "#define LONG 1 + \\\n  2\nBEGIN { LONG }", "1 + 2;" },
        { "#define MAX(a, b) ((a) > (b) ? (a) : (b))\nBEGIN { MAX($x, 2); MAX (1, f(2, 3)) }", "$x > 2 ? $x : 2; 1 > f(2, 3) ? 1 : f(2, 3);" },
        { "#define F(x) (x + 1)\nBEGIN { F(F(F(1))); F }", "1 + 1 + 1 + 1; F;" },
        { "#define A B\n#define B A\nBEGIN { A; B }", "A; B;" },
        { "#define A A + 1\nBEGIN { A }", "A + 1;" },
        { "#define NAME(x) #x\nBEGIN { NAME(a + $b) }", "\"a + $b\";" },
        { "#define FIELD(x) skc_##x\nBEGIN { $s->FIELD(num) }", "$s.skc_num;" },
        { "#define P(fmt, ...) printf(fmt, __VA_ARGS__)\nBEGIN { P(\"%d %d\", 1, 2) }", "printf(\"%d %d\", 1, 2);" },
        { "#define N 5\n#undef N\nBEGIN { N }", "N;" },
        { "#ifdef BPFTRACE_HAVE_BTF\nBEGIN { 1 }\n#else\nBEGIN { 2 }\n#endif", "1;" },
        { "#ifndef BPFTRACE_HAVE_BTF\n#include <x.h>\n` bad \"\n#else\nBEGIN { 2 }\n#endif", "2;" },
        { "#if defined(X) || defined BPFTRACE_HAVE_BTF\nBEGIN { 1 }\n#endif", "1;" },
        { "#define V 3\n#if V > 4\nBEGIN { 1 }\n#elif V == 3 && !UNKNOWN\nBEGIN { 2 }\n#elif 1\nBEGIN { 3 }\n#else\nBEGIN { 4 }\n#endif", "2;" },
        { "#if 0\n#if 1\nBEGIN { 1 }\n#else\n#endif\n#else\nBEGIN { 5 }\n#endif", "5;" },
        { "BEGIN {\n#if 1\n  1;\n#else\n  2;\n#endif\n  3;\n}", "1; 3;" },
        { "#include <linux/sched.h>\n#include <net/sock.h> /* gone */\nBEGIN { 1 }", "1;" },
        { "#ifdef AF_INET\nBEGIN { 1 }\n#endif", "1;" },
        { "#include \"a.h\"\nBEGIN { FROM_A; FROM_B }", "7; 8;" },
        { "#include \"guarded.h\"\n#include \"guarded.h\"\n#include \"once.h\"\n#include \"once.h\"\nBEGIN { G + O }", "1 + 2;" },
        { "#include <sys.h>\nBEGIN { SYSTEM }", "9;" },
        { "#define EMPTY\nBEGIN { 1 EMPTY; }", "1;" },
        { "#warning careful\n#pragma once\n#line 3\n#\nBEGIN { 1 }", "1;" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Preprocessor_makes_the_body(string script, string expected)
    {
        var files = new Dictionary<string, string>
        {
            ["dir/a.h"] = "#define FROM_A 7\n#include \"sub/b.h\"\nstatic inline int f(int a) { return a; }\nint g(void);\nextern int h[4];\n",
            ["dir/sub/b.h"] = "#define FROM_B 8\n",
            ["dir/guarded.h"] = "#ifndef GUARD\n#define GUARD\n#define G 1\nstruct s { int a; };\n#endif\n",
            ["dir/once.h"] = "#pragma once\n#define O 2\n",
            ["/inc/sys.h"] = "#define SYSTEM 9\n",
        };
        var options = new ParserOptions
        {
            ReadFile = path => files.GetValueOrDefault(path),
            IncludeDirectories = ["/none", "/inc"],
            Constant = name => name == "AF_INET" ? 2 : null,
        };
        var text = ScriptFormatter.Format(ScriptParser.Parse("dir/script.bt", script, options).Script);
        text = text[text.IndexOf("begin", StringComparison.Ordinal)..];
        Assert.Equal($"begin {{ {expected} }}", string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Error_in_an_included_file_names_that_file()
    {
        var options = new ParserOptions { ReadFile = path => path == "dir/bad.h" ? "\nstruct s { int }\n" : null };
        var error = Assert.Throws<Sonde.Tracing.Syntax.TraceSyntaxException>(() => ScriptParser.Parse("dir/a.bt", "#include \"bad.h\"\nBEGIN { }\n", options));
        Assert.StartsWith("dir/bad.h:2:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_include_themselves_end()
    {
        var options = new ParserOptions { ReadFile = _ => "#include \"a.h\"\n#include \"a.h\"\n" };
        Assert.Throws<Sonde.Tracing.Syntax.TraceSyntaxException>(() => ScriptParser.Parse("a.bt", "#include \"a.h\"\nBEGIN { }\n", options));
    }

    [Fact]
    public void Macros_that_double_each_other_end()
    {
        var lines = Enumerable.Range(1, 60).Select(n => $"#define A{n} A{n - 1} + A{n - 1}\n");
        var script = "#define A0 1\n" + string.Concat(lines) + "BEGIN { A60 }\n";
        Assert.Throws<Sonde.Tracing.Syntax.TraceSyntaxException>(() => ScriptParser.Parse("a.bt", script));
    }

    [Fact]
    public void File_of_the_command_line_comes_before_the_script()
    {
        var options = new ParserOptions { ReadFile = path => path == "x.h" ? "#define X 3\n" : null, IncludeFiles = ["x.h"] };
        var script = ScriptParser.Parse("a.bt", "BEGIN { X }", options).Script;
        Assert.Contains("3;", ScriptFormatter.Format(script), StringComparison.Ordinal);
    }
}
