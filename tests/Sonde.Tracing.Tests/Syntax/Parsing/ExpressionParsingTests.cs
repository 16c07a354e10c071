using Sonde.Tracing.Syntax;
using Sonde.Tracing.Syntax.Parsing;
using Sonde.Tracing.Syntax.Printing;

namespace Sonde.Tracing.Tests.Syntax.Parsing;

/// <summary>Each case is an expression and its tree as a list: an operator, or the label of the tree's line, before its operands.</summary>
public sealed class ExpressionParsingTests
{
    public static TheoryData<string, string> Precedence => new()
    {
        { "1 || 2 && 3", "(|| 1 (&& 2 3))" },
        { "1 && 2 | 3", "(&& 1 (| 2 3))" },
        { "1 | 2 ^ 3 & 4", "(| 1 (^ 2 (& 3 4)))" },
        { "1 & 2 == 3", "(& 1 (== 2 3))" },
        { "1 == 2 < 3", "(== 1 (< 2 3))" },
        { "1 < 2 << 3", "(< 1 (<< 2 3))" },
        { "1 << 2 + 3", "(<< 1 (+ 2 3))" },
        { "1 + 2 * 3", "(+ 1 (* 2 3))" },
        { "1 - 2 - 3", "(- (- 1 2) 3)" },
        { "1 / 2 % 3", "(% (/ 1 2) 3)" },
        { "-1 * ~2", "(* (- 1) (~ 2))" },
        { "!pid == 0", "(== (! pid) 0)" },
        { "1 ? 2 : 3 ? 4 : 5", "(?: 1 2 (?: 3 4 5))" },
        { "1 ?: 2", "(?: 1 2)" },
        { "(1 + 2) * 3", "(* (+ 1 2) 3)" },
        { "*$p + 1", "(+ (* $p) 1)" },
        { "*$p.a.b", "(* (.b (.a $p)))" },
        { "&$x", "(& $x)" },
        { "$x++ + ++$y", "(+ (++ (postfix) $x) (++ $y))" },
        { "@x < 5", "(< @x 5)" },
        { "@<5", "(< @ 5)" },
        { "@x[1] > @[2]", "(> (@x 1) (@ 2))" },
        { "$a-$b", "(- $a $b)" },
        { "$a->b", "(.b $a)" },
        { "$a / $b", "(/ $a $b)" },
        { "comptime 1 + 2", "(+ (comptime 1) 2)" },
    };

    public static TheoryData<string, string> Casts => new()
    {
        { "(uint64)1 + 2", "(+ ((uint64) 1) 2)" },
        { "(struct a *)arg0", "((struct a *) arg0)" },
        { "((struct a *)arg0)->b", "(.b ((struct a *) arg0))" },
        { "(struct a *)arg0->b", "((struct a *) (.b arg0))" },
        { "(long unsigned int)-1", "((unsigned long) (- 1))" },
        { "(unsigned)1", "((unsigned int) 1)" },
        { "(const char *)arg1", "((char *) arg1)" },
        { "(sock *)arg0", "((sock *) arg0)" },
        { "(task_t)$x", "((task_t) $x)" },
        { "(pid) - 1", "(- pid 1)" },
        { "(pid) * 2", "(* pid 2)" },
        { "(AF_INET) - 1", "(- AF_INET 1)" },
        { "(pid_t)-1", "((pid_t) (- 1))" },
        { "(uint8[4])$x", "((uint8[4]) $x)" },
        { "(int8[])\"ab\"", "((int8[]) \"ab\")" },
        { "(int32*[4]*)$p", "((int32 *[4]*) $p)" },
        { "(string[16])$x", "((string[16]) $x)" },
        { "(typeof($x))1", "((typeof($x)) 1)" },
        { "(typeof(int32) *)1", "((int32 *) 1)" },
        { "(enum state)1", "((enum state) 1)" },
        { "(uint64)(uint8)$x", "((uint64) ((uint8) $x))" },
        { "sizeof(uint64)", "(sizeof: uint64)" },
        { "sizeof(struct a *)", "(sizeof: struct a *)" },
        { "sizeof($x)", "(sizeof: $x)" },
        { "sizeof((exp[0]))", "(sizeof: ([] exp 0))" },
        { "offsetof(struct a, b.c)", "(offsetof: struct a .b.c)" },
        { "offsetof(*$p, b)", "(offsetof: .b (* $p))" },
        { "typeinfo(int8)", "(typeinfo: int8)" },
        { "container_of($p, struct a, b)", "(container_of $p (typeof: struct a) b)" },
    };

    public static TheoryData<string, string> Literals => new()
    {
        { "0x1F", "31" },
        { "0123", "83" },
        { "1_000_000", "1000000" },
        { "1e6", "1000000" },
        { "5E3", "5000" },
        { "10UL", "10" },
        { "0xffffffffffffffff", "18446744073709551615" },
        { "10ms", "10ms" },
        { "1000us", "1ms" },
        { "90m", "90m" },
        { "'a'", "97" },
        { "true", "true" },
        { "\"\\x41\\102\\n\"", "\"AB\\n\"" },
        { "$1 + $#", "(+ $1 $#)" },
        { "()", "(tuple)" },
        { "(1,)", "(tuple 1)" },
        { "(1, \"a\", (2, 3))", "(tuple 1 \"a\" (tuple 2 3))" },
        { "(a = 1, b = \"x\")", "(record: a, b 1 \"x\")" },
        { "$t.0.1", "(.1 (.0 $t))" },
        { "$t[0]", "([] $t 0)" },
        { "(@a)[0]", "([] @a 0)" },
        { "@a[1][0]", "([] (@a 1) 0)" },
        { "@a[(1, 2)]", "(@a 1 2)" },
        { "args", "args" },
        { "args->x", "(.x args)" },
        { "args.x", "(.x args)" },
        { "curtask->se.cfs_rq->nr", "(.nr (.cfs_rq (.se curtask)))" },
        { "getopt(\"depth\", 35, \"how deep\")", "(getopt \"depth\" 35 \"how deep\")" },
        { "pid()", "(pid)" },
    };

    [Theory]
    [MemberData(nameof(Precedence))]
    [MemberData(nameof(Casts))]
    [MemberData(nameof(Literals))]
    public void Expression_is_read_as_the_tree_it_means(string expression, string expected)
    {
        Assert.Equal(expected, List(Parse(expression)));
    }

    [Theory]
    [MemberData(nameof(Precedence))]
    [MemberData(nameof(Casts))]
    [MemberData(nameof(Literals))]
    public void Expression_written_back_is_read_as_the_same_tree(string expression, string expected)
    {
        var written = ScriptFormatter.Format(Parse(expression));
        Assert.Equal(expected, List(Parse(written)));
    }

    [Fact]
    public void Span_of_an_operator_covers_its_operands()
    {
        const string script = "BEGIN { @a = pid + (struct s *)arg0 ; }";
        var value = ((Assignment)ScriptParser.Parse("stdin", script).Script.Probes[0].Body.Statements[0]).Value;
        Assert.Equal("pid + (struct s *)arg0", script[value.Span.Start..value.Span.End]);
    }

    [Fact]
    public void Escaped_byte_differs_from_the_character_of_its_number()
    {
        Assert.Equal([0xff, 0xc3, 0xbf, 0xe2, 0x82, 0xac], ((StringLiteral)Parse("\"\\xffÿ€\"")).ToBytes());
    }

    private static Expression Parse(string expression)
    {
        var script = ScriptParser.Parse("stdin", $"BEGIN {{ $_ = {expression}; }}").Script;
        return ((Assignment)script.Probes[0].Body.Statements[0]).Value;
    }

    private static string List(SyntaxNode node)
    {
        var lines = SyntaxPrinter.Print(node).TrimEnd('\n').Split('\n');
        var position = 0;
        return ListFrom(lines, ref position);
    }

    private static string ListFrom(string[] lines, ref int position)
    {
        var line = lines[position++];
        var depth = line.Length - line.TrimStart(' ').Length;
        var parts = new List<string> { Label(line.Trim()) };
        while (position < lines.Length && lines[position].Length - lines[position].TrimStart(' ').Length > depth)
            parts.Add(ListFrom(lines, ref position));
        var stands = line.Trim().StartsWith("call:", StringComparison.Ordinal) || parts[0] is "tuple" || parts[0].StartsWith("sizeof", StringComparison.Ordinal)
            || parts[0].StartsWith("typei", StringComparison.Ordinal) || parts[0].StartsWith("typeof", StringComparison.Ordinal) || parts[0].StartsWith("offsetof", StringComparison.Ordinal);
        return parts.Count == 1 && !stands ? parts[0] : $"({string.Join(' ', parts)})";
    }

    private static string Label(string line)
    {
        foreach (var prefix in (string[])["int: ", "string: ", "bool: ", "param: ", "name: ", "variable: ", "map: ", "call: "])
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal))
                return line[prefix.Length..];
        }

        return line;
    }
}
