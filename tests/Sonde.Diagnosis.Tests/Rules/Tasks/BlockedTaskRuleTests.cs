using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Ranking;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Tasks;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Tasks;

public class BlockedTaskRuleTests
{
    private static readonly BlockedTaskRule Rule = new();

    [Fact]
    public void Parents_of_children_that_do_not_start_are_told_with_the_children_as_culprits()
    {
        using TestMachine machine = new();
        for (int pid = 100; pid < 106; pid++)
        {
            TestProcess parent = machine.Process(pid, "blocked-vfork");
            parent.State = 'D';
            parent.WaitChannel = "kernel_clone";
            parent.SwitchInsPerSecond = 0;
            machine.Process(pid + 100, "vfork-child").ParentPid = pid;
        }

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("6 tasks (blocked-vfork) are stuck in the kernel: they wait for a vfork() child that does not start its program", finding.Title);
        Assert.All(finding.Culprits, c => Assert.Equal("vfork-child", c.Name));
        Assert.All(finding.Victims, v => Assert.Equal("blocked-vfork", v.Name));
        Assert.Equal(0, finding.Evidence.Single(e => e.Metric == CausalConditions.StorageWaits).Value);
    }

    [Fact]
    public void One_task_stuck_in_the_journal_waits_for_storage()
    {
        using TestMachine machine = Stuck("jbd2_log_wait_commit", out _);

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("writer (pid 100) is stuck in the kernel: it waits for storage", finding.Title);
        Assert.Equal(1, finding.Evidence.Single(e => e.Metric == CausalConditions.StorageWaits).Value);
    }

    [Fact]
    public void A_function_that_tells_nothing_is_named_itself()
    {
        using TestMachine machine = Stuck("some_driver_wait", out _);

        Assert.Equal("writer (pid 100) is stuck in the kernel in some_driver_wait", Rule.Find(machine.Observe()).Title);
    }

    [Fact]
    public void A_frozen_file_system_is_named_by_its_mount_point()
    {
        using TestMachine machine = Stuck("percpu_rwsem_wait", out _);
        machine.File("/proc/self/mountinfo", "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n21 20 7:0 / /mnt/data rw - ext4 /dev/loop0 rw\n22 20 0:5 / /proc rw - proc proc rw\n");
        machine.Link("/proc/100/fd/0", "/dev/null");
        machine.Link("/proc/100/fd/3", "/mnt/data/file");
        machine.Link("/proc/100/fd/4", "/etc/passwd");

        Finding finding = Rule.Find(machine.Observe());

        Assert.EndsWith(": /mnt/data is frozen", finding.Title, StringComparison.Ordinal);
        Assert.Equal("/mnt/data", Assert.Single(finding.Culprits).Name);
        Assert.Contains(finding.Fix, f => f.Command == "fsfreeze -u /mnt/data");
    }

    [Fact]
    public void A_task_that_waits_again_and_again_is_not_stuck()
    {
        using TestMachine machine = Stuck("folio_wait_bit", out TestProcess process);
        process.SwitchInsPerSecond = 100;

        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void Threads_of_the_kernel_sleep_so_by_design()
    {
        using TestMachine machine = Stuck("some_driver_wait", out TestProcess process);
        process.IsKernelThread = true;

        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void A_short_wait_is_no_finding()
    {
        using TestMachine machine = new(seconds: 2.9);
        TestProcess process = machine.Process(100, "writer");
        process.State = 'D';
        process.SwitchInsPerSecond = 0;

        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void Two_looks_are_too_few() =>
        Rule.IsSilent(Quiet() with { Blocked = [new BlockedTaskSighting(100, 100, "writer", "io_schedule", 9, 2, false)] });

    private static Observation Quiet()
    {
        using TestMachine machine = new();
        return machine.Observe();
    }

    private static TestMachine Stuck(string function, out TestProcess process)
    {
        TestMachine machine = new();
        process = machine.Process(100, "writer");
        process.State = 'D';
        process.WaitChannel = function;
        process.SwitchInsPerSecond = 0;
        return machine;
    }
}
