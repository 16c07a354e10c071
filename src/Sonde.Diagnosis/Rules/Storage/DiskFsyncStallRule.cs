using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>Programs wait for their data to be safe: flushes are slow, or many, or stand behind what another program syncs.</summary>
internal sealed class DiskFsyncStallRule : DiskRule
{
    private const int SeveralWaiters = 2;

    /// <summary>Where a task sleeps that waits for a flush, a journal commit, or the write-out of its own pages.</summary>
    private static readonly string[] SyncWaits =
    [
        "jbd2_log_wait_commit", "jbd2_complete_transaction", "wait_on_page_writeback", "folio_wait_writeback", "folio_wait_bit", "blkdev_issue_flush", "submit_bio_wait",
        "fsync_buffers_list", "__sync_dirty_buffer", "__wait_on_buffer", "wait_on_buffer", "xfs_log_force_seq", "xlog_wait_on_iclog", "__filemap_fdatawait_range", "btrfs_wait_ordered_range", "wait_current_trans",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Disk.FsyncStall];

    /// <inheritdoc/>
    protected override void Judge(Observation observation, DiskLoad load, Judgement judgement)
    {
        double rate = load.Rates.FlushesPerSecond;
        double each = load.Rates.FlushAwaitMilliseconds;
        double busy = rate * each / 10;
        if (!(rate >= Thresholds.Disk.FlushesPerSecond) || !load.TasksWait)
            return;
        List<BlockedTaskSighting> sightings = [.. observation.Blocked.Where(IsSyncing)];
        HashSet<int> waiters = [.. sightings.Select(b => b.Pid)];
        bool isSlow = each >= load.Limits.FlushMilliseconds;
        bool isMany = busy >= Thresholds.Disk.FlushBusyPercent && rate >= Thresholds.Disk.FlushBusyMinimumPerSecond;
        // Each was seen only where a look met it between two pauses, so the looks count together.
        bool isShared = waiters.Count >= SeveralWaiters && sightings.Sum(b => b.Looks) >= SeveralWaiters * SeveralWaiters;
        if (!isSlow && !isMany && !isShared)
            return;
        IReadOnlyList<Party> culprits = Culprits(observation, load);
        IReadOnlyList<Party> victims = load.Victims(culprits.Where(c => c.Share >= 0.3));
        string main = Main(culprits) ?? "Somebody";
        judgement.Report(new Finding
        {
            Id = FindingIds.Disk.FsyncStall,
            Severity = load.TasksWaitBadly && (isSlow || victims.Count > 0) ? Severity.Critical : Severity.Warning,
            Confidence = (isSlow || isMany) && waiters.Count > 0 ? 0.95 : 0.85,
            Title = Title(load, main, victims, isSlow, each),
            Why = Why(load, rate, each, busy, waiters.Count, isShared),
            Evidence = Proof.Of(
                new("flushes", rate, "flushes/s", Thresholds.Disk.FlushesPerSecond, "/proc/diskstats flush requests"),
                new("mean flush", each, "ms", load.Limits.FlushMilliseconds, "/proc/diskstats flush ticks"),
                new("time in flushes", busy, "percent", Thresholds.Disk.FlushBusyPercent, "/proc/diskstats flush ticks"),
                new("programs seen waiting in a sync", waiters.Count, "processes", SeveralWaiters, "/proc/PID/wchan"),
                load.PressureEvidence,
                new("written", load.Rates.WriteKibibytesPerSecond * 1024, "bytes/s", null, "/proc/diskstats sectors")),
            Culprits = culprits,
            Victims = victims,
            Next = [.. Next(load, culprits), new($"perf trace -s -e fsync,fdatasync,sync,syncfs -a -- sleep 5", "who calls fsync how often, and how long each call takes")],
            Fix =
            [
                new("Sync less often: group commits, batch inserts, one fsync for many records, fdatasync instead of fsync", "a crash loses what was not synced yet"),
                new("Move the noisy writer to another device or file system, so that nobody shares its journal", "space and work"),
                new("Keep less unwritten data, so that a commit has less to write", "less merging of writes", "sysctl vm.dirty_background_bytes=67108864", "sysctl vm.dirty_background_ratio=10"),
            ],
        });
    }

    private static bool IsSyncing(BlockedTaskSighting task) => task.WaitChannel is { } channel && SyncWaits.Contains(channel, StringComparer.Ordinal);

    // Who writes much waits in its own sync as well; who writes little is a victim.
    private static IReadOnlyList<Party> Culprits(Observation observation, DiskLoad load)
    {
        IReadOnlyList<Party> writers = load.Users(t => t.WriteKibibytesPerSecond);
        if (writers[0].Pid is not null)
            return writers;
        HashSet<int> syncing = [.. observation.Blocked.Where(IsSyncing).Select(b => b.Pid)];
        IEnumerable<TaskRates> tasks = observation.Tasks.Processes.Where(t => syncing.Contains(t.Pid) && !t.IsKernelThread);
        return [.. tasks.Take(Parties.LargestCount).Select(t => Parties.Process(t, null, "waits in its own sync")), load.Party];
    }

    private static string Title(DiskLoad load, string main, IReadOnlyList<Party> victims, bool isSlow, double each)
    {
        string others = victims.Count switch
        {
            0 => "",
            1 => $" while {victims[0].Name} waits",
            _ => $" while {victims[0].Name} and {Wording.Count(victims.Count - 1, "other")} wait",
        };
        return isSlow
            ? $"Syncing to disk {load.Device.Name} takes {UnitText.Milliseconds(each)} a flush; {main} writes most{others}"
            : $"{main} writes and syncs on disk {load.Device.Name}{(others.Length > 0 ? others + " for their own syncs" : " all the time")}";
    }

    private static string Why(DiskLoad load, double rate, double each, double busy, int waiters, bool isShared)
    {
        string flushes = $"{UnitText.Number(rate)} flushes a second of {UnitText.Milliseconds(each)} kept {load.Device.Name} in a flush {UnitText.Percent(busy)} of the time, and in {UnitText.Percent(load.Pressure)} of it some task waited for storage. ";
        return flushes + (isShared
            ? $"{UnitText.Number(waiters)} programs were seen waiting in a sync: a flush and a journal commit wait for what others have written before, so one writer's sync delays everybody's."
            : "A program that calls fsync goes on only when the device says that the data is safe.");
    }
}
