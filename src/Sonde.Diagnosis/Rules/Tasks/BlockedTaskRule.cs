using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Ranking;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Tasks;

/// <summary>Tasks that stay in uninterruptible sleep without running in between: stuck, not doing I/O.</summary>
public sealed class BlockedTaskRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Task.Blocked];

    /// <summary>The stuck tasks, those of the kernel left out: some of its threads sleep so by design.</summary>
    internal static IReadOnlyList<BlockedTaskSighting> Stuck(Observation observation) =>
        [.. observation.Blocked.Where(b => !b.HasRun && b.Seconds >= Thresholds.Task.BlockedSeconds && b.Looks >= Thresholds.Window.MinimumSamples && IsProgram(observation, b))];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        IReadOnlyList<BlockedTaskSighting> stuck = Stuck(observation);
        if (stuck.Count == 0)
            return;
        IGrouping<WaitPlace, BlockedTaskSighting> place = stuck.GroupBy(b => WaitPlaces.Of(b.WaitChannel)).MaxBy(g => g.Count())!;
        List<BlockedTaskSighting> there = [.. place];
        string? mount = place.Key is WaitPlace.FrozenFileSystem or WaitPlace.Network ? OpenMount.Of(observation.Root, there) : null;
        double longest = stuck.Max(b => b.Seconds);
        // The stuck task may be gone by now; whether the kernel counts shows in any process.
        bool isCounted = observation.Root.Exists("/proc/1/schedstat") || observation.Root.Exists($"/proc/{there[0].Pid}/task/{there[0].Tid}/schedstat");
        judgement.Report(new Finding
        {
            Id = FindingIds.Task.Blocked,
            Severity = stuck.Count >= Thresholds.Task.BlockedTasksCritical ? Severity.Critical : Severity.Warning,
            Confidence = isCounted ? 0.9 : 0.6,
            Title = $"{Who(observation, stuck)} {(stuck.Count == 1 ? "is" : "are")} stuck in the kernel{Where(place.Key, there, mount)}",
            Why = $"{Wording.Count(stuck.Count, "task")} stayed in uninterruptible sleep (state D) for {Wording.Number(longest)} s without running once; a task that does I/O runs in between. "
                + $"{Capital(WaitPlaces.Describe(place.Key))}{(there[0].WaitChannel is { } function ? $" (kernel function {function})" : "")}. Such tasks cannot be killed, and each counts as load.",
            Evidence = Proof.Of(
                new("tasks stuck", stuck.Count, "tasks", 1, "/proc/PID/task/TID/stat state D"),
                new("longest, at least", longest, "s", Thresholds.Task.BlockedSeconds, "/proc/PID/task/TID/schedstat unchanged"),
                new(CausalConditions.StorageWaits, stuck.Count(b => WaitPlaces.Of(b.WaitChannel) == WaitPlace.Storage), "tasks", null, "/proc/PID/task/TID/wchan")),
            Culprits = Culprits(observation, place.Key, there, mount),
            Victims = Victims(observation, stuck),
            Next =
            [
                new($"cat /proc/{there[0].Pid}/task/{there[0].Tid}/stack", "the kernel functions it stands in, as root"),
                new("ps -eLo state,pid,tid,wchan:32,comm | grep '^D'", "all of them; one function with many tasks is the place"),
                new("dmesg | grep -A20 'blocked for more than'", "what the kernel's own watchdog said"),
            ],
            Fix = Fixes(place.Key, mount),
        });
    }

    private static bool IsProgram(Observation observation, BlockedTaskSighting blocked) => observation.FindTask(blocked.Pid) is not { IsKernelThread: true };

    private static string Who(Observation observation, IReadOnlyList<BlockedTaskSighting> stuck)
    {
        IGrouping<int, BlockedTaskSighting> most = stuck.GroupBy(b => b.Pid).MaxBy(g => g.Count())!;
        string comm = observation.FindTask(most.Key)?.Comm ?? most.First().Comm;
        if (stuck.Count == 1)
            return Wording.Task(comm, most.Key);
        if (most.Count() == stuck.Count)
            return $"{Wording.Count(stuck.Count, "thread")} of {Wording.Task(comm, most.Key)}";
        List<string> names = [.. stuck.GroupBy(b => b.Comm, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => g.Key)];
        return $"{Wording.Count(stuck.Count, "task")} ({names[0]}{(names.Count > 1 ? " and others" : "")})";
    }

    private static string Where(WaitPlace place, List<BlockedTaskSighting> there, string? mount) => (place, mount) switch
    {
        (WaitPlace.FrozenFileSystem, { } path) => $": {path} is frozen",
        (WaitPlace.Network, { } path) => $": the server behind {path} does not answer",
        (WaitPlace.Unknown, _) => there[0].WaitChannel is { } function ? $" in {function}" : "",
        _ => ": " + (there.Count == 1 ? WaitPlaces.Describe(place).Replace("they wait", "it waits", StringComparison.Ordinal).Replace("their", "its", StringComparison.Ordinal) : WaitPlaces.Describe(place)),
    };

    private static IReadOnlyList<Party> Culprits(Observation observation, WaitPlace place, List<BlockedTaskSighting> there, string? mount)
    {
        if (mount is not null)
            return [new Party(PartyKind.Device, mount) { Detail = place == WaitPlace.FrozenFileSystem ? "frozen file system" : "file system that does not answer" }];
        if (place != WaitPlace.VforkChild)
            return [];
        HashSet<int> waiting = [.. there.Select(b => b.Pid)];
        return
        [
            .. observation.Tasks.Processes.Where(t => waiting.Contains(t.Process.Stat.ParentPid) && !waiting.Contains(t.Pid) && !t.HasExited)
                .Take(Parties.LargestCount).Select(t => Parties.Process(t, null, $"child of pid {t.Process.Stat.ParentPid}, has not started its program")),
        ];
    }

    private static IReadOnlyList<Party> Victims(Observation observation, IReadOnlyList<BlockedTaskSighting> stuck) =>
    [
        .. stuck.GroupBy(b => b.Pid).OrderByDescending(g => g.Count()).Take(Parties.LargestCount).Select(g =>
            new Party(PartyKind.Process, observation.FindTask(g.Key)?.Comm ?? g.First().Comm)
            {
                Pid = g.Key,
                Detail = $"{Wording.Count(g.Count(), "thread")} for {Wording.Number(g.Max(b => b.Seconds))} s{(g.First().WaitChannel is { } function ? $" in {function}" : "")}",
            }),
    ];

    private static IReadOnlyList<Fix> Fixes(WaitPlace place, string? mount) => place switch
    {
        WaitPlace.FrozenFileSystem => [new("Thaw the file system, once the snapshot that froze it is done or dead.", "a snapshot being taken becomes inconsistent", $"fsfreeze -u {(mount is null ? "MOUNTPOINT" : Wording.Quote(mount))}")],
        WaitPlace.FrozenGroup => [new("Thaw the control group.", "what was frozen on purpose runs again", "echo 0 > /sys/fs/cgroup/PATH/cgroup.freeze", "echo 1 > /sys/fs/cgroup/PATH/cgroup.freeze")],
        WaitPlace.VforkChild => [new("Look at the child: the parent goes on when it starts its program or ends; killing the child sets the parent free.", "the child's work is lost")],
        WaitPlace.Network => [new("Bring the server or the FUSE process back; if it is gone for good, unmount lazily.", "open files are lost", mount is null ? null : $"umount -l {Wording.Quote(mount)}")],
        WaitPlace.Storage => [new("Follow the finding about the disk; without one, look at the device's errors and time-outs in the kernel log.", "none")],
        _ => [new("Find the task that holds what they wait for: echo w > /proc/sysrq-trigger writes all stacks to the kernel log; the holder's is different.", "a long log")],
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
