using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>Memory that belongs to no process grows: kernel objects (slab), or shared memory and tmpfs.</summary>
internal sealed class GrowthRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => [FindingIds.Memory.SlabGrowth, FindingIds.Memory.ShmGrowth];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        // A shorter window sees an allocation or two, not a trend.
        if (!(observation.Seconds >= Thresholds.Window.MinimumSeconds))
            return;
        JudgeSlab(observation, judgement);
        JudgeShared(observation, judgement);
    }

    private static void JudgeSlab(Observation o, Judgement judgement)
    {
        Series slab = o.Bursts.UnreclaimableSlabKibibytes;
        double growth = BytesPerSecond(o, slab);
        double share = slab.Last * 100 / o.MemoryKibibytes("MemTotal");
        bool grows = growth >= Thresholds.Memory.SlabGrowthBytesPerSecond && IsRising(slab);
        if (!grows && !(share >= Thresholds.Memory.SlabUnreclaimablePercent))
            return;
        double seconds = grows ? MemoryFacts.AvailableBytes(o) / growth : double.NaN;
        judgement.Report(new Finding
        {
            Id = FindingIds.Memory.SlabGrowth,
            Severity = Urgency(seconds),
            Confidence = 0.7,
            Title = grows
                ? $"Kernel objects that cannot be reclaimed grow by {growth / MemoryFacts.Mebibyte:0.#} MiB/s{Until(seconds)}"
                : $"Kernel objects that cannot be reclaimed hold {Wording.Percent(share)} of the memory",
            Why = "Unreclaimable slab belongs to no process: open files, sockets, network buffers, driver data. It shrinks only when whoever causes the objects lets go of them.",
            Evidence = Proof.Of(
                new("growth of unreclaimable slab", growth, "bytes/s", Thresholds.Memory.SlabGrowthBytesPerSecond, "/proc/meminfo SUnreclaim"),
                new("unreclaimable slab of memory", share, "percent", Thresholds.Memory.SlabUnreclaimablePercent, "/proc/meminfo SUnreclaim of MemTotal"),
                new("time until the memory is used up", seconds, "seconds", Thresholds.Memory.ExhaustionSeconds, "/proc/meminfo MemAvailable")),
            Next = [new("slabtop -o -s c | head -20", "which kind of object it is"), new("sonde explain memory.slab-growth", "what each kind usually means")],
            Fix = [new("Find who opens what is not closed: descriptors, sockets, watches", "none")],
        });
    }

    private static void JudgeShared(Observation o, Judgement judgement)
    {
        Series shared = o.Bursts.ShmemKibibytes;
        double growth = BytesPerSecond(o, shared);
        double share = shared.Last * 100 / o.MemoryKibibytes("MemTotal");
        bool grows = growth >= Thresholds.Memory.ShmemGrowthBytesPerSecond && IsRising(shared);
        if (!grows && !(share >= Thresholds.Memory.ShmemPercent))
            return;
        double seconds = grows ? MemoryFacts.AvailableBytes(o) / growth : double.NaN;
        IReadOnlyList<Party> culprits = grows ? Mappers(o) : [];
        string who = culprits.Count > 0 ? $", {Wording.Task(culprits[0].Name, culprits[0].Pid ?? 0)} maps them" : "";
        judgement.Report(new Finding
        {
            Id = FindingIds.Memory.ShmGrowth,
            Severity = Urgency(seconds),
            Confidence = 0.75,
            Title = grows
                ? $"Shared memory and tmpfs files grow by {growth / MemoryFacts.Mebibyte:0.#} MiB/s{who}{Until(seconds)}"
                : $"Shared memory and tmpfs files hold {Wording.Percent(share)} of the memory",
            Why = "Files in tmpfs and shared memory count as cache but cannot be dropped: they leave memory only through swap, or when they are deleted.",
            Evidence = Proof.Of(
                new("growth of shared memory", growth, "bytes/s", Thresholds.Memory.ShmemGrowthBytesPerSecond, "/proc/meminfo Shmem"),
                new("shared memory of memory", share, "percent", Thresholds.Memory.ShmemPercent, "/proc/meminfo Shmem of MemTotal"),
                new("time until the memory is used up", seconds, "seconds", Thresholds.Memory.ExhaustionSeconds, "/proc/meminfo MemAvailable")),
            Culprits = culprits,
            Next = [new("df -h -t tmpfs; ls -l /dev/shm", "which files they are"), new("ipcs -m", "System V segments")],
            Fix = [new("Delete files that nobody needs, or bound the mount", "writers get ENOSPC at the bound", "mount -o remount,size=1G /dev/shm", "mount -o remount,size=50% /dev/shm")],
        });
    }

    // Who writes tmpfs files without mapping them cannot be seen in counters.
    private static IReadOnlyList<Party> Mappers(Observation o)
    {
        Dictionary<int, double> shared = o.GrowingProcesses.Where(g => g.SharedKibibytes > 0).ToDictionary(g => g.Pid, g => g.SharedKibibytes);
        return Parties.Top(
            o.Tasks.Processes.Where(t => shared.ContainsKey(t.Pid)), t => shared[t.Pid], t => $"{shared[t.Pid] / 1024:N0} MiB more of shared memory");
    }

    private static Severity Urgency(double seconds) =>
        seconds <= Thresholds.Memory.ExhaustionSecondsCritical ? Severity.Critical : seconds <= Thresholds.Memory.ExhaustionSeconds ? Severity.Warning : Severity.Info;

    private static string Until(double seconds) => seconds <= Thresholds.Memory.ExhaustionSeconds ? $": the memory is full in {UnitText.Seconds(Math.Round(seconds))}" : "";

    private static double BytesPerSecond(Observation o, Series kibibytes) => (kibibytes.Last - kibibytes.First) * 1024 / o.Seconds;

    private static bool IsRising(Series series) => series.Count >= Thresholds.Window.MinimumSamples && series.Last > series.First && series.Last >= series.Max * 0.98;
}
