namespace Sonde.Diagnosis;

public static partial class Thresholds
{
    /// <summary>
    /// Block devices. Limits that depend on what the device is are in <see cref="RotationalDisk"/>, <see cref="SolidStateDisk"/>, <see
    /// cref="NvmeDisk"/> and <see cref="VirtualDisk"/>.
    /// </summary>
    public static class Disk
    {
        /// <summary>
        /// Input/output pressure "some", percent, for a warning. It backs every disk claim: queues that no task waits for harm nobody. One task that
        /// reads from disk all the time reads near 100 by itself, so pressure alone is no finding either.
        /// </summary>
        public const double PressureSomePercent = 20;

        /// <summary>Input/output pressure "some", percent, for a critical finding.</summary>
        public const double PressureSomePercentCritical = 60;

        /// <summary>
        /// Input/output pressure "full", percent, for a critical finding: this share of the time all non-idle tasks waited for storage.
        /// </summary>
        public const double PressureFullPercentCritical = 30;

        /// <summary>
        /// Time with a request in flight (io_ticks), percent. Necessary, not sufficient: flash and arrays serve many requests at once and reach 100
        /// long before their limit; netdata uses 98 and the 60-second checklist 60. The queue decides.
        /// </summary>
        public const double UtilizationPercent = 90;

        /// <summary>
        /// Fewest completed requests in the window before a mean latency is judged, a count. The mean of ten requests is one slow request.
        /// </summary>
        public const int MinimumRequests = 50;

        /// <summary>
        /// Share of the bytes, percent, that buffered background writes must make up for a busy device to be nobody's problem; then a saturated
        /// device stays information unless another task waits for it. A large copy looks like this.
        /// </summary>
        public const double BackgroundWritePercent = 80;

        /// <summary>
        /// Time in uninterruptible sleep or in accounted I/O delay, percent of the window, from which a task other than the culprit is a victim.
        /// </summary>
        public const double VictimWaitPercent = 20;

        /// <summary>Mean requests in flight of nr_requests, percent, for a warning: beyond it submitters soon sleep in blk_mq_get_tag().</summary>
        public const double QueueOfLimitPercent = 75;

        /// <summary>Mean requests in flight of nr_requests, percent, for a critical finding.</summary>
        public const double QueueOfLimitPercentCritical = 95;

        /// <summary>
        /// Flushes per second below which their latency is somebody's occasional sync. netdata counts more than 6 fsync a minute; a busy database
        /// does hundreds a second.
        /// </summary>
        public const double FlushesPerSecond = 1;

        /// <summary>
        /// Sum of the flush times per wall time, percent, that counts as a stall even if each flush is quick: the device is in a flush half of the
        /// time. 300 small synchronous writes a second at 3 ms (measured on a virtual disk) read 90.
        /// </summary>
        public const double FlushBusyPercent = 50;

        /// <summary>Fewest flushes per second for <see cref="FlushBusyPercent"/>.</summary>
        public const double FlushBusyMinimumPerSecond = 20;

        /// <summary>
        /// Write-out of cached data (nr_written), bytes per second, below which there is no storm whatever the shares say: 10 MiB/s.
        /// </summary>
        public const double WritebackBytesPerSecond = 10 * 1024 * 1024;

        /// <summary>Written share of the device's bytes, percent, in a writeback storm.</summary>
        public const double WritebackSharePercent = 80;

        /// <summary>Mean request size, bytes, at and below which requests are small: database pages are 4 to 16 KiB.</summary>
        public const double SmallRequestBytes = 16 * 1024;

        /// <summary>
        /// Merged share of the requests, percent, at and below which they are not adjacent. Sequential buffered work merges or arrives large.
        /// </summary>
        public const double RandomMergedPercent = 5;

        /// <summary>
        /// Bytes read from devices per byte that programs asked for, a factor. Read-ahead of a sequential reader is 1; below 2 it is still mostly
        /// used.
        /// </summary>
        public const double ReadAmplificationFactor = 2;

        /// <summary>Bytes read per second below which amplification does not matter: 10 MiB/s.</summary>
        public const double ReadAmplificationBytesPerSecond = 10 * 1024 * 1024;

        /// <summary>Failed requests (ioerr_cnt, kernel log) from which there is a finding: the first.</summary>
        public const int Errors = 1;

        /// <summary>Input/output pressure "some" of one control group, percent, while the device has room, for a throttled group.</summary>
        public const double CgroupPressurePercent = 20;

        /// <summary>Utilization of the device, percent, up to which a group that waits is held back by its own limit and not by the device.</summary>
        public const double CgroupDeviceUtilizationPercent = 70;

        /// <summary>
        /// Rate of a group in its io.max or blkio.throttle limit, percent, from which the limit is what it runs into; just below 100, since budgets
        /// are handed out in slices.
        /// </summary>
        public const double CgroupRateOfLimitPercent = 90;

        /// <summary>
        /// Requests per second of an NVMe device from which a scheduler with one lock for the device (bfq) costs more than it gives.
        /// </summary>
        public const double SchedulerHeavyRequestsPerSecond = 10_000;

        /// <summary>Rotating disks: one request at a time, 5 to 15 ms each.</summary>
        public static class RotationalDisk
        {
            /// <summary>Mean outstanding requests (aqu-sz) of a saturated device: one is served, the others wait.</summary>
            public const double QueueLength = 2;

            /// <summary>Mean outstanding requests for a critical finding; node-mixin alerts above 10.</summary>
            public const double QueueLengthCritical = 10;

            /// <summary>Mean latency, milliseconds, for a warning: two to three full seeks.</summary>
            public const double AwaitMilliseconds = 30;

            /// <summary>Mean latency, milliseconds, for a critical finding.</summary>
            public const double AwaitMillisecondsCritical = 100;

            /// <summary>Mean flush latency, milliseconds: a few rotations to empty the write cache.</summary>
            public const double FlushMilliseconds = 50;

            /// <summary>Requests per second from which small random requests are the load: a 7,200 rpm disk does 75 to 150.</summary>
            public const double SmallRequestsPerSecond = 50;
        }

        /// <summary>Flash behind SATA or SAS: 32 to 254 commands, about 0.5 ms or less.</summary>
        public static class SolidStateDisk
        {
            /// <summary>Mean outstanding requests (aqu-sz) of a saturated device: half of SATA's 32 commands.</summary>
            public const double QueueLength = 16;

            /// <summary>Mean outstanding requests for a critical finding: beyond what the link can hold.</summary>
            public const double QueueLengthCritical = 64;

            /// <summary>Mean latency, milliseconds, for a warning: twenty times the usual; glances marks 10 as careful.</summary>
            public const double AwaitMilliseconds = 10;

            /// <summary>Mean latency, milliseconds, for a critical finding; glances marks 50.</summary>
            public const double AwaitMillisecondsCritical = 50;

            /// <summary>Mean flush latency, milliseconds.</summary>
            public const double FlushMilliseconds = 20;

            /// <summary>Requests per second from which small random requests are the load.</summary>
            public const double SmallRequestsPerSecond = 2_000;
        }

        /// <summary>NVMe flash: many queues, about 0.1 ms.</summary>
        public static class NvmeDisk
        {
            /// <summary>Mean outstanding requests (aqu-sz) of a saturated device: most reach their best throughput at 32 to 128.</summary>
            public const double QueueLength = 64;

            /// <summary>Mean outstanding requests for a critical finding.</summary>
            public const double QueueLengthCritical = 256;

            /// <summary>Mean latency, milliseconds, for a warning: fifty times the usual. A device in garbage collection looks like this.</summary>
            public const double AwaitMilliseconds = 5;

            /// <summary>Mean latency, milliseconds, for a critical finding; 25 ms was the symptom of a flush storm on such a device.</summary>
            public const double AwaitMillisecondsCritical = 20;

            /// <summary>Mean flush latency, milliseconds; devices with power-loss protection answer in microseconds.</summary>
            public const double FlushMilliseconds = 10;

            /// <summary>Requests per second from which small random requests are the load.</summary>
            public const double SmallRequestsPerSecond = 10_000;
        }

        /// <summary>Virtual disks (virtio, Xen, cloud volumes), loop and device-mapper devices: unknown hardware behind a queue.</summary>
        public static class VirtualDisk
        {
            /// <summary>
            /// Mean outstanding requests (aqu-sz) of a saturated device. The host may serve few or many at once; 8 is beyond every single reader.
            /// </summary>
            public const double QueueLength = 8;

            /// <summary>Mean outstanding requests for a critical finding.</summary>
            public const double QueueLengthCritical = 64;

            /// <summary>Mean latency, milliseconds, for a warning: network volumes answer in 1 to 5; glances marks 20 as warning.</summary>
            public const double AwaitMilliseconds = 20;

            /// <summary>Mean latency, milliseconds, for a critical finding: throttled volumes look like this.</summary>
            public const double AwaitMillisecondsCritical = 100;

            /// <summary>Mean flush latency, milliseconds; 3 ms measured on a virtual disk with a write-back cache.</summary>
            public const double FlushMilliseconds = 20;

            /// <summary>Requests per second from which small random requests are the load; small cloud volumes are sold with 500 to 3,000.</summary>
            public const double SmallRequestsPerSecond = 500;
        }
    }

    /// <summary>File systems.</summary>
    public static class FileSystem
    {
        /// <summary>
        /// Used space as df counts it, percent, for a warning; netdata's pair is 90/98, node-mixin warns at 5 % free. Needs <see cref="FreeBytes"/>
        /// too.
        /// </summary>
        public const double UsedPercent = 90;

        /// <summary>Used space, percent, for a critical finding; needs <see cref="FreeBytesCritical"/> too.</summary>
        public const double UsedPercentCritical = 98;

        /// <summary>Free space for ordinary users, bytes, above which no percentage is a warning: a tenth of 20 TiB is not short.</summary>
        public const long FreeBytes = 32L * 1024 * 1024 * 1024;

        /// <summary>Free space, bytes, above which no percentage is critical: netdata's 5 GB.</summary>
        public const long FreeBytesCritical = 5L * 1024 * 1024 * 1024;

        /// <summary>
        /// Used inodes, percent, for a warning; netdata's pair is 90/98. File systems that make inodes on demand report none and are skipped.
        /// </summary>
        public const double InodesUsedPercent = 90;

        /// <summary>Used inodes, percent, for a critical finding.</summary>
        public const double InodesUsedPercentCritical = 98;

        /// <summary>
        /// Time until full at the present rate, seconds, for a warning: netdata uses 8 and 2 hours on a slope of 50 minutes and still cries wolf over
        /// bursts. A slope of seconds may only speak when the end is minutes away.
        /// </summary>
        public const double FullWithinSeconds = 600;

        /// <summary>Used space, percent, from which a forecast is made: what still has a fifth free outlives most bursts of a few seconds.</summary>
        public const double ForecastUsedPercent = 80;

        /// <summary>Loss of free space, bytes per second, below which no forecast is made: 1 MiB/s.</summary>
        public const double FillBytesPerSecond = 1024 * 1024;

        /// <summary>
        /// Time a mount gets to answer statfs, milliseconds. Local file systems answer in microseconds, a server over a poor line in 200 ms.
        /// </summary>
        public const double AnswerTimeoutMilliseconds = 1_000;

        /// <summary>Directory entries created or dropped per CPU and second: about 2 µs each, so 20,000 are 4 % of a CPU plus lock traffic.</summary>
        public const double DentriesPerCpuPerSecond = 20_000;

        /// <summary>Opens per CPU and second (tracing): 2 to 5 µs each, so 20,000 are 4 to 10 % of a CPU.</summary>
        public const double OpensPerCpuPerSecond = 20_000;
    }
}
