using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>A process whose children come and go.</summary>
/// <param name="Pid">The parent.</param>
/// <param name="Comm">Its name; empty where it is gone.</param>
/// <param name="Children">What its children are called mostly; empty where unknown.</param>
/// <param name="Amount">Ended children, or where those were not counted, pages touched by them.</param>
/// <param name="IsCounted">True where <paramref name="Amount"/> counts children.</param>
/// <param name="Share">Its share of all parents' amounts.</param>
internal sealed record ForkingParent(int Pid, string Comm, string Children, double Amount, bool IsCounted, double Share)
{
    /// <summary>The parents, the busiest first: from exit events, else from the fault counters that ended children leave with who waited for them.</summary>
    public static IReadOnlyList<ForkingParent> Find(Observation observation)
    {
        List<ForkingParent> parents = observation.Exits.Groups.Count > 0 ? ByExits(observation) : ByChildFaults(observation);
        double all = parents.Sum(p => p.Amount);
        return [.. parents.Select(p => p with { Share = p.Amount / all }).OrderByDescending(p => p.Amount)];
    }

    /// <summary>The culprit.</summary>
    public Party ToParty(double seconds) => new(PartyKind.Process, Comm.Length > 0 ? Comm : Children)
    {
        Pid = Comm.Length > 0 ? Pid : null,
        Share = Math.Clamp(Share, 0, 1),
        Detail = IsCounted ? $"{Wording.Count(Amount / seconds, "child", "children")} ended a second{(Children.Length > 0 ? $", mostly {Children}" : "")}" : "its children touched most new pages",
    };

    // A parent that is gone itself leaves only the name of its children.
    private static List<ForkingParent> ByExits(Observation observation) =>
    [
        .. observation.Exits.Groups.GroupBy(g => (Pid: g.ParentComm is null ? 0 : g.ParentPid, Children: g.ParentComm is null ? g.Comm : "")).Select(g =>
        {
            ExitedTaskGroup most = g.MaxBy(x => x.Count)!;
            return new ForkingParent(g.Key.Pid, most.ParentComm ?? "", most.Comm, g.Sum(x => x.Count), true, 0);
        }),
    ];

    private static List<ForkingParent> ByChildFaults(Observation observation)
    {
        List<ForkingParent> parents = [];
        foreach (TaskRates task in observation.Tasks.Processes)
        {
            double faults = task.MinorFaultsWithChildren - (task.MinorFaultsPerSecond * observation.Seconds);
            if (faults >= 1 && !task.HasExited)
                parents.Add(new ForkingParent(task.Pid, task.Comm, "", faults, false, 0));
        }

        return parents;
    }
}
