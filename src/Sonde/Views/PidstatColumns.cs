using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Rates;

namespace Sonde.Views;

/// <summary>The columns of pidstat, by activity. Averages show means where the rows show states, and a dash for the last CPU.</summary>
internal static class PidstatColumns
{
    private static readonly NumberField<TaskRates> NoProcessor =
        new(TaskFields.Processor.Id, "", FieldKind.Gauge, TaskFields.Processor.Source, "", TaskFields.Processor.Meaning, static _ => double.NaN);

    /// <summary>The columns of one activity of a task.</summary>
    /// <param name="activity">A single activity.</param>
    /// <param name="isOfMachine">True for %CPU of the whole machine.</param>
    /// <param name="isAverage">True for the averages.</param>
    public static Column<TaskRates>[] Of(PidstatActivities activity, bool isOfMachine, bool isAverage) => activity switch
    {
        PidstatActivities.Cpu =>
        [
            Share(TaskFields.User, "%usr"), Share(TaskFields.System, "%system"), Share(TaskFields.Guest, "%guest"), Share(TaskFields.Wait, "%wait"),
            Share(isOfMachine ? TaskFields.CpuOfMachine : TaskFields.Cpu, "%CPU"), new(isAverage ? NoProcessor : TaskFields.Processor, "CPU", 6, 0),
        ],
        PidstatActivities.Memory =>
        [
            new(TaskFields.MinorFaults, "minflt/s", 10, 2), new(TaskFields.MajorFaults, "majflt/s", 10, 2),
            new(isAverage ? TaskFields.MeanVirtualSize : TaskFields.VirtualSize, "VSZ", 8, 0, CellUnit.KibibytesFromBytes),
            new(isAverage ? TaskFields.MeanResidentSize : TaskFields.ResidentSize, "RSS", 8, 0, CellUnit.KibibytesFromBytes),
            new(isAverage ? TaskFields.MeanMemory : TaskFields.Memory, "%MEM", 7, 2, CellUnit.Percent),
        ],
        PidstatActivities.Stack =>
        [
            new(isAverage ? TaskFields.MeanStackSize : TaskFields.StackSize, "StkSize", 8, 0, CellUnit.KibibytesFromBytes),
            new(isAverage ? TaskFields.MeanStackReferenced : TaskFields.StackReferenced, "StkRef", 8, 0, CellUnit.KibibytesFromBytes),
        ],
        PidstatActivities.Io =>
        [
            new(TaskFields.ReadKibibytes, "kB_rd/s", 10, 2, CellUnit.KibibytesFromBytes), new(TaskFields.WriteKibibytes, "kB_wr/s", 10, 2, CellUnit.KibibytesFromBytes),
            new(TaskFields.CancelledKibibytes, "kB_ccwr/s", 10, 2, CellUnit.KibibytesFromBytes), new(TaskFields.BlockIoDelay, "iodelay", 8, 0),
        ],
        PidstatActivities.Switches => [new(TaskFields.VoluntarySwitches, "cswch/s", 10, 2), new(TaskFields.NonVoluntarySwitches, "nvcswch/s", 10, 2)],
        PidstatActivities.Handles =>
        [
            new(isAverage ? TaskFields.MeanThreads : TaskFields.Threads, "threads", 8, 0), new(isAverage ? TaskFields.MeanDescriptors : TaskFields.Descriptors, "fd-nr", 8, 0),
        ],
        PidstatActivities.Scheduling => [new(TaskFields.RealTimePriority, "prio", 5, 0), new(TaskFields.Policy, "policy", 7)],
        _ => [],
    };

    /// <summary>The columns of one activity of a task with its children.</summary>
    public static Column<TaskRates>[] WithChildren(PidstatActivities activity, bool isAverage) => activity switch
    {
        PidstatActivities.Cpu =>
        [
            new(isAverage ? TaskFields.MeanUserWithChildren : TaskFields.UserWithChildren, "usr-ms", 10, 0),
            new(isAverage ? TaskFields.MeanSystemWithChildren : TaskFields.SystemWithChildren, "system-ms", 10, 0),
            new(isAverage ? TaskFields.MeanGuestWithChildren : TaskFields.GuestWithChildren, "guest-ms", 10, 0),
        ],
        PidstatActivities.Memory =>
        [
            new(isAverage ? TaskFields.MeanMinorFaultsWithChildren : TaskFields.MinorFaultsWithChildren, "minflt-nr", 10, 0),
            new(isAverage ? TaskFields.MeanMajorFaultsWithChildren : TaskFields.MajorFaultsWithChildren, "majflt-nr", 10, 0),
        ],
        _ => [],
    };

    /// <summary>True where the task did something of <paramref name="activity"/> in the interval.</summary>
    public static bool IsActive(TaskRates task, PidstatActivities activity, bool withChildren) => activity switch
    {
        PidstatActivities.Cpu => withChildren ? task.HasUsedCpuWithChildren : task.HasUsedCpu,
        PidstatActivities.Memory => withChildren ? task.HasFaultedWithChildren : task.HasUsedMemory,
        PidstatActivities.Stack => task.HasUsedMemory,
        PidstatActivities.Io => task.HasMovedBytes || task.BlockIoDelayTicks > 0,
        PidstatActivities.Switches => task.HasSwitchedContext,
        PidstatActivities.Handles => task.HasChangedHandles,
        PidstatActivities.Scheduling => task.HasChangedScheduling,
        _ => false,
    };

    private static Column<TaskRates> Share(NumberField<TaskRates> field, string heading) => new(field, heading, 8, 2, CellUnit.Percent);
}
