namespace Sonde.Diagnosis;

public static partial class Thresholds
{
    /// <summary>Processors and scheduler.</summary>
    public static class Cpu
    {
        /// <summary>
        /// Busy time (everything but idle and iowait, steal included) of the whole machine, percent, from which it may be called saturated.
        /// node-mixin alerts at 90; netdata's 10min_cpu_usage at 85/95 is an average over ten minutes. Busy alone proves nothing: a queue must wait
        /// too.
        /// </summary>
        public const double SaturatedBusyPercent = 90;

        /// <summary>
        /// Waiting tasks per CPU, (procs_running - CPUs) / CPUs, for a warning. The 60-second checklist calls r above the CPU count saturation; half
        /// a task more per CPU keeps a build with one job more than CPUs, and the observer itself, below it on small machines.
        /// </summary>
        public const double SaturatedWaitingPerCpu = 0.5;

        /// <summary>
        /// Waiting tasks per CPU for a critical finding: three runnable per CPU, as pmieconf's load per CPU above 3. Each task then gets a third of a
        /// CPU.
        /// </summary>
        public const double SaturatedWaitingPerCpuCritical = 2;

        /// <summary>
        /// CPU pressure "some", percent of the window, for a warning. "some" is the share of a CPU's busy time with a second task waiting behind the
        /// first, so 1.5 runnable per CPU reads about 50. Random arrivals at half load reach 25 (utilization squared), hence not lower.
        /// </summary>
        public const double PressureSomePercent = 40;

        /// <summary>
        /// CPU pressure "some", percent, for a critical finding: a queue nearly always on nearly all CPUs. 90 % random load reads 81 (utilization
        /// squared).
        /// </summary>
        public const double PressureSomePercentCritical = 80;

        /// <summary>
        /// Share of the busy time, percent, spent at positive nice from which saturation is somebody's background work and stays information, unless
        /// ordinary tasks wait all the same (see <see cref="VictimRunDelayPercent"/>). Own choice.
        /// </summary>
        public const double BackgroundNicePercent = 70;

        /// <summary>
        /// Run delay of an ordinary task, percent of the time it wanted to run, delay / (delay + run), from which it is a victim. Coroot charts this
        /// delay next to usage; a third means that the work takes half as long again. Needs <see cref="VictimMinimumRunPercent"/>.
        /// </summary>
        public const double VictimRunDelayPercent = 33;

        /// <summary>
        /// Least time a victim must have wanted to run, percent of one CPU over the window. A task that wakes twice has a ratio but no story.
        /// </summary>
        public const double VictimMinimumRunPercent = 5;

        /// <summary>
        /// CPU time of one thread, percent of one CPU, from which that thread is bound by a single CPU. 90 rather than 100: page faults, short waits
        /// and 10 ms ticks take a few percent from a loop that never sleeps.
        /// </summary>
        public const double SingleThreadBusyPercent = 90;

        /// <summary>
        /// Idle capacity of the machine, percent, that must be left for "single-thread bound"; below it the machine is simply busy. Own choice; a
        /// two-CPU machine with one full CPU has 50.
        /// </summary>
        public const double SingleThreadMachineIdlePercent = 30;

        /// <summary>
        /// System time of that thread, percent of its CPU time, from which it is moving data for somebody (a copy through the page cache measures 95
        /// here) and stays information: another program would not make the kernel's part parallel, and a copy that nobody waits for is healthy.
        /// </summary>
        public const double SingleThreadSystemPercent = 70;

        /// <summary>Busy time of the hottest CPU, percent, for an imbalance.</summary>
        public const double HotCpuBusyPercent = 90;

        /// <summary>Mean busy time of the other CPUs, percent, below which the work could have gone there.</summary>
        public const double HotCpuOthersBusyPercent = 40;

        /// <summary>
        /// Run delay of the threads on the hot CPU together, percent of the window. One thread alone on a CPU waits for nobody (that is
        /// single-thread-bound); a queue there beside idle CPUs is the fault. Two equal threads pinned to one CPU read 100.
        /// </summary>
        public const double HotCpuRunDelayPercent = 30;

        /// <summary>
        /// Stolen time, percent of a CPU's time, for a warning: netdata's 20min_steal_cpu is 10. Lower values are the normal grain of shared hosts.
        /// </summary>
        public const double StealPercent = 10;

        /// <summary>Stolen time, percent, for a critical finding: nearly a third of the CPU paid for is not there.</summary>
        public const double StealPercentCritical = 30;

        /// <summary>
        /// Busy plus stolen time, percent of the machine, below which steal harms nobody: an almost idle guest wakes rarely and reads high ratios.
        /// </summary>
        public const double StealMinimumDemandPercent = 20;

        /// <summary>
        /// Softirq time of the whole machine, percent, for a warning. netdata and node-mixin only count it into the total; a quarter is work that top
        /// shows no owner for.
        /// </summary>
        public const double SoftirqPercent = 25;

        /// <summary>
        /// Softirq time of one CPU, percent, for a warning: tasks on it crawl and ksoftirqd takes over while the machine's average looks fine.
        /// </summary>
        public const double SoftirqOneCpuPercent = 70;

        /// <summary>
        /// Share of the device interrupts on one CPU, percent. Even spreading over n CPUs gives 100/n, so the rule also needs at least <see
        /// cref="IrqImbalanceMinimumCpus"/>.
        /// </summary>
        public const double IrqImbalanceSharePercent = 80;

        /// <summary>Device interrupts per second below which placement does not matter: 5,000 at 2 to 5 µs each are 1 to 3 % of one CPU.</summary>
        public const double IrqImbalanceMinimumPerSecond = 5_000;

        /// <summary>Interrupt plus softirq time of that CPU, percent, below which it copes. Half leaves room for tasks only in name.</summary>
        public const double IrqImbalanceCpuPercent = 50;

        /// <summary>
        /// CPUs online below which interrupt placement is not worth a finding; also the least number that single-thread-bound and imbalance need.
        /// </summary>
        public const int IrqImbalanceMinimumCpus = 2;

        /// <summary>
        /// Throttled share of a group's enforcement periods, percent, for a warning: kubernetes-mixin's CPUThrottlingHigh uses 25. Lower shares are
        /// single bursts.
        /// </summary>
        public const double ThrottledPeriodsPercent = 25;

        /// <summary>
        /// Throttled share of the periods, percent, for a critical finding: the group hits its quota nearly always, it lives in slow motion.
        /// </summary>
        public const double ThrottledPeriodsPercentCritical = 75;

        /// <summary>
        /// Fewest enforcement periods in the window, a count. Periods pass only while the group runs; ten of the usual 100 ms are one second of
        /// activity.
        /// </summary>
        public const int ThrottledMinimumPeriods = 10;

        /// <summary>
        /// Throttled time per wall time, percent, below which the share of periods is harmless: many periods can end a millisecond early. Summed over
        /// CPUs, so it may exceed 100.
        /// </summary>
        public const double ThrottledTimePercent = 5;

        /// <summary>
        /// Context switches per CPU and second for a warning. A wake-and-switch costs about 2 to 5 µs here (perf bench sched pipe: 10.7 µs for two),
        /// so 30,000 are 6 to 15 % of a CPU. pmieconf's 5,000 dates from single-core machines; a busy web server passes it in good health.
        /// </summary>
        public const double ContextSwitchesPerCpuPerSecond = 30_000;

        /// <summary>Context switches per CPU and second for a critical finding: above 30 % of the CPU goes into switching.</summary>
        public const double ContextSwitchesPerCpuPerSecondCritical = 100_000;

        /// <summary>
        /// System time, percent of the machine, that must back a switch, fork or system call storm; below it the rate is high but cheap.
        /// </summary>
        public const double StormSystemPercent = 25;

        /// <summary>
        /// Migrations per CPU and second. A move costs a cold L1 and L2, some 10 to 100 µs of refills: 1,000 are 1 to 10 % of a CPU. Own choice.
        /// </summary>
        public const double MigrationsPerCpuPerSecond = 1_000;

        /// <summary>Migrations per context switch, percent, below which wake-ups mostly stay where they were and the placement works.</summary>
        public const double MigrationsPerSwitchPercent = 10;

        /// <summary>
        /// System calls per CPU and second (counted by tracing only). The empty call costs 0.1 to 0.4 µs, a real one about 1 µs: 200,000 are 20 % of
        /// a CPU.
        /// </summary>
        public const double SyscallsPerCpuPerSecond = 200_000;

        /// <summary>
        /// Share of a full thread's time, percent, spent in the kernel from which system calls are suspected where nothing else explains it. A loop of
        /// the emptiest call reads 50 to 70.
        /// </summary>
        public const double SyscallSystemSharePercent = 50;

        /// <summary>
        /// CPU time of a task, percent of one CPU, below which its split into user and system time says nothing: it follows the ticks that met the task,
        /// 20 in 5 s at 4 % and 100 Hz. Source: cputime_adjust() in kernel/sched/cputime.c.
        /// </summary>
        public const double LeastPercentForSplit = 4;

        /// <summary>
        /// Page faults, or switches, per second of that thread from which they explain its time in the kernel: 10,000 at 1 to 3 µs are 1 to 3 %.
        /// </summary>
        public const double SyscallOtherWorkPerSecond = 10_000;

        /// <summary>KiB read and written through storage per second of that thread from which copying explains its time in the kernel.</summary>
        public const double SyscallOtherKibibytesPerSecond = 10_240;

        /// <summary>
        /// Processes and threads created per CPU and second, for a warning. fork, exec and exit of a small program cost 0.25 ms here from a shell
        /// that uses vfork, a full fork up to 1 ms: 200 are 5 to 20 % of a CPU. Parallel compilation stays below 100; configure scripts and shell
        /// loops reach it (2,000 measured).
        /// </summary>
        public const double ForksPerCpuPerSecond = 200;

        /// <summary>Processes and threads created per CPU and second, for a critical finding: creation is nearly all that the CPUs do.</summary>
        public const double ForksPerCpuPerSecondCritical = 1_000;

        /// <summary>
        /// Processes and threads created per CPU and second, for a warning although the kernel's time stays low. A bare fork of a small program costs
        /// only 50 µs, so the machine copes; but only a loop that starts a program each time reaches 500 all the time, and no healthy service does.
        /// </summary>
        public const double ForksPerCpuPerSecondAlone = 500;

        /// <summary>
        /// 1-minute load per CPU from which its meaning is examined. node-mixin alerts above 2; the point here is only to explain the number.
        /// </summary>
        public const double LoadPerCpu = 1.5;

        /// <summary>Share of the load, percent, that tasks in uninterruptible sleep must make up to call the load input/output.</summary>
        public const double LoadIsIoBlockedPercent = 50;

        /// <summary>Idle plus iowait time, percent of the machine, that must be left: a load made of I/O leaves the CPUs idle.</summary>
        public const double LoadIsIoIdlePercent = 40;

        /// <summary>
        /// Current frequency of busy CPUs, percent of the hardware's maximum, below which they are capped. All-core turbo is legitimately 10 to 20 %
        /// under the single-core maximum.
        /// </summary>
        public const double FrequencyCappedPercent = 75;

        /// <summary>Busy time of a CPU, percent, before its frequency is judged: an idle CPU should be slow.</summary>
        public const double FrequencyMinimumBusyPercent = 70;

        /// <summary>
        /// Thermal throttle events (core_throttle_count, package_throttle_count) per second. pmieconf alerts at 50 in its interval; on a healthy
        /// machine it is none.
        /// </summary>
        public const double ThermalThrottlesPerSecond = 1;

        /// <summary>
        /// CPU time of the real-time threads of one CPU, percent. The kernel stops them at sched_rt_runtime_us / sched_rt_period_us, 95 by default;
        /// 85 is so near that ordinary tasks live on the rest.
        /// </summary>
        public const double RealtimeBusyPercent = 85;

        /// <summary>
        /// 99th percentile of the run queue wait, milliseconds (tracing), for a warning: three default slices of a machine with 8 CPUs or more. A
        /// wait for one slice is fair scheduling.
        /// </summary>
        public const double RunQueueLatencyMilliseconds = 10;

        /// <summary>
        /// 99th percentile of the run queue wait, milliseconds (tracing), for a critical finding: beyond what interactive and request work forgives.
        /// </summary>
        public const double RunQueueLatencyMillisecondsCritical = 50;

        /// <summary>Fewest waits that a percentile needs: a 99th percentile of 1,000 rests on ten.</summary>
        public const int RunQueueLatencyMinimumWaits = 1_000;

        /// <summary>
        /// Top-down "memory bound", percent of the pipeline slots; Intel's own threshold (with back-end bound above 20). IPC or CPI alone name no
        /// cause.
        /// </summary>
        public const double MemoryBoundPercent = 20;

        /// <summary>Top-down "bad speculation", percent of the slots; Intel's threshold.</summary>
        public const double BadSpeculationPercent = 15;

        /// <summary>Mispredicted share of the branches, percent, where top-down is not available: ordinary code stays below 2.</summary>
        public const double BranchMissPercent = 5;

        /// <summary>
        /// Share of sampled loads that hit a line modified by another CPU (HITM), percent, for false sharing; Intel's top-down threshold for false
        /// sharing is 5 % of the slots.
        /// </summary>
        public const double ModifiedHitPercent = 5;

        /// <summary>Busy time of the machine, percent, below which stalls of any kind are not worth a finding.</summary>
        public const double PipelineMinimumBusyPercent = 30;
    }
}
