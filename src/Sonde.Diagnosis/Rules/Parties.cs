using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;
using Sonde.Proc.Processes;

namespace Sonde.Diagnosis.Rules;

/// <summary>Names culprits and victims out of what was measured.</summary>
internal static class Parties
{
    /// <summary>How many are named; more would not be read.</summary>
    public const int LargestCount = 5;

    private const double SmallestShare = 0.05;

    /// <summary>A process, with the share of the cause that is its.</summary>
    public static Party Process(TaskRates task, double? share, string? detail = null) =>
        new(PartyKind.Process, task.Comm) { Pid = task.Pid, Share = Known(share), Detail = detail };

    /// <summary>A control group, with the share of the cause that is its and its container's or unit's name where that says more than the path.</summary>
    public static Party Cgroup(string path, double? share, string? name = null) =>
        new(PartyKind.Cgroup, path) { Share = Known(share), Detail = name is null || path.EndsWith(name, StringComparison.Ordinal) ? null : name };

    /// <summary>A thread, with the share of the cause that is its; its name is the thread's own.</summary>
    public static Party Thread(string comm, int pid, int tid, double? share, string? detail = null) =>
        new(PartyKind.Thread, comm) { Pid = pid, Tid = tid, Share = Known(share), Detail = detail };

    /// <summary>The parties with their processes' control groups, where those can be read and are not the root.</summary>
    public static IReadOnlyList<Party> WithCgroups(this IReadOnlyList<Party> parties, Observation observation)
    {
        ProcessCgroups groups = new();
        string? GroupOf(int pid) => groups.Load(observation.Root, pid) ? groups.PathOf("cpu") ?? groups.UnifiedPath : null;
        return [.. parties.Select(p => p.Pid is { } pid && GroupOf(pid) is { Length: > 1 } group ? p with { Cgroup = group } : p)];
    }

    /// <summary>The processes with the largest <paramref name="amount"/>, each with its share of the sum; those under 5 % are left out.</summary>
    /// <param name="tasks">The candidates.</param>
    /// <param name="amount">What is summed; NaN counts as nothing.</param>
    /// <param name="detail">A few words for each.</param>
    public static IReadOnlyList<Party> Top(IEnumerable<TaskRates> tasks, Func<TaskRates, double> amount, Func<TaskRates, string> detail)
    {
        List<(TaskRates Task, double Amount)> known = [.. tasks.Select(t => (Task: t, Amount: amount(t))).Where(x => x.Amount > 0)];
        double sum = known.Sum(x => x.Amount);
        return
        [
            .. known.OrderByDescending(x => x.Amount).Where(x => x.Amount >= sum * SmallestShare).Take(LargestCount)
                .Select(x => Process(x.Task, x.Amount / sum, detail(x.Task))),
        ];
    }

    private static double? Known(double? share) => share is { } s && double.IsFinite(s) ? Math.Clamp(s, 0, 1) : null;
}
