using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Tasks;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Tasks;

public class LimitRuleTests
{
    private static readonly DescriptorLimitRule Descriptors = new();
    private static readonly TaskLimitRule Tasks = new();

    [Theory]
    [InlineData(820, Severity.Warning)]
    [InlineData(1_024, Severity.Critical)]
    public void A_process_near_its_descriptor_limit_is_named(int open, Severity severity)
    {
        using TestMachine machine = new();
        machine.File("/proc/40/limits", "Limit                     Soft Limit           Hard Limit           Units     \nMax open files            1024                 4096                 files     \n");
        machine.Link("/proc/40/fd/3", "socket:[1]");
        machine.Link("/proc/40/fd/4", "socket:[2]");

        Finding finding = Descriptors.Find(machine.Observe() with { Descriptors = [new(40, "fd-limit", open, 1_024), new(41, "other", 100, 1_024)] });

        Assert.Equal(severity, finding.Severity);
        Assert.Equal($"fd-limit (pid 40) has {open:N0} of 1,024 descriptors open, mostly sockets", finding.Title);
        Assert.Equal(40, Assert.Single(finding.Culprits).Pid);
        Assert.Contains("4,096", finding.Why, StringComparison.Ordinal);
        Assert.Contains(finding.Fix, f => f.Command == "prlimit --pid 40 --nofile=65536:65536" && f.Undo == "prlimit --pid 40 --nofile=1024:4096");
    }

    [Fact]
    public void Far_from_the_limit_or_without_one_is_no_finding()
    {
        using TestMachine machine = new();

        Descriptors.IsSilent(machine.Observe() with { Descriptors = [new(40, "a", 819, 1_024), new(41, "b", 1_000_000, double.PositiveInfinity)] });
    }

    [Fact]
    public void A_group_that_refuses_forks_is_critical_and_names_what_fills_it()
    {
        using TestMachine machine = new();
        foreach (int pid in Enumerable.Range(50, 20))
            machine.Process(pid, "worker");

        Finding finding = Tasks.Find(machine.Observe() with { Cgroups = Group(pids: 50, limit: 50, refused: 4_000, members: [.. Enumerable.Range(50, 20)]) });

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("Group /box has 50 of 50 allowed tasks, most of them worker, and 800 forks a second are refused", finding.Title);
        Assert.Equal("/box", finding.Culprits[0].Name);
        Assert.Equal("worker", finding.Culprits[1].Name);
    }

    [Fact]
    public void A_group_near_its_limit_is_a_warning()
    {
        using TestMachine machine = new();

        Assert.Equal(Severity.Warning, Tasks.Find(machine.Observe() with { Cgroups = Group(86, 100, 0) }).Severity);
        Tasks.IsSilent(machine.Observe() with { Cgroups = Group(84, 100, 0) });
        Tasks.IsSilent(machine.Observe() with { Cgroups = Group(double.NaN, double.NaN, double.NaN) });
    }

    [Fact]
    public void The_machines_tightest_limit_is_named()
    {
        using TestMachine machine = new() { Threads = 31_500 };
        machine.File("/proc/sys/kernel/pid_max", "32768\n");
        machine.Process(50, "pool").Threads = 31_000;

        Finding finding = Tasks.Find(machine.Observe());

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("The machine has 31,500 of 32,768 tasks that kernel.pid_max allows, most of them pool", finding.Title);
    }

    [Fact]
    public void Limits_that_cannot_be_read_are_no_finding()
    {
        using TestMachine machine = new() { Threads = 1_000_000 };
        machine.Without("/proc/sys/kernel/pid_max").Without("/proc/sys/kernel/threads-max");

        Tasks.IsSilent(machine.Observe());
    }

    private static CgroupSurvey Group(double pids, double limit, double refused, IReadOnlyList<int>? members = null) =>
        new() { Groups = [new CgroupUsage { Path = "/box", Pids = pids, PidsLimit = limit, PidsRefused = refused, Members = members ?? [] }] };
}
