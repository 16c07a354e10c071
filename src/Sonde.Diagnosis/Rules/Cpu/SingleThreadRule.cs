using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>One thread fills one CPU while the machine has others to spare.</summary>
public sealed class SingleThreadRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Cpu.SingleThreadBound];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double idle = 100 - observation.Cpu.All.Busy;
        if (observation.CpuCount < 2 || !(idle >= Thresholds.Cpu.SingleThreadMachineIdlePercent))
            return;
        List<Candidate> full = [.. Candidates(observation).OrderByDescending(c => c.Severity).ThenByDescending(c => c.CpuPercent)];
        if (full.Count == 0)
            return;
        Candidate worst = full[0];
        List<Candidate> named = [.. full.Take(Parties.LargestCount)];
        double all = full.Sum(c => c.CpuPercent);
        string more = full.Count > 1 ? $", and so do {Wording.Count(full.Count - 1, "other thread")}" : "";
        judgement.Report(new Finding
        {
            Id = FindingIds.Cpu.SingleThreadBound,
            Severity = worst.Severity,
            Confidence = worst.Severity == Severity.Info ? 0.6 : 0.85,
            Title = $"{worst.Who} fills {worst.Where}{more}, while {Wording.Percent(idle)} of the machine is idle",
            Why = $"{worst.Who} used {Wording.Percent(worst.CpuPercent)} of one CPU through the window. One thread cannot use a second CPU, so its work goes no faster "
                + $"however many are idle. {worst.Meaning}",
            Evidence = Proof.Of(
                new("CPU time of the thread", worst.CpuPercent, "percent of one CPU", Thresholds.Cpu.SingleThreadBusyPercent, $"/proc/{worst.Pid}/task/{worst.Tid}/stat"),
                new("idle capacity", idle, "percent", Thresholds.Cpu.SingleThreadMachineIdlePercent, "/proc/stat cpu"),
                new("time the thread waited for its CPU", worst.WaitPercent, "percent", null, $"/proc/{worst.Pid}/task/{worst.Tid}/schedstat"),
                new("connections waiting to be accepted by the process", worst.Queue, "connections", null, "sock_diag")),
            Culprits = new List<Party>(named.Select(c => c.ToParty(c.CpuPercent / all))).WithCgroups(observation),
            Next = Next(worst),
            Fix = Fixes(observation, worst),
        });
    }

    private static IEnumerable<Candidate> Candidates(Observation observation)
    {
        HashSet<int> byThread = [.. observation.HotThreads.Select(t => t.Pid)];
        foreach (ThreadUsage thread in observation.HotThreads)
        {
            if (!(thread.CpuPercent >= Thresholds.Cpu.SingleThreadBusyPercent) || observation.FindTask(thread.Pid) is not { } owner)
                continue;
            Candidate found = new(thread.Pid, thread.Tid, thread.Comm, owner.Comm, thread.CpuPercent, thread.WaitPercent, thread.Processor) { SystemPercent = thread.CpuPercent - thread.UserPercent };
            yield return Weigh(observation, found, thread.Nice, owner.IsKernelThread);
        }

        foreach (TaskRates task in observation.Tasks.Processes)
        {
            if (!(task.CpuPercent >= Thresholds.Cpu.SingleThreadBusyPercent) || task.Process.Stat.ThreadCount != 1 || byThread.Contains(task.Pid) || task.HasExited)
                continue;
            Candidate found = new(task.Pid, task.Pid, task.Comm, task.Comm, task.CpuPercent, task.WaitPercent, task.Process.Stat.Processor) { SystemPercent = task.SystemPercent };
            yield return Weigh(observation, found, task.Process.Stat.Nice, task.IsKernelThread);
        }
    }

    // A thread that computes at full speed is as planned on many healthy machines. It is trouble where it may not go where there is room, or where
    // somebody waits for it.
    private static Candidate Weigh(Observation observation, Candidate found, int nice, bool isKernel)
    {
        if (nice > 0 || isKernel)
            return found with { Meaning = isKernel ? "It works for the kernel; what causes its work decides whether it matters." : "It is niced: background work." };
        if (found.SystemPercent * 100 >= found.CpuPercent * Thresholds.Cpu.SingleThreadSystemPercent)
            return found with { Meaning = $"It spends {Wording.Percent(found.SystemPercent * 100 / found.CpuPercent)} of its time in the kernel: it moves data, as a copy does, or only makes system calls." };
        if (CpuAffinity.IsPinned(observation, found.Pid, found.Tid))
        {
            bool isApart = CpuAffinity.Isolated(observation).Contains(found.Processor);
            return found with
            {
                Severity = isApart ? Severity.Info : Severity.Warning,
                IsPinned = true,
                Meaning = isApart ? "Its CPU is set apart for it, so this looks intended." : $"It is pinned to CPU {found.Processor}, so it must share that CPU with whatever else runs there, although others are idle.",
            };
        }

        double queue = observation.Sockets.Listeners.Where(l => l.Owner?.Pid == found.Pid).Sum(l => (double)l.AcceptQueue);
        if (queue > 0)
            return found with { Severity = Severity.Warning, Queue = queue, Meaning = $"Its process is a server with {Wording.Count(queue, "connection")} waiting to be accepted: clients wait for this thread." };
        if (found.WaitPercent >= Thresholds.Cpu.HotCpuRunDelayPercent)
            return found with { Severity = Severity.Warning, Meaning = $"It also waited {Wording.Percent(found.WaitPercent)} of the time for its CPU, which others use too." };
        return found with { Meaning = "Nothing is seen to wait for it: whether it is too slow, its owner knows." };
    }

    private static IReadOnlyList<NextStep> Next(Candidate worst) =>
    [
        new($"perf record -F 99 -g -t {worst.Tid} -- sleep 10 && perf report", "what the thread computes"),
        new($"sonde pidstat -t -u -p {worst.Pid} 1 5", "how the work is spread over the threads"),
        new($"taskset -apc {worst.Pid}", "which CPUs its threads may use"),
    ];

    private static List<Fix> Fixes(Observation observation, Candidate worst)
    {
        List<Fix> fixes = [new("Make the thread's work cheaper: see what it computes first. A quadratic loop is cheaper to fix than to parallelize.", "none")];
        if (worst.IsPinned)
        {
            fixes.Add(new(
                "Let it run on any CPU, if the pin is not intended.",
                "loses cache warmth that was intended",
                $"taskset -pc 0-{observation.Cpu.Cpus.Count - 1} {worst.Tid}",
                $"taskset -pc {worst.Processor} {worst.Tid}"));
        }

        fixes.Add(new("Take work off the thread: logging, compression, TLS into other threads; more workers or shards.", "needs a change of the program or its configuration"));
        return fixes;
    }

    private sealed record Candidate(int Pid, int Tid, string Comm, string ProcessComm, double CpuPercent, double WaitPercent, int Processor)
    {
        public Severity Severity { get; init; } = Severity.Info;

        public string Meaning { get; init; } = "";

        public bool IsPinned { get; init; }

        public double Queue { get; init; } = double.NaN;

        public double SystemPercent { get; init; }

        public string Who => (Tid == Pid, Comm == ProcessComm) switch
        {
            (true, true) => Wording.Task(Comm, Pid),
            (false, true) => $"Thread {Tid} of {Wording.Task(ProcessComm, Pid)}",
            _ => $"Thread {Comm} (tid {Tid}) of {Wording.Task(ProcessComm, Pid)}",
        };

        public string Where => IsPinned ? $"CPU {Processor}, the only one it may use" : "one CPU";

        public Party ToParty(double share)
        {
            string detail = $"{Wording.Percent(CpuPercent)} of one CPU{(IsPinned ? $", pinned to CPU {Processor}" : "")}";
            return Parties.Thread(Comm, Pid, Tid, share, Comm == ProcessComm ? detail : $"of {ProcessComm}, {detail}");
        }
    }
}
