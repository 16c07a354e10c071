using Sonde.Bpf.Features;
using Sonde.Testing;
using System.Globalization;

namespace Sonde.Tracing.Tests.Runtime;

/// <summary>Every kind of probe that this kernel allows, each with a load of its own.</summary>
[Collection("scripts in the kernel")]
public class ProbeTests
{
    private static readonly string Pid = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public void Tracepoint_text_of_changing_length_is_read()
    {
        ScriptRun.Require();
        string output = ScriptRun.Output("tracepoint:sched:sched_process_exec { printf(\"%s\\n\", str(args.filename)); exit(); }", () => ProgramRun.Of(TimeSpan.FromSeconds(10), "/bin/true"));
        Assert.Contains("/true", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Path_of_an_open_file_comes_from_user_memory()
    {
        ScriptRun.Require();
        const string Path = "/tmp/sonde-test-that-is-not-there";
        string output = ScriptRun.Output("tracepoint:syscalls:sys_enter_openat /pid == $1/ { $p = str(args->filename); if ($p == \"" + Path + "\") { printf(\"seen\\n\"); exit(); } }", () => Assert.False(TryOpen(Path)), Pid);
        Assert.StartsWith("seen", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Wildcard_attaches_to_all_that_match()
    {
        ScriptRun.Require();
        string output = ScriptRun.Output("tracepoint:syscalls:sys_enter_getp*id /pid == $1/ { @[probe] = count(); } interval:ms:300 { exit(); }", Load, Pid);
        Assert.Contains("@[tracepoint:syscalls:sys_enter_getppid]: 20", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Function_of_a_library_gives_its_arguments_and_result()
    {
        ScriptRun.Require();
        string output = ScriptRun.Output("uprobe:libc:getppid /pid == $1/ { @calls = count(); } uretprobe:libc:getppid /pid == $1/ { @result = retval; } interval:ms:300 { exit(); }", Load, Pid);
        Assert.Contains("@calls: 20", output, StringComparison.Ordinal);
        Assert.Contains($"@result: {ParentProcess.Read()}", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Profile_collects_stacks_with_names()
    {
        ScriptRun.Require();
        string output = ScriptRun.Output("profile:hz:997 /pid == $1/ { @[ustack(3)] = count(); @k[kstack(3)] = count(); } interval:ms:400 { exit(); }", Spin, Pid);
        Assert.Matches(@"@\[\n +\S+", output);
    }

    [Fact]
    public void Software_event_counts()
    {
        ScriptRun.Require();
        string output = ScriptRun.Output("software:page-faults:1 /pid == $1/ { @ = count(); } interval:ms:300 { exit(); }", Touch, Pid);
        Assert.Matches("@: [1-9]", output);
    }

    [Fact]
    public void Full_map_is_counted_and_the_script_goes_on()
    {
        ScriptRun.Require();
        string output = ScriptRun.Output("let @m = hash(2); begin { @m[1] = 1; @m[2] = 1; @m[3] = 1; printf(\"on\\n\"); exit(); }");
        Assert.StartsWith("on", output, StringComparison.Ordinal);
        Assert.Contains("Map full", output, StringComparison.Ordinal);
        Assert.Contains("@m", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tracepoint:sched:sched_never | tracepoint:raw_syscalls:sys_enter")]
    [InlineData("fentry:no_such_function | kprobe:no_such_function | tracepoint:raw_syscalls:sys_enter")]
    public void Alternative_is_used_where_the_first_is_not_there(string points)
    {
        ScriptRun.Require();
        Assert.StartsWith("seen", ScriptRun.Output(points + " { printf(\"seen\\n\"); exit(); }", Load), StringComparison.Ordinal);
    }

    [Fact]
    public void Alternative_is_used_where_the_kernel_does_not_allow_the_first()
    {
        ScriptRun.Require();
        Assert.SkipUnless(!KernelFeatures.HasKernelProbes, "this kernel allows kprobes");
        Assert.StartsWith("seen", ScriptRun.Output("kprobe:do_nanosleep | tracepoint:raw_syscalls:sys_enter { printf(\"seen\\n\"); exit(); }", Load), StringComparison.Ordinal);
    }

    private static void Load()
    {
        for (int i = 0; i < 20; i++)
            _ = ParentProcess.Read();
    }

    private static void Spin()
    {
        long end = Environment.TickCount64 + 300;
        while (Environment.TickCount64 < end)
            continue;
    }

    private static void Touch()
    {
        byte[] memory = new byte[8 << 20];
        for (int i = 0; i < memory.Length; i += 4096)
            memory[i] = 1;
        GC.KeepAlive(memory);
    }

    private static bool TryOpen(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
