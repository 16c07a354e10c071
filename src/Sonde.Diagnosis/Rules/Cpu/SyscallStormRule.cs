using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>
/// A thread that does little but enter the kernel. No counter counts system calls, so this is a suspicion by elimination and information; tracing proves it.
/// </summary>
public sealed class SyscallStormRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Cpu.SyscallStorm];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double packets = 0;
        for (int i = 0; i < observation.Interfaces.Count; i++)
            packets += observation.Interfaces[i].ReceivePacketsPerSecond + observation.Interfaces[i].TransmitPacketsPerSecond;
        double forks = Counter.Growth(observation.First.Cpu.Forks, observation.Last.Cpu.Forks) / observation.Seconds;
        if (packets >= Thresholds.Cpu.SyscallOtherWorkPerSecond || forks >= Thresholds.Cpu.ForksPerCpuPerSecond)
            return;
        List<TaskRates> suspects = [.. observation.Tasks.Processes.Where(t => IsSuspect(t) && SwitchIns(observation, t) < Thresholds.Cpu.SyscallOtherWorkPerSecond).OrderByDescending(t => t.SystemPercent)];
        if (suspects.Count == 0)
            return;
        TaskRates worst = suspects[0];
        double share = worst.SystemPercent * 100 / worst.CpuPercent;
        judgement.Report(new Finding
        {
            Id = FindingIds.Cpu.SyscallStorm,
            Severity = Severity.Info,
            Confidence = 0.5,
            Title = $"{Wording.Task(worst)} seems to do little but enter the kernel: {Wording.Percent(share)} of its time is system time",
            Why = $"It fills a CPU, mostly in the kernel, and neither page faults nor I/O, packets, switches or new processes explain that. What remains is many small system calls: reading byte by byte, polling without waiting, asking for the time. "
                + "The kernel does not count system calls, so only tracing can prove it.",
            Evidence = Proof.Of(
                new("system time of its CPU time", share, "percent", Thresholds.Cpu.SyscallSystemSharePercent, $"/proc/{worst.Pid}/stat"),
                new("CPU time", worst.CpuPercent, "percent of one CPU", Thresholds.Cpu.SingleThreadBusyPercent, $"/proc/{worst.Pid}/stat"),
                new("page faults", worst.MinorFaultsPerSecond + worst.MajorFaultsPerSecond, "per second", null, $"/proc/{worst.Pid}/stat"),
                new("read and written", worst.ReadKibibytesPerSecond + worst.WriteKibibytesPerSecond, "KiB/s", null, $"/proc/{worst.Pid}/io")),
            Culprits = Parties.Top(suspects, t => t.SystemPercent, t => $"{Wording.Percent(t.SystemPercent)} of one CPU in the kernel"),
            Next =
            [
                new($"perf trace -s -p {worst.Pid} -- sleep 5", "which calls, how many, how long"),
                new($"perf stat -e raw_syscalls:sys_enter -p {worst.Pid} -- sleep 5", "how many in all; 200,000 a second are a storm"),
            ],
            Fix = [new("Buffer small reads and writes, wait with epoll instead of polling, and keep the time for a batch.", "needs a change of the program")],
        });
    }

    private static bool IsSuspect(TaskRates task) =>
        !task.IsKernelThread && !task.HasExited
        && task.CpuPercent >= Thresholds.Cpu.SingleThreadBusyPercent
        && task.SystemPercent * 100 >= task.CpuPercent * Thresholds.Cpu.SyscallSystemSharePercent
        && task.MinorFaultsPerSecond + task.MajorFaultsPerSecond < Thresholds.Cpu.SyscallOtherWorkPerSecond
        && task.ReadKibibytesPerSecond + task.WriteKibibytesPerSecond < Thresholds.Cpu.SyscallOtherKibibytesPerSecond;

    // A process's own schedstat is that of its first thread: of several threads only the watched, busy ones tell.
    private static double SwitchIns(Observation observation, TaskRates task)
    {
        ThreadUsage[] busy = [.. observation.HotThreads.Where(t => t.Pid == task.Pid)];
        if (busy.Length > 0)
            return busy.Sum(t => t.SwitchInsPerSecond);
        return task.Process.Stat.ThreadCount == 1 ? task.SwitchInsPerSecond : double.NaN;
    }
}
