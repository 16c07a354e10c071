namespace Sonde.Diagnosis;

public static partial class Thresholds
{
    /// <summary>Memory, swap and reclaim.</summary>
    public static class Memory
    {
        /// <summary>
        /// MemAvailable of MemTotal, percent, at and below which memory is short: netdata's ram_available is 10. MemFree is no measure; unused memory
        /// is wasted.
        /// </summary>
        public const double AvailablePercent = 10;

        /// <summary>MemAvailable of MemTotal, percent, at and below which the next large allocation meets the OOM killer.</summary>
        public const double AvailablePercentCritical = 5;

        /// <summary>
        /// Memory pressure "some", percent, for a warning. A healthy machine reads 0. Coroot alerts at 2 averaged over minutes; the kernel's own
        /// trigger example is 15 (150 ms in a second). 10 over a few seconds is half a second of stall in five.
        /// </summary>
        public const double PressureSomePercent = 10;

        /// <summary>Memory pressure "some", percent, for a critical finding.</summary>
        public const double PressureSomePercentCritical = 40;

        /// <summary>Memory pressure "full", percent, for a warning: for this share of the time no task at all made progress.</summary>
        public const double PressureFullPercent = 5;

        /// <summary>
        /// Memory pressure "full", percent, for a critical finding. systemd-oomd and oomd kill at 60; the report must come before the killer.
        /// </summary>
        public const double PressureFullPercentCritical = 20;

        /// <summary>
        /// Memory pressure "some", percent, that backs a claim which reclaim counters make (direct reclaim, compaction, cache thrash). Reclaim that
        /// stalls nobody is housekeeping.
        /// </summary>
        public const double PressureBackingPercent = 2;

        /// <summary>
        /// Pages swapped per second, in each direction at once, for thrashing: 256 pages are 1 MiB/s. Only both directions mean that what is pushed
        /// out is needed again. Pages that go out and stay out are swap doing its work; pmieconf's 5 per second is from the time of small memories.
        /// </summary>
        public const double SwapPagesPerSecond = 256;

        /// <summary>
        /// Pages swapped per second in each direction for a critical finding (20 MiB/s), with pressure: compressed memory swap reaches this long
        /// before disks do.
        /// </summary>
        public const double SwapPagesPerSecondCritical = 5_120;

        /// <summary>
        /// Pages scanned per second by allocating tasks (pgscan_direct), 4 MiB/s, with <see cref="PressureBackingPercent"/>. kswapd's scanning is
        /// background work and no finding.
        /// </summary>
        public const double DirectReclaimScanPagesPerSecond = 1_024;

        /// <summary>
        /// Allocations per second that had to reclaim for themselves (sum of allocstall_*). Each is a stall of a task; a copy causes a few.
        /// </summary>
        public const double AllocationStallsPerSecond = 10;

        /// <summary>
        /// Major faults per second for the machine, for a warning: node-mixin uses 500. A program that starts causes a burst of some hundred, hence
        /// not lower.
        /// </summary>
        public const double MajorFaultsPerSecond = 500;

        /// <summary>
        /// Major faults per second of one process that make it a culprit. At 100 µs a fault, 100 are 1 % on flash and nearly all its time on a
        /// rotating disk.
        /// </summary>
        public const double MajorFaultsPerProcessPerSecond = 100;

        /// <summary>
        /// Re-read file pages per second (workingset_refault_file), 4 MiB/s. A refault is a page evicted a short time ago: the kernel's own proof
        /// that the cache is too small.
        /// </summary>
        public const double RefaultPagesPerSecond = 1_024;

        /// <summary>
        /// Refaulted share of the pages read from storage, percent; below it the reads are mostly new data and a larger cache would not help.
        /// </summary>
        public const double RefaultSharePercent = 20;

        /// <summary>
        /// Growth of one process's private memory, bytes per second, for a leak: 20 MiB in five seconds stands clear of allocator noise. Counted on
        /// anonymous memory; mapped files do not leak.
        /// </summary>
        public const double LeakBytesPerSecond = 4 * 1024 * 1024;

        /// <summary>Share of the sub-samples, percent, in which the process must have grown: a leak climbs, a garbage-collected heap saws.</summary>
        public const double LeakRisingSamplesPercent = 80;

        /// <summary>
        /// Age of the process at the start of the window, seconds. Programs allocate while they start; a compiler's whole life is growth and rarely
        /// longer.
        /// </summary>
        public const double LeakMinimumAgeSeconds = 15;

        /// <summary>
        /// Mean growth over the process's whole life of its growth now, percent, above which the growth is its habit. A server of some hours that
        /// takes a gigabyte for one query is far below.
        /// </summary>
        public const double LeakLifetimePercent = 50;

        /// <summary>Private memory of the machine's memory or the group's limit, percent, from which a process may be urgent also when it only now began to grow.</summary>
        public const double LeakHeldPercent = 5;

        /// <summary>
        /// Time until available memory (or the group's limit) is used up at the present growth, seconds, for a warning: ten minutes. A window of seconds
        /// says nothing of the next hour: a build or an emulator grows by some ten MiB/s for a while and stops. Slower growth stays information.
        /// </summary>
        public const double ExhaustionSeconds = 600;

        /// <summary>Time until available memory is used up, seconds, for a critical finding: act now.</summary>
        public const double ExhaustionSecondsCritical = 300;

        /// <summary>
        /// Growth of unreclaimable slab (SUnreclaim), bytes per second. Kernel objects grow in small steps; 2 MiB/s through a window is a flood.
        /// </summary>
        public const double SlabGrowthBytesPerSecond = 2 * 1024 * 1024;

        /// <summary>Unreclaimable slab of MemTotal, percent, from which its size alone is worth a finding. Typical servers are at 1 to 5.</summary>
        public const double SlabUnreclaimablePercent = 15;

        /// <summary>
        /// Compaction stalls per second (compact_stall) with <see cref="PressureBackingPercent"/>. Single stalls come with every transparent huge
        /// page policy but "never".
        /// </summary>
        public const double CompactionStallsPerSecond = 10;

        /// <summary>Allocations that fell on another node than wanted (numa_miss of hit and miss), percent.</summary>
        public const double NumaMissPercent = 10;

        /// <summary>Fewest page allocations per second for that ratio: 1,000 are 4 MiB/s.</summary>
        public const double NumaMinimumPagesPerSecond = 1_000;

        /// <summary>Free memory of a node, percent of the node, at and below which it is exhausted.</summary>
        public const double NumaNodeFreePercent = 5;

        /// <summary>Free memory of another node, percent, from which the imbalance is avoidable.</summary>
        public const double NumaOtherNodeFreePercent = 25;

        /// <summary>Unused and unreserved share of the huge page pool, percent. Half a pool free is a sizing error, not a reserve.</summary>
        public const double HugePagesIdlePercent = 50;

        /// <summary>Idle huge pages, bytes, below which they do not matter: 256 MiB.</summary>
        public const long HugePagesIdleBytes = 256L * 1024 * 1024;

        /// <summary>MemAvailable, percent, below which idle huge pages become a warning; with memory to spare they are information.</summary>
        public const double HugePagesIdleAvailablePercent = 20;

        /// <summary>
        /// Dirty plus writeback pages of nr_dirty_threshold, percent, for a warning. Writers run free up to the middle between the background and the
        /// hard threshold; with the defaults 10 and 20 that is 75 % of the threshold. Beyond it balance_dirty_pages() puts them to sleep.
        /// </summary>
        public const double DirtyOfThresholdPercent = 75;

        /// <summary>
        /// Dirty plus writeback pages of nr_dirty_threshold, percent, for a critical finding: writers get no more than the device's share.
        /// </summary>
        public const double DirtyOfThresholdPercentCritical = 95;

        /// <summary>Least dirty data, bytes, for a backlog: 64 MiB is written in a blink by anything but the slowest device.</summary>
        public const long DirtyMinimumBytes = 64L * 1024 * 1024;

        /// <summary>
        /// Dirty data over the present write-out rate, seconds: how long a sync started now would take. Beyond 10 s a commit that must wait for it is
        /// an outage of its own.
        /// </summary>
        public const double DirtyDrainSeconds = 10;

        /// <summary>
        /// Committed_AS of CommitLimit, percent, under strict accounting (overcommit_memory 2) only; in the other modes the limit is not enforced and
        /// the ratio means nothing.
        /// </summary>
        public const double CommittedPercent = 90;

        /// <summary>Committed_AS of CommitLimit, percent, for a critical finding under strict accounting.</summary>
        public const double CommittedPercentCritical = 97;

        /// <summary>
        /// Use of a control group's limit without inactive file pages, percent, for a warning; netdata's pair is 90/98. Page cache in the group is
        /// not use: it fills every limit and goes when asked.
        /// </summary>
        public const double CgroupUsedPercent = 90;

        /// <summary>Use of a control group's limit without inactive file pages, percent, for a critical finding.</summary>
        public const double CgroupUsedPercentCritical = 98;

        /// <summary>Limit hits per second (memory.events max or high; failcnt on v1) that back the claim: the group is being reclaimed now.</summary>
        public const double CgroupLimitHitsPerSecond = 1;

        /// <summary>Growth of shared memory and tmpfs (Shmem), bytes per second; judged by the time to exhaustion as a leak is.</summary>
        public const double ShmemGrowthBytesPerSecond = 4 * 1024 * 1024;

        /// <summary>
        /// Shmem of MemTotal, percent, from which its size alone is information. Databases with shared buffers are above it on purpose.
        /// </summary>
        public const double ShmemPercent = 40;
    }
}
