using System.Diagnostics;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Surveys;
using Sonde.Linux;
using Sonde.Linux.Netlink;
using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Proc.Processes;
using Sonde.Testing;
using Xunit;

namespace Sonde.Diagnosis.Tests.Surveys;

public class ExitSurveyorTests
{
    [Fact]
    public void Processes_too_short_lived_for_any_look_are_counted_by_name_and_parent()
    {
        Errno errno = TaskExitListener.TryOpen(out TaskExitListener? listener);
        listener?.Dispose();
        Assert.SkipUnless(errno.IsSuccess, $"taskstats exit events: {errno}");
        using ExitSurveyor surveyor = new(LinuxRoot.Live);
        const int Count = 20;
        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"i=0; while [ $i -lt {Count} ]; do /bin/true; i=$((i+1)); done; sleep 0.2"]))!;
        shell.WaitForExit();

        ExitSurvey survey = surveyor.End(new TaskActivity());

        Assert.Null(survey.Unavailability);
        ExitedTaskGroup group = survey.Groups.Single(g => g.Comm == "true" && g.ParentPid == shell.Id);
        Assert.Equal(Count, group.Count);
        Assert.InRange(group.CpuSeconds, 0, Count);
        Assert.True(survey.Count >= Count + 1);
    }

    [Fact]
    public void The_parent_is_named_where_it_was_seen()
    {
        Errno errno = TaskExitListener.TryOpen(out TaskExitListener? listener);
        listener?.Dispose();
        Assert.SkipUnless(errno.IsSuccess, $"taskstats exit events: {errno}");
        using ExitSurveyor surveyor = new(LinuxRoot.Live);
        using Process child = Process.Start("/bin/true");
        child.WaitForExit();
        using ProcessTable table = new(LinuxRoot.Live);
        table.Refresh(ProcessDetails.None);
        TaskActivity tasks = new();
        tasks.Add(table, 1, TimeSpan.Zero);

        ExitedTaskGroup group = surveyor.End(tasks).Groups.First(g => g.ParentPid == Environment.ProcessId);

        Assert.Equal(table.Find(Environment.ProcessId)!.Comm, group.ParentComm);
    }

    [Fact]
    public void A_recorded_tree_has_no_exits_and_says_so()
    {
        using TemporaryTree tree = new();
        using ExitSurveyor surveyor = new(tree.Root);
        surveyor.Drain();
        ExitSurvey survey = surveyor.End(new TaskActivity());
        Assert.Equal((0, "a recorded tree has no exit events"), (survey.Count, survey.Unavailability?.Because));
    }
}
