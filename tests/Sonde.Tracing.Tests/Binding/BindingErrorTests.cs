using Sonde.Tracing.Syntax;
using Sonde.Tracing.Tests.Runtime;

namespace Sonde.Tracing.Tests.Binding;

/// <summary>What does not fit is said at its place, with a remedy.</summary>
public class BindingErrorTests
{
    [Theory]
    [InlineData("BEGIN { printf(\"%d\\n\", $x); }", "$x is used before it is assigned", null)]
    [InlineData("BEGIN { print(@nothing); }", "@nothing is never assigned", null)]
    [InlineData("BEGIN { @a = 1; @a[1] = 2; }", "@a is used without a key elsewhere", null)]
    [InlineData("BEGIN { @a = count(); @a = 5; }", "@a holds count_t", "another map")]
    [InlineData("BEGIN { @a = 1; @a = \"text\"; }", "cannot be assigned string[5]", null)]
    [InlineData("BEGIN { @a[1] = 1; @a[\"x\"] = 1; }", "the keys of @a are int64", null)]
    [InlineData("BEGIN { printf(\"%d\\n\", pidd); }", "pidd is unknown", "did you mean pid?")]
    [InlineData("BEGIN { prntf(\"x\"); }", "there is no function prntf()", "did you mean printf()?")]
    [InlineData("BEGIN { $x = (struct task_strct *)1; print($x->pid); }", "has no member", null)]
    [InlineData("BEGIN { $t = curtask; print($t->pidd); }", "struct task_struct has no member pidd", "did you mean pid")]
    [InlineData("BEGIN { print(retval); }", "retval is not known", "kretprobe")]
    [InlineData("BEGIN { print(args.x); }", "args is not known", "arg0")]
    [InlineData("BEGIN { $x = (1, 2); print($x.5); }", "the tuple has 2 elements", null)]
    [InlineData("BEGIN { @h = lhist(1, 0, 10, 0); }", "lhist() needs a step above 0", null)]
    [InlineData("BEGIN { @h = hist(1, 9); }", "a number from 0 to 5", null)]
    [InlineData("BEGIN { system(\"ls\"); }", "needs --unsafe", null)]
    [InlineData("BEGIN { printf(\"%d\\n\", \"text\"); }", "%d", null)]
    [InlineData("BEGIN { break; }", "break", null)]
    [InlineData("tracepoint:sched:sched_swich { }", "there is no tracepoint sched:sched_swich", "did you mean 'sched_switch'?")]
    [InlineData("tracepoint:nothing:* { }", "no tracepoint matches", null)]
    [InlineData("interval:fortnight:1 { }", "no unit", "hz, s, ms and us")]
    [InlineData("rawtracepoint:sched_swtch { }", "no raw tracepoint", "did you mean 'sched_switch'?")]
    [InlineData("software:cpu-clok:1 { }", "there is no software event", "did you mean 'cpu-clock'?")]
    [InlineData("uprobe:/bin/nothing:main { }", "there is no file", null)]
    [InlineData("uprobe:libc:mallocc { }", "has no function mallocc", "did you mean 'malloc'?")]
    [InlineData("BEGIN { print(uaddr(\"x\")); }", "uaddr() is not supported yet", null)]
    [InlineData("BEGIN { print(cgroup_path(cgroup)); }", "cgroup_path() is not supported yet", null)]
    [InlineData("BEGIN { print(cpid); }", "cpid is the command of -c", "$1")]
    [InlineData("config = { max_strlne = 3 } BEGIN { }", "is not a known setting", null)]
    public void Error_names_the_fault(string script, string message, string? hint)
    {
        ScriptRun.Require();
        TraceSyntaxException failure = Assert.Throws<TraceSyntaxException>(() => ScriptRun.Compile(script));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        if (hint is not null)
            Assert.Contains(hint, failure.Message, StringComparison.Ordinal);
        Assert.Contains("ERROR", failure.Message, StringComparison.Ordinal);
        Assert.Contains("~", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_are_reported_at_once()
    {
        ScriptRun.Require();
        TraceSyntaxException failure = Assert.Throws<TraceSyntaxException>(() => ScriptRun.Compile("BEGIN { print(aaa); print(bbb); }"));
        Assert.Equal(2, failure.Diagnostics.Count);
    }
}
