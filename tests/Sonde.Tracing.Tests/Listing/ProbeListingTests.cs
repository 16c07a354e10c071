using Sonde.Binary.Btf;
using Sonde.Binary.Elf;
using Sonde.Proc;
using Sonde.Testing;
using Sonde.Tracing.Listing;

namespace Sonde.Tracing.Tests.Listing;

public sealed class ProbeListingTests
{
    private const string Btf = "/sys/kernel/btf/vmlinux";

    [Fact]
    public void Software_events_are_listed_as_bpftrace_lists_them() =>
        Assert.Contains("software:page-faults:", Names("s:page*"));

    [Fact]
    public void Text_without_colon_is_looked_for_in_all_names() => Assert.Equal(
        ["hardware:branch-misses:", "hardware:cache-misses:"], Names("*-misses*", tracepoints: false));

    [Fact]
    public void Tracepoint_is_listed_with_the_declarations_of_its_fields()
    {
        RequireTracepoints();
        ListedProbe probe = Assert.Single(Listing().List("t:sched:sched_process_exec", withArguments: true, []));
        Assert.Equal("tracepoint:sched:sched_process_exec", probe.Name);
        Assert.Equal(["__data_loc char[] filename", "pid_t pid", "pid_t old_pid"], probe.Arguments);
    }

    [Fact]
    public void Tracepoints_are_those_that_bpftrace_lists()
    {
        RequireTracepoints();
        Assert.SkipUnless(ProgramRun.IsOnPath("bpftrace"), "bpftrace is not installed");
        var expected = ProgramRun.Of("bpftrace", "-l", "tracepoint:s*:*").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Names("tracepoint:s*:*"));
    }

    [Fact]
    public void Function_is_listed_with_its_parameters_and_result()
    {
        ProbeListing listing = Listing();
        RequireTypes();
        Assert.Equal(["struct file * file", "char * buf", "size_t count", "loff_t * pos"],
            Assert.Single(listing.List("fentry:vfs_read", withArguments: true, [])).Arguments);
        Assert.Equal("ssize_t retval", Assert.Single(listing.List("kretfunc:vmlinux:vfs_read", withArguments: true, [])).Arguments[^1]);
        Assert.Contains("iter:task", Names("iter:*"));
        Assert.Equal(["bool preempt", "struct task_struct * prev", "struct task_struct * next", "unsigned int prev_state"],
            Assert.Single(listing.List("rawtracepoint:sched_switch", withArguments: true, [])).Arguments);
    }

    [Fact]
    public void Definition_of_a_struct_is_what_bpftrace_shows()
    {
        RequireTypes();
        Assert.Equal("struct path {\n\tstruct vfsmount *mnt;\n\tstruct dentry *dentry;\n};\n", Assert.Single(Listing().Definitions("struct", "path")));
        Assert.SkipUnless(ProgramRun.IsOnPath("bpftrace"), "bpftrace is not installed");
        foreach (var name in (string[])["file_operations", "sk_buff", "list_head", "timer_list", "sockaddr"])
        {
            var expected = ProgramRun.Of("bpftrace", "-lv", $"struct {name}").Output;
            Assert.Equal(Plain(expected), Plain(Listing().Definitions("struct", name).First()));
        }
    }

    [Fact]
    public void Functions_of_a_program_are_listed()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "there is no /bin/bash");
        IEnumerable<string> names = Listing().List("uprobe:/bin/bash:readline_i*", withArguments: false, []).Select(probe => probe.Name);
        Assert.Contains("uprobe:/bin/bash:readline_internal_char", names);
        Assert.Empty(Listing().List("uprobe:/nowhere:*", withArguments: false, []));
    }

    [Fact]
    public void Kernel_without_kprobes_says_so()
    {
        using TemporaryTree tree = new();
        List<Unavailability> problems = [];
        Assert.Empty(new ProbeListing(tree.Root, null, _ => null).List("kprobe:*", withArguments: false, problems));
        Assert.Equal("this kernel has no kprobes", Assert.Single(problems).Because);
    }

    private static string[] Plain(string definition) =>
        [.. definition.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !line.StartsWith("long: ", StringComparison.Ordinal))];

    private static List<string> Names(string pattern, bool tracepoints = true) =>
        [.. Listing().List(pattern, withArguments: false, []).Select(probe => probe.Name).Where(name => tracepoints || name.StartsWith("hardware", StringComparison.Ordinal))];

    private static ProbeListing Listing() => new(
        LinuxRoot.Live,
        File.Exists(Btf) ? BtfImage.Parse(File.ReadAllBytes(Btf)) : null,
        path => File.Exists(path) ? ElfFile.Parse(File.ReadAllBytes(path)) : null);

    private static void RequireTracepoints() => Assert.SkipUnless(Directory.Exists("/sys/kernel/tracing/events"), "tracefs is not mounted");

    private static void RequireTypes() => Assert.SkipUnless(File.Exists(Btf), "this kernel tells no types");
}
