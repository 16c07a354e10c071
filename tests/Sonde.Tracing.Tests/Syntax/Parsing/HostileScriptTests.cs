using System.Text;
using Sonde.Testing;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Syntax.Macros;
using Sonde.Tracing.Syntax.Parsing;
using Sonde.Tracing.Syntax.Printing;

namespace Sonde.Tracing.Tests.Syntax.Parsing;

public sealed class HostileScriptTests
{
    private const string Everything = """
        #!/usr/bin/env bpftrace
        #include <linux/sched.h>
        #define MAX(a, b) ((a) > (b) ? (a) : (b))
        #if defined(BPFTRACE_HAVE_BTF) && MAX(1, 2) == 2
        #define N 4
        #else
        #error no
        #endif
        config = { max_map_keys = 10; stack_mode = perf }
        struct s { int a : 3; union { u8 b[N]; struct { char *c; }; } d; int (*f)(int); } __attribute__((packed));
        enum e { A, B = 1 << 2 }; typedef struct s t;
        let @l = lruhash(100);
        macro add(x, $v, @m) { $k = x; @m[$k] = $v; if (x) { 1 } else { $k } }
        fn f($a : int64) : int32 { return $a; }
        n = tracepoint:a:b_*, kprobe:f+0x10 | fentry:f, uprobe:/bin/*/x:"q::r(int, char)" /pid == $1 && comm == "a\x41\101\n"/ {
          let $x : uint64[4] = (uint64[4])args.x; $y = (struct s *)arg0; @a[pid, comm] = hist(nsecs / 1e6, 2);
          if $q == 3 { print((1, "a", (2, 3)).2.1) } else if !($q) { exit() } else { ; }
          for ($kv : @a) { continue } for $i : 0..(ncpus + 1) { break; } unroll (3) { @d++; } while ($q < 0x1f) { $q <<= 1; }
          $w = add(5, $q, @a) + sizeof(struct s) + offsetof(struct s, d.b) ; _ = { let $k = 1; $k ?: 2 }; delete(@a[1]);
          $r = (a = 1, b = 10ms); $p = *(uint8 *)($y + 1) & ~-$y->d.b[1]; return;
        }
        """;

    [Fact]
    public void Damaged_script_gives_diagnostics_and_nothing_else()
    {
        var refused = HostileText.Feed<TraceSyntaxException>(Encoding.UTF8.GetBytes(Everything), Read, 4_000);
        Assert.InRange(refused, 500, int.MaxValue);
    }

    [Fact]
    public void Script_of_shuffled_words_gives_diagnostics_and_nothing_else()
    {
        var words = Everything.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var random = new Random(7);
        for (var round = 0; round < 8_000; round++)
        {
            var script = string.Join(random.Next(4) == 0 ? "\n" : " ", Enumerable.Range(0, random.Next(40)).Select(_ => words[random.Next(words.Length)]));
            try
            {
                Read(Encoding.UTF8.GetBytes(script));
            }
            catch (TraceSyntaxException error)
            {
                Assert.NotEmpty(error.Diagnostics);
            }
        }
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("!", "1", "")]
    [InlineData("- ", "1", "")]
    [InlineData("(int)", "1", "")]
    [InlineData("@a[", "1", "]")]
    [InlineData("f(", "1", ")")]
    [InlineData("{ ", "1", "}")]
    [InlineData("", "1", " + 1")]
    [InlineData("", "$x", ".a")]
    [InlineData("", "$x", "[0]")]
    [InlineData("1 ? 1 : ", "1", "")]
    [InlineData("1 ? ", "1", " : 1")]
    [InlineData("sizeof(", "1", ")")]
    [InlineData("(typeof(", "1", "))1")]
    [InlineData("if (1) { 1 } else ", "{ 1 }", "")]
    public void Nesting_without_end_is_an_error(string before, string middle, string after)
    {
        const int depth = 20_000;
        var script = new StringBuilder("BEGIN { $x = ");
        script.Insert(script.Length, before, depth).Append(middle).Insert(script.Length, after, depth).Append("; }");
        Assert.Throws<TraceSyntaxException>(() => ScriptParser.Parse("stdin", script.ToString()));
    }

    [Theory]
    [InlineData("BEGIN {", "if (1) {", "", "")]
    [InlineData("BEGIN { if (1) { }", " else if (1) { }", "", "}")]
    [InlineData("struct a {", "struct {", "int b;", "")]
    [InlineData("struct a { int ", "*", "b; }", "")]
    [InlineData("struct a { int (", "(", "b", "")]
    [InlineData("struct a { int b", "[1]", "; }", "")]
    [InlineData("#if ", "(", "1", "")]
    [InlineData("#if 1", "+1", "", "\n`")]
    [InlineData("#if ", "!", "1", "\n`")]
    [InlineData("BEGIN { (int", "*", ")1 }", "")]
    [InlineData("BEGIN { let $x : int", "[2]", "; }", "")]
    public void Structure_without_end_is_an_error(string before, string repeated, string middle, string after)
    {
        var script = new StringBuilder(before);
        script.Insert(script.Length, repeated, 20_000).Append(middle).Append(after);
        Assert.Throws<TraceSyntaxException>(() => ScriptParser.Parse("stdin", script.ToString()));
    }

    [Fact]
    public void Errors_without_end_are_cut()
    {
        var error = Assert.Throws<TraceSyntaxException>(() => ScriptParser.Parse("stdin", string.Concat(Enumerable.Repeat("kprobe:f { = }\n", 10_000))));
        Assert.Equal(20, error.Diagnostics.Count);
    }

    private static void Read(byte[] bytes)
    {
        var parsed = ScriptParser.Parse("stdin", Encoding.UTF8.GetString(bytes));
        var printed = SyntaxPrinter.Print(parsed.Script);
        var formatted = ScriptFormatter.Format(parsed.Script);
        Assert.Equal(printed, SyntaxPrinter.Print(ReadBack(formatted)));
        MacroExpansion.Expand(parsed);
    }

    private static Script ReadBack(string formatted)
    {
        try
        {
            return ScriptParser.Parse("formatted", formatted).Script;
        }
        catch (TraceSyntaxException error)
        {
            throw new InvalidOperationException($"{error.Message}\n{formatted}", error);
        }
    }
}
