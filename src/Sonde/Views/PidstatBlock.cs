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

    /// <summary>True where the block shows the stack, which is read for each row that is drawn.</summary>
    public bool ShowsStack => Activities.HasFlag(PidstatActivities.Stack);

    /// <summary>The blocks of <paramref name="format"/> in sysstat's order.</summary>
    public static IReadOnlyList<PidstatBlock> Of(PidstatFormat format)
    {
        List<PidstatActivities> asked = [.. Order.Where(a => format.Activities.HasFlag(a))];
        List<PidstatBlock> blocks = [];
        if (format.ShowsTasks && format.IsHorizontal)
            blocks.Add(new PidstatBlock(format.Activities, false, Join(asked, format, isAverage: false), Join(asked, format, isAverage: true)));
        else if (format.ShowsTasks)
            blocks.AddRange(asked.Select(a => new PidstatBlock(a, false, PidstatColumns.Of(a, format.IsOfMachine, false), PidstatColumns.Of(a, format.IsOfMachine, true))));
        if (format.ShowsChildren)
        {
            blocks.AddRange(asked.Where(a => a is PidstatActivities.Cpu or PidstatActivities.Memory)
                .Select(a => new PidstatBlock(a, true, PidstatColumns.WithChildren(a, false), PidstatColumns.WithChildren(a, true))));
        }

        return blocks;
    }

    /// <summary>True where <paramref name="task"/> was active in anything that the block shows.</summary>
    public bool IsActive(TaskRates task)
    {
        foreach (PidstatActivities activity in Order)
        {
            if (Activities.HasFlag(activity) && PidstatColumns.IsActive(task, activity, WithChildren))
                return true;
        }

        return false;
    }

    private static Column<TaskRates>[] Join(List<PidstatActivities> asked, PidstatFormat format, bool isAverage) =>
        [.. asked.SelectMany(a => PidstatColumns.Of(a, format.IsOfMachine, isAverage))];
}
