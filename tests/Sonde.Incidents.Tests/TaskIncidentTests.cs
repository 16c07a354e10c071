using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Reports;

namespace Sonde.Incidents.Tests;

/// <summary>Faults of processes and threads, and the limits they meet.</summary>
public sealed class TaskIncidentTests(IncidentLab lab)
{
    [Fact]
    public void A_process_at_its_descriptor_limit_is_named() => lab.Prove(new("fd-limit", FindingIds.Task.FdLimit)
    {
        Severity = Severity.Critical,
    });

    [Fact]
    public void A_group_at_its_process_limit_is_named() => lab.Prove(new("pid-limit", FindingIds.Task.PidLimit)
    {
        Severity = Severity.Critical,
        Culprit = Culprit.Cgroup("*/sonde-pids-{pid}"),
    });

    [Fact]
    public void A_parent_that_never_waits_for_its_children_is_named() => lab.Prove(new("zombie-parent", FindingIds.Task.Zombies)
    {
        Severity = Severity.Critical,
    });

    [Fact]
    public void A_process_that_starts_a_thread_for_everything_is_named() => lab.Prove(new("thread-flood", FindingIds.Task.ThreadExplosion));

    [Fact]
    public void Tasks_stuck_behind_children_that_do_not_start_are_named() => lab.Prove(new("blocked-vfork", FindingIds.Task.Blocked)
    {
        Severity = Severity.Critical,
        Culprit = Culprit.Child("vfork-child"),
    });

    [Fact]
    public void Writers_stuck_before_a_frozen_file_system_are_named() => lab.Prove(new("blocked-frozen", FindingIds.Task.Blocked)
    {
        Severity = Severity.Critical,
        Culprit = Culprit.Device("*/sonde-fault-{pid}/mnt"),
    });
}
