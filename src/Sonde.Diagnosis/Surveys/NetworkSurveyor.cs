using Sonde.Diagnosis.Observations;
using Sonde.Linux.Netlink;
using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Proc.Network;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Reads queueing disciplines and the connection tracking table at both ends of the window.</summary>
internal sealed class NetworkSurveyor
{
    private readonly LinuxRoot _root;
    private readonly Dictionary<(int Link, uint Handle, uint Parent), (ulong Packets, uint Drops, uint Overlimits)> _disciplinesAtStart = [];
    private (uint? Drops, uint? EarlyDrops) _conntrackAtStart;

    public NetworkSurveyor(LinuxRoot root) => _root = root;

    /// <summary>Notes the counters at the start.</summary>
    public void Begin()
    {
        foreach (QueueingDiscipline discipline in ReadDisciplines(out _))
            _disciplinesAtStart[KeyOf(discipline)] = (discipline.Packets, discipline.Drops, discipline.Overlimits);
        ConnectionTracking table = ReadConntrack(_root);
        _conntrackAtStart = (table.Drops, table.EarlyDrops);
    }

    /// <summary>The state at the end, read from <paramref name="root"/>, with the growth since <see cref="Begin"/>.</summary>
    public NetworkSurvey End(LinuxRoot root, double seconds)
    {
        ConnectionTracking table = ReadConntrack(root);
        double drops = Growth(_conntrackAtStart.Drops, table.Drops) + Growth(_conntrackAtStart.EarlyDrops, table.EarlyDrops);
        return new NetworkSurvey
        {
            QueueDisciplines = EndDisciplines(seconds),
            ConntrackCount = table.Count ?? double.NaN,
            ConntrackMaximum = table.Maximum ?? double.NaN,
            ConntrackDrops = drops,
        };
    }

    private List<QueueDisciplineUsage> EndDisciplines(double seconds)
    {
        List<QueueDisciplineUsage> usage = [];
        IReadOnlyList<QueueingDiscipline> all = ReadDisciplines(out Dictionary<int, string> names);
        foreach (IGrouping<int, QueueingDiscipline> link in all.GroupBy(d => d.LinkIndex))
        {
            // A classful discipline counts what its children drop; one without children, such as a device's default, stands for itself.
            if (link.FirstOrDefault(d => d.Parent == QueueingDiscipline.RootParent) is not { } root || !names.TryGetValue(root.LinkIndex, out string? name))
                continue;
            QueueingDiscipline most = link.MaxBy(d => (GrowthOf(d).Drops, d == root ? 1 : 0))!;
            (double packets, double drops, double overlimits) = GrowthOf(root);
            usage.Add(new QueueDisciplineUsage(
                name,
                most.Kind,
                packets / seconds,
                Math.Max(drops, GrowthOf(most).Drops) / seconds,
                Math.Max(overlimits, GrowthOf(most).Overlimits) / seconds,
                root.BacklogBytes,
                root.QueueLength));
        }

        return usage;
    }

    // One that was not there at the start counts from zero.
    private (double Packets, double Drops, double Overlimits) GrowthOf(QueueingDiscipline discipline)
    {
        (ulong packets, uint drops, uint overlimits) = _disciplinesAtStart.GetValueOrDefault(KeyOf(discipline));
        return (Counter.Growth(packets, discipline.Packets), Counter.Growth32(drops, discipline.Drops), Counter.Growth32(overlimits, discipline.Overlimits));
    }

    private IReadOnlyList<QueueingDiscipline> ReadDisciplines(out Dictionary<int, string> names)
    {
        names = [];
        if (!_root.IsLive || !RouteNetlink.TryOpen(out RouteNetlink? route).IsSuccess)
            return [];
        using (route)
        {
            ReusedList<NetworkLink> links = new();
            ReusedList<QueueingDiscipline> disciplines = new();
            if (!route!.ReadLinks(links).IsSuccess || !route.ReadQueueingDisciplines(disciplines).IsSuccess)
                return [];
            foreach (NetworkLink link in links)
                names[link.Index] = link.Name;
            return disciplines;
        }
    }

    private static ConnectionTracking ReadConntrack(LinuxRoot root)
    {
        using KernelFile count = new(root, ConnectionTracking.CountPath);
        using KernelFile maximum = new(root, ConnectionTracking.MaximumPath);
        using KernelFile counters = new(root, ConnectionTracking.Path);
        ConnectionTracking table = new();
        table.Load(count, maximum, counters);
        return table;
    }

    private static (int, uint, uint) KeyOf(QueueingDiscipline discipline) => (discipline.LinkIndex, discipline.Handle, discipline.Parent);

    private static double Growth(uint? earlier, uint? later) => earlier is { } e && later is { } l ? Counter.Growth32(e, l) : double.NaN;
}
