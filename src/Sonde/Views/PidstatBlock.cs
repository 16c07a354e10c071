using Sonde.Metrics.Rates;

namespace Sonde.Views;

/// <summary>A run of pidstat's rows under one heading: one activity, or all of them with -h.</summary>
/// <param name="Activities">What makes a task active for this block.</param>
/// <param name="WithChildren">True for sums that include children.</param>
/// <param name="Columns">The columns of rows.</param>
/// <param name="AverageColumns">The columns of averages.</param>
internal sealed record PidstatBlock(PidstatActivities Activities, bool WithChildren, Column<TaskRates>[] Columns, Column<TaskRates>[] AverageColumns)
{
    private static readonly PidstatActivities[] Order =
    [
        PidstatActivities.Cpu, PidstatActivities.Memory, PidstatActivities.Stack, PidstatActivities.Io, PidstatActivities.Switches, PidstatActivities.Handles,
        PidstatActivities.Scheduling,
    ];

    /// <summary>The blocks of <paramref name="format"/> in sysstat's order.</summary>
    public static IReadOnlyList<PidstatBlock> Of(PidstatFormat format)
    {
        List<PidstatActivities> asked = [.. Order.Where(a => format.Shows(a))];
        // Children are counted in CPU time and faults alone.
        List<PidstatActivities> ofChildren = [.. asked.Where(static a => a is PidstatActivities.Cpu or PidstatActivities.Memory)];
        List<PidstatBlock> blocks = [];
        if (format.IsHorizontal)
        {
            if (format.ShowsTasks)
                blocks.Add(OfTasks(asked, format));
            if (format.ShowsChildren && ofChildren.Count > 0)
                blocks.Add(OfChildren(ofChildren));
            return blocks;
        }

        foreach (PidstatActivities activity in asked)
        {
            if (format.ShowsTasks)
                blocks.Add(OfTasks([activity], format));
            if (format.ShowsChildren && ofChildren.Contains(activity))
                blocks.Add(OfChildren([activity]));
        }

        return blocks;
    }

    /// <summary>True where <paramref name="task"/> was active in anything that the block shows.</summary>
    public bool IsActive(TaskRates task)
    {
        foreach (PidstatActivities activity in Order)
        {
            if ((Activities & activity) != PidstatActivities.None && PidstatColumns.IsActive(task, activity, WithChildren))
                return true;
        }

        return false;
    }

    private static PidstatBlock OfTasks(List<PidstatActivities> activities, PidstatFormat format) => new(
        All(activities),
        WithChildren: false,
        [.. activities.SelectMany(a => PidstatColumns.Of(a, format.IsOfMachine, isAverage: false))],
        [.. activities.SelectMany(a => PidstatColumns.Of(a, format.IsOfMachine, isAverage: true))]);

    private static PidstatBlock OfChildren(List<PidstatActivities> activities) => new(
        All(activities),
        WithChildren: true,
        [.. activities.SelectMany(static a => PidstatColumns.WithChildren(a, isAverage: false))],
        [.. activities.SelectMany(static a => PidstatColumns.WithChildren(a, isAverage: true))]);

    private static PidstatActivities All(List<PidstatActivities> activities) => activities.Aggregate(PidstatActivities.None, static (all, a) => all | a);
}
