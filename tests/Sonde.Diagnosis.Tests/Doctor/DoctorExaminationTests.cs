using Sonde.Diagnosis.Doctor;
using Sonde.Proc;
using Sonde.Testing;
using Xunit;

namespace Sonde.Diagnosis.Tests.Doctor;

public class DoctorExaminationTests
{
    [Fact]
    public void Every_check_says_what_it_shows_and_a_failed_one_says_why()
    {
        using TemporaryTree empty = new();
        foreach (LinuxRoot root in new[] { LinuxRoot.Live, empty.Root })
        {
            IReadOnlyList<DoctorCheck> checks = DoctorExamination.Run(root);
            Assert.Equal(checks.Count, checks.Select(c => (c.Area, c.Name)).Distinct().Count());
            Assert.All(checks, c => Assert.False(string.IsNullOrWhiteSpace(c.Area) || string.IsNullOrWhiteSpace(c.Name) || string.IsNullOrWhiteSpace(c.Detail) || string.IsNullOrWhiteSpace(c.Shows), c.ToString()));
            Assert.All(checks, c => Assert.False(c.Status == DoctorStatus.Works && c.Remedy.Length > 0, c.ToString()));
        }
    }

    [Fact]
    public void An_empty_tree_has_no_counter_that_works()
    {
        using TemporaryTree tree = new();
        IReadOnlyList<DoctorCheck> checks = DoctorExamination.Run(tree.Root);
        Assert.All(checks.Where(c => c.Area == "Counters"), c => Assert.Equal(DoctorStatus.Missing, c.Status));
        Assert.Equal(DoctorStatus.Missing, Find(checks, "kernel").Status);
        Assert.DoesNotContain(checks, c => c.Area == "Permissions");
    }

    [Theory]
    [InlineData(null, DoctorStatus.Missing)]
    [InlineData("0", DoctorStatus.Limited)]
    [InlineData("1", DoctorStatus.Works)]
    public void Delay_accounting_is_a_switch(string? text, DoctorStatus status)
    {
        using TemporaryTree tree = new();
        Assert.Equal(status, Find(With(tree, "/proc/sys/kernel/task_delayacct", text), "delay accounting").Status);
    }

    [Theory]
    [InlineData(null, DoctorStatus.Works)]
    [InlineData("[none] integrity confidentiality", DoctorStatus.Works)]
    [InlineData("none [integrity] confidentiality", DoctorStatus.Works)]
    [InlineData("none integrity [confidentiality]", DoctorStatus.Limited)]
    public void Only_confidentiality_locks_memory_away(string? text, DoctorStatus status)
    {
        using TemporaryTree tree = new();
        DoctorCheck check = Find(With(tree, "/sys/kernel/security/lockdown", text), "lockdown");
        Assert.Equal(status, check.Status);
        Assert.Equal(text is null, check.Detail.StartsWith("not in this kernel", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, DoctorStatus.Missing)]
    [InlineData("0", DoctorStatus.Works)]
    [InlineData("2", DoctorStatus.Works)]
    public void Bpf_is_there_where_its_switch_is(string? text, DoctorStatus status)
    {
        using TemporaryTree tree = new();
        Assert.Equal(status, Find(With(tree, "/proc/sys/kernel/unprivileged_bpf_disabled", text), "bpf").Status);
    }

    [Fact]
    public void Tracefs_that_is_not_mounted_can_be_mounted()
    {
        using TemporaryTree tree = new();
        Assert.Equal(DoctorStatus.Missing, Find(DoctorExamination.Run(tree.Root), "tracefs").Status);
        tree.MakeDirectory("/sys/kernel/tracing");
        Assert.Equal("mount -t tracefs none /sys/kernel/tracing", Find(DoctorExamination.Run(tree.Root), "tracefs").Remedy);
        tree.MakeDirectory("/sys/kernel/tracing/events/sched");
        Assert.Equal("/sys/kernel/tracing, 1 groups of events", Find(DoctorExamination.Run(tree.Root), "tracefs").Detail);
    }

    [Fact]
    public void On_the_live_machine_what_can_be_read_works()
    {
        IReadOnlyList<DoctorCheck> checks = DoctorExamination.Run(LinuxRoot.Live);
        Assert.All(["/proc/stat", "/proc/meminfo", "/proc/vmstat", "kernel"], name => Assert.Equal(DoctorStatus.Works, Find(checks, name).Status));
        Assert.Equal(File.Exists("/sys/kernel/btf/vmlinux"), Find(checks, "BTF").Status == DoctorStatus.Works);
        Assert.Contains(checks, c => c is { Area: "Permissions", Name: "open files" });
    }

    private static IReadOnlyList<DoctorCheck> With(TemporaryTree tree, string path, string? text)
    {
        if (text is not null)
            tree.Write(path, text + "\n");
        return DoctorExamination.Run(tree.Root);
    }

    private static DoctorCheck Find(IReadOnlyList<DoctorCheck> checks, string name) => Assert.Single(checks, c => c.Name == name);
}
