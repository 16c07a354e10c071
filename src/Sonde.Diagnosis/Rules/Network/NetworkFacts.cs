using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;
using Sonde.Proc.Network;

namespace Sonde.Diagnosis.Rules.Network;

/// <summary>What several network rules ask of an observation.</summary>
internal static class NetworkFacts
{
    /// <summary>The interfaces with their rates.</summary>
    public static IEnumerable<InterfaceRates> Interfaces(Observation observation)
    {
        for (int i = 0; i < observation.Interfaces.Count; i++)
            yield return observation.Interfaces[i];
    }

    /// <summary>The sub-second course of an interface; empty series where it was not there.</summary>
    public static InterfaceBursts BurstsOf(Observation observation, InterfaceRates rates) =>
        observation.Bursts.Interfaces.TryGetValue(rates.Name, out InterfaceBursts? bursts) ? bursts : new InterfaceBursts();

    /// <summary>The queueing disciplines of an interface; null where it has none or they could not be read.</summary>
    public static QueueDisciplineUsage? QueueOf(Observation observation, InterfaceRates rates) =>
        observation.Network.QueueDisciplines.FirstOrDefault(q => q.Interface == rates.Name);

    /// <summary>Part of all, percent, where a lost packet is not counted among the others; 0 where nothing was lost.</summary>
    public static double LossPercent(double lost, double passed) => lost > 0 ? lost * 100 / (lost + passed) : 0;

    /// <summary>A process that holds sockets, as a party.</summary>
    public static Party Holder(SocketHolder holder, double? share, string? detail = null) => new(PartyKind.Process, holder.Comm) { Pid = holder.Pid, Share = share, Detail = detail };

    /// <summary>A process that holds sockets, for a title.</summary>
    public static string Text(SocketHolder holder) => Wording.Task(holder.Comm, holder.Pid);

    /// <summary>Growth for each CPU over the window of one column of softnet_stat; empty where it could not be read.</summary>
    public static List<(int Cpu, double Growth)> Softnet(Observation observation, Func<SoftnetCounters, uint> column)
    {
        List<(int, double)> growth = [];
        if (!observation.First.Softnet.IsAvailable || !observation.Last.Softnet.IsAvailable)
            return growth;
        ReadOnlySpan<SoftnetCounters> earlier = observation.First.Softnet.Cpus;
        ReadOnlySpan<SoftnetCounters> later = observation.Last.Softnet.Cpus;
        for (int i = 0; i < Math.Min(earlier.Length, later.Length); i++)
            growth.Add((later[i].Cpu, Counter.Growth32(column(earlier[i]), column(later[i]))));
        return growth;
    }

    /// <summary>Drops of the per-CPU receive backlogs per second; NaN where they could not be read.</summary>
    public static double SoftnetDropsPerSecond(Observation observation)
    {
        List<(int Cpu, double Growth)> drops = Softnet(observation, c => c.Dropped);
        return drops.Count == 0 ? double.NaN : drops.Sum(d => d.Growth) / observation.Seconds;
    }

    /// <summary>The line rate of an interface, bytes per second each way; NaN where the driver does not tell.</summary>
    public static double LineBytesPerSecond(Observation observation, InterfaceRates rates) =>
        observation.Root.ReadNumber($"/sys/class/net/{rates.Name}/speed") is > 0 and { } megabits ? megabits * 1e6 / 8 : double.NaN;

    /// <summary>How to look at an interface.</summary>
    public static IReadOnlyList<NextStep> Look(string name) =>
    [
        new($"ip -s -s link show {Wording.Quote(name)}", "the interface's counters by kind"),
        new($"tc -s qdisc show dev {Wording.Quote(name)}", "its queue: drops, overlimits, backlog"),
    ];

    /// <summary>True where one of <paramref name="ids"/> was found worse than information.</summary>
    public static bool Accuses(Judgement judgement, params string[] ids) => judgement.Findings.Any(f => f.Severity > Severity.Info && ids.Contains(f.Id, StringComparer.Ordinal));
}
