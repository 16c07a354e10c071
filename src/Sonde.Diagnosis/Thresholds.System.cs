namespace Sonde.Diagnosis;

public static partial class Thresholds
{
    /// <summary>Processes and threads: states and limits.</summary>
    public static class Task
    {
        /// <summary>
        /// Time a task must stay in uninterruptible sleep without one context switch, seconds, to be called blocked. A task that does I/O is in D
        /// state in every sample and healthy: its switch counter moves. khungtaskd waits 120 s, which no window can.
        /// </summary>
        public const double BlockedSeconds = 3;

        /// <summary>Blocked tasks for a critical finding, a count: one may be a dead mount's user, five are a pattern.</summary>
        public const int BlockedTasksCritical = 5;

        /// <summary>
        /// Zombies of one parent that are there in every sample, for a warning. Every process is a zombie for a moment; twenty at once and for
        /// seconds are never reaped.
        /// </summary>
        public const int Zombies = 20;

        /// <summary>Zombies of one parent for a critical finding: each holds a pid, and a small container's pids.max is 1,000 to 4,000.</summary>
        public const int ZombiesCritical = 1_000;

        /// <summary>
        /// Threads of one process, for a warning whatever their growth. Large Java servers run 300 to 1,000; above 4,000 a thread per connection
        /// meets its end.
        /// </summary>
        public const int Threads = 4_096;

        /// <summary>Threads of one process from which growth is judged.</summary>
        public const int GrowingThreads = 500;

        /// <summary>Growth of that process's threads per second, all through the window: a pool that reacts to slowness by adding threads.</summary>
        public const double ThreadGrowthPerSecond = 20;

        /// <summary>
        /// Open descriptors of the soft RLIMIT_NOFILE, percent, for a warning. netdata warns at 95; at 80 there is still time. node-mixin's 70 is for
        /// the machine.
        /// </summary>
        public const double DescriptorsPercent = 80;

        /// <summary>Open descriptors of the soft limit, percent, for a critical finding: the next connection fails with EMFILE.</summary>
        public const double DescriptorsPercentCritical = 95;

        /// <summary>
        /// Tasks of the tightest of pid_max, threads-max, pids.max and RLIMIT_NPROC, percent, for a warning; netdata's pair for pids is 90/95.
        /// </summary>
        public const double TasksPercent = 85;

        /// <summary>Tasks of that limit, percent, for a critical finding: fork() soon fails with EAGAIN, and then nobody can log in.</summary>
        public const double TasksPercentCritical = 95;

        /// <summary>Time of a thread in futex waits, percent of the window, beyond what its idle siblings show (tracing).</summary>
        public const double LockWaitPercent = 20;

        /// <summary>Contended lock waits per second (tracing) below which waiting on locks is idling.</summary>
        public const double LockWaitsPerSecond = 1_000;

        /// <summary>Time of a process in D state or accounted block I/O delay, percent of the window, to be sleeping on I/O.</summary>
        public const double IoSleepPercent = 50;
    }

    /// <summary>Machine-wide limits, kernel and hardware.</summary>
    public static class System
    {
        /// <summary>
        /// Open files of fs.file-max, percent, for a warning: node-mixin uses 70 and 90. On current kernels the maximum is so large that a tenth is
        /// already odd.
        /// </summary>
        public const double FilesPercent = 70;

        /// <summary>Open files of fs.file-max, percent, for a critical finding: ENFILE for every unprivileged process.</summary>
        public const double FilesPercentCritical = 90;

        /// <summary>
        /// inotify watches or instances of the user's limit, percent, for a warning. The limit is per user; reaching it breaks one program, not the
        /// machine.
        /// </summary>
        public const double InotifyPercent = 80;

        /// <summary>
        /// inotify watches or instances of the user's limit, percent, for a critical finding: inotify_add_watch() fails with ENOSPC.
        /// </summary>
        public const double InotifyPercentCritical = 98;

        /// <summary>aio-nr of aio-max-nr, percent, for a warning. Databases reserve at start, so a steady 60 is as designed.</summary>
        public const double AioPercent = 80;

        /// <summary>aio-nr of aio-max-nr, percent, for a critical finding: io_setup() fails with EAGAIN.</summary>
        public const double AioPercentCritical = 95;

        /// <summary>Uncorrected hardware errors from which there is a critical finding: the first (netdata: EDAC UE above 0).</summary>
        public const int UncorrectedErrors = 1;

        /// <summary>
        /// Corrected hardware errors in the window from which there is a warning: the first (netdata: EDAC CE above 0). Old counts are information.
        /// </summary>
        public const int CorrectedErrors = 1;
    }

    /// <summary>Services as their clients see them; the tracing engine supplies requests and times.</summary>
    public static class Service
    {
        /// <summary>Fewest requests for any statement about a service.</summary>
        public const int MinimumRequests = 100;

        /// <summary>Fewest requests for a statement about the 99th percentile: it rests on ten of these.</summary>
        public const int MinimumRequestsForTail = 1_000;

        /// <summary>Rise of the 95th percentile over the baseline, percent, that counts as slower.</summary>
        public const double SlowerPercent = 50;

        /// <summary>Rise of the request rate over the baseline, percent, that counts as more load.</summary>
        public const double MoreLoadPercent = 20;

        /// <summary>Change of the request rate, percent in either direction, up to which the load is the same.</summary>
        public const double SameLoadPercent = 10;

        /// <summary>Failed requests, percent, for a warning: Coroot's service objectives allow 1.</summary>
        public const double ErrorPercent = 1;

        /// <summary>Failed requests, percent, for a critical finding.</summary>
        public const double ErrorPercentCritical = 5;

        /// <summary>99th percentile over median, a factor, for a tail. Independent exponential times give 6.6; ten is beyond that.</summary>
        public const double TailFactor = 10;

        /// <summary>Least 99th percentile, milliseconds, for a tail that people notice.</summary>
        public const double TailMilliseconds = 50;
    }
}
