using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Reports;

namespace Sonde.Incidents.Tests;

/// <summary>Faults of the processors and the scheduler.</summary>
public sealed class CpuIncidentTests(IncidentLab lab)
{
    [Fact]
    public void More_busy_threads_than_cpus_are_named_with_their_process() => lab.Prove(new("cpu-hog", FindingIds.Cpu.Saturated)
    {
        Arguments = [$"{4 * Environment.ProcessorCount}"],
        Severity = Severity.Critical,
    });

    [Fact]
    public void A_busy_thread_that_may_not_leave_its_cpu_is_named() => lab.Prove(new("cpu-pinned", FindingIds.Cpu.SingleThreadBound));

    [Fact]
    public void A_group_stopped_by_its_cpu_quota_is_named() => lab.Prove(new("cpu-throttled", FindingIds.Cpu.CgroupThrottled)
    {
        Severity = Severity.Critical,
        Culprit = Culprit.Cgroup("*/sonde-throttle-{pid}"),
    });

    [Fact]
    public void The_parent_of_short_lived_processes_is_named() => lab.Prove(new("fork-storm", FindingIds.Cpu.ForkStorm)
    {
        Arguments = ["100000"],
    });

    [Fact]
    public void Threads_that_do_nothing_but_take_turns_are_named() => lab.Prove(new("switch-storm", FindingIds.Cpu.ContextSwitchStorm)
    {
        Severity = Severity.Critical,
    });

    // No counter counts system calls: without tracing this is a suspicion, and information.
    [Fact]
    public void A_process_that_only_enters_the_kernel_is_suspected() => lab.Prove(new("syscall-storm", FindingIds.Cpu.SyscallStorm)
    {
        Severity = Severity.Info,
    });
}
