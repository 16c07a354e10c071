using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Reports;

namespace Sonde.Incidents.Tests;

/// <summary>Faults of memory and swap.</summary>
public sealed class MemoryIncidentTests(IncidentLab lab)
{
    [Fact]
    public void A_process_that_only_grows_is_named() => lab.Prove(new("memory-leak", FindingIds.Memory.Leak)
    {
        Arguments = ["100"],
        Age = TimeSpan.FromSeconds(16), // younger processes are taken to be starting
    });

    [Fact]
    public void A_group_whose_process_is_killed_at_its_limit_is_named() => lab.Prove(new("cgroup-oom", FindingIds.Memory.CgroupOomKill)
    {
        Severity = Severity.Critical,
        Culprit = Culprit.Cgroup("*/sonde-oom-{pid}"),
    });

    [Fact]
    public void A_group_that_evicts_what_it_needs_next_is_named() => lab.Prove(new("cgroup-limit", FindingIds.Memory.CgroupLimit)
    {
        Culprit = Culprit.Cgroup("*/sonde-limit-{pid}"),
    });

    [Fact]
    public void A_process_whose_pages_travel_to_swap_and_back_is_named() => lab.Prove(new("swap-thrash", FindingIds.Memory.SwapThrash)
    {
        Severity = Severity.Critical,
        Culprit = Culprit.Child("swap-thrash"),
    });

    [Fact]
    public void Writers_that_outrun_the_disk_are_named() => lab.Prove(new("dirty-backlog", FindingIds.Memory.DirtyBacklog)
    {
        Culprit = Culprit.Child("dirty-backlog"),
    });
}
