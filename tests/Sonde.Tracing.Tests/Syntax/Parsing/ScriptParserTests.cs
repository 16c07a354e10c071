using Sonde.Tracing.Syntax;
using Sonde.Tracing.Syntax.Parsing;
using Sonde.Tracing.Syntax.Printing;

namespace Sonde.Tracing.Tests.Syntax.Parsing;

/// <summary>Each case is a script and its canonical form with all white space as one blank.</summary>
public sealed class ScriptParserTests
{
    public static TheoryData<string, string> Probes => new()
    {
        { "BEGIN{}END{}", "begin { } end { }" },
        { "tracepoint:syscalls:sys_enter_* { @ = count() }", "tracepoint:syscalls:sys_enter_* { @ = count(); }" },
        { "k:f { } kr:f { } t:a:b { } rt:a { } u:/x:f { } ur:/x:f { } U:/x:p { } p:hz:99 { } i:1s { } s:faults:1 { } h:cycles:1 { } w:0x1:8:w { } it:task { } f:g { } fr:g { }",
            "kprobe:f { } kretprobe:f { } tracepoint:a:b { } rawtracepoint:a { } uprobe:/x:f { } uretprobe:/x:f { } usdt:/x:p { } profile:hz:99 { } interval:1s { } software:faults:1 { } hardware:cycles:1 { } watchpoint:0x1:8:w { } iter:task { } fentry:g { } fexit:g { }" },
        { "kfunc:vmlinux:f { } kretfunc:f { } KPROBE:f { }", "fentry:vmlinux:f { } fexit:f { } kprobe:f { }" },
        { "kprobe:f,\nkprobe:g, // one\n/* two */ kprobe:h,\n{ }", "kprobe:f, kprobe:g, kprobe:h { }" },
        { "kprobe:f+0x10 /pid == 1/ { }", "kprobe:f+0x10 /pid == 1/ { }" },
        { "kprobe:f/pid/ { }", "kprobe:f /pid/ { }" },
        { "kprobe:f / @x / 2 / { }", "kprobe:f /@x / 2/ { }" },
        { "kprobe:f / @x[tid] / { }", "kprobe:f /@x[tid]/ { }" },
        { "uprobe:/bin/sh:\"ns::fn(int)\" { }", "uprobe:/bin/sh:\"ns::fn(int)\" { }" },
        { "uprobe:/usr/lib*/libc.so.6:mem* /pid/ { }", "uprobe:/usr/lib*/libc.so.6:mem* /pid/ { }" },
        { "uprobe:/a/*/b:f { }", "uprobe:/a/*/b:f { }" },
        { "uprobe:bin@file.c:12:3 { }", "uprobe:bin@file.c:12:3 { }" },
        { "interval:s:$1 { }", "interval:s:$1 { }" },
        { "fentry:f | kprobe:f | t:a:b { }", "fentry:f | kprobe:f | tracepoint:a:b { }" },
        { "mine = kprobe:f { }", "mine = kprobe:f { }" },
        { "*:sched:sched_switch { }", "*:sched:sched_switch { }" },
        { "self:signal:SIGUSR1 { } test:a { } bench:b { }", "self:signal:SIGUSR1 { } test:a { } bench:b { }" },
        { "#!/usr/bin/env bpftrace\nBEGIN { }", "begin { }" },
        { "\ufeffBEGIN { }", "begin { }" },
        { "BEGIN { }\r\n\r\nEND\r\n{\r\n}\r\n", "begin { } end { }" },
    };

    public static TheoryData<string, string> Statements => new()
    {
        { "@a[1,2] = 3; @ += 1; $x <<= 2; @[1]--;", "@a[1, 2] = 3; @ += 1; $x <<= 2; @[1]--;" },
        { "if (pid) { } else if tid { } else { }", "if (pid) { } else if (tid) { } else { }" },
        { "if !($a) { } if $a == 1 { } if (1) == (2) { }", "if (!$a) { } if ($a == 1) { } if (1 == 2) { }" },
        { "if comptime is_str($x) { } else if comptime (is_ptr($x)) { }", "if comptime (is_str($x)) { } else if comptime (is_ptr($x)) { }" },
        { "let $a; let $b = 1; let $c : uint8; let $d : struct s * = 0; let $e : typeof($a) = 1", "let $a; let $b = 1; let $c : uint8; let $d : struct s * = 0; let $e : typeof($a) = 1;" },
        { "for ($kv : @m) { print($kv.0) }", "for ($kv : @m) { print($kv.0); }" },
        { "for $i : 0..5 { } for ($i : $a..(ncpus+1)) { break; continue }", "for ($i : 0..5) { } for ($i : $a..(ncpus + 1)) { break; continue; }" },
        { "unroll(3) { } unroll 4 { } while ($i < 1) { } while $i { }", "unroll (3) { } unroll (4) { } while ($i < 1) { } while ($i) { }" },
        { "return; return 1; { $x = 1 }", "return; return 1; { $x = 1; }" },
        { "_ = delete(@a[1]); delete(@a, 1); delete(@a, (1, 2)); clear(@a)", "_ = delete(@a[1]); delete(@a, 1); delete(@a, (1, 2)); clear(@a);" },
        { "$x = { let $y = 1; $y }; $z = if (1) { 2 } else { 3 };", "$x = { let $y = 1; $y }; $z = if (1) { 2 } else { 3 };" },
        { "import \"a/b.h\"; ;;", "import \"a/b.h\";" },
        { "if (1) { 2 } else { 3 }", "if (1) { 2; } else { 3; }" },
    };

    public static TheoryData<string, string> Definitions => new()
    {
        { "struct s { int a; unsigned b : 3, c : 5; char d[8][4]; } BEGIN { }", "struct s { int a; unsigned int b : 3; unsigned int c : 5; char d[8][4]; }; begin { }" },
        { "struct s { union { u8 a; struct { long b; }; }; void (*f)(int, char); int *p[2], (*q)[2]; } __attribute__((packed, aligned(4)));",
            "struct __attribute__((packed)) s { union { u8 a; struct { long b; }; }; void (*f)(); int *p[2]; int (*q)[2]; };" },
        { "struct a { struct b { int x; } y; };", "struct b { int x; }; struct a { struct b y; };" },
        { "struct __attribute__((packed)) s { const volatile struct t __user *a; };", "struct __attribute__((packed)) s { struct t *a; };" },
        { "enum e { A, B = 1 << 4, C, D = -1, E, }; struct s { char x[B + sizeof(int)]; };", "enum e { A = 0, B = 16, C = 17, D = -1, E = 0, }; struct s { char x[20]; };" },
        { "typedef unsigned long long int u; typedef struct { u a; } t, *tp; typedef int (*fn)(void);",
            "typedef unsigned long long u; typedef struct { u a; } t; typedef struct { u a; } *tp; typedef int (*fn)();" },
        { "struct forward; enum { X = 3 }; BEGIN { }", "enum { X = 3, }; begin { }" },
        { "config = { max_map_keys = 10; BPFTRACE_STACK_MODE = perf; lazy = true } BEGIN { }", "config = { max_map_keys = 10; stack_mode = perf; lazy = true; } begin { }" },
        { "import \"x.bt\"; let @m = lruhash(100); BEGIN { }", "import \"x.bt\"; let @m = lruhash(100); begin { }" },
        { "macro m(a, $b, @c) { $b = a; @c }", "macro m(a, $b, @c) { $b = a; @c }" },
        { "macro m(e) { let $x = e; if (e) { 1 } else { 2 } }", "macro m(e) { let $x = e; if (e) { 1 } else { 2 } }" },
        { "macro m() { if (1) { 1 } else { 2 } ; 3 }", "macro m() { if (1) { 1; } else { 2; } 3 }" },
        { "fn f($a : int64, $b : struct s *) : uint8 { return 1; }", "fn f($a : int64, $b : struct s *) : uint8 { return 1; }" },
    };

    [Theory]
    [MemberData(nameof(Probes))]
    [MemberData(nameof(Definitions))]
    public void Script_is_read_in_old_and_new_spelling(string script, string expected) => Assert.Equal(expected, Canonical(script));

    [Theory]
    [MemberData(nameof(Statements))]
    public void Statement_is_read_in_old_and_new_spelling(string statements, string expected) =>
        Assert.Equal($"begin {{ {expected} }}", Canonical($"BEGIN {{ {statements} }}"));

    [Fact]
    public void Parts_of_an_attach_point_have_no_quotes_and_keep_double_colons_of_names()
    {
        var points = ScriptParser.Parse("stdin", "u:/bin/a:cpp:\"b::c(int, d)\", uprobe:/bin/a:b::c*, usdt:/bin/a::p, k:f+0x10 { }").Script.Probes[0].AttachPoints;
        Assert.Equal(["uprobe", "uprobe", "usdt", "kprobe"], points.Select(point => point.Provider));
        Assert.Equal(["/bin/a", "cpp", "b::c(int, d)"], points[0].Parts);
        Assert.Equal(["/bin/a", "b::c*"], points[1].Parts);
        Assert.Equal(["/bin/a", "", "p"], points[2].Parts);
        Assert.Equal(["f+0x10"], points[3].Parts);
        Assert.Equal("k:f+0x10", points[3].Text);
    }

    [Fact]
    public void Script_of_ten_thousand_lines_is_read_whole()
    {
        var line = "  if (pid == 1234 && comm == \"x\") { @a[tid, args.name] = hist(nsecs - @start[tid] / 1e6); }\n";
        var script = "tracepoint:a:b {\n" + string.Concat(Enumerable.Repeat(line, 10_000)) + "}\n";
        Assert.Equal(10_000, ScriptParser.Parse("stdin", script).Script.Probes[0].Body.Statements.Count);
    }

    private static string Canonical(string script)
    {
        var text = ScriptFormatter.Format(ScriptParser.Parse("stdin", script).Script);
        return string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }
}
