using Sonde.Diagnosis.Rules;
using Sonde.Diagnosis.Rules.Storage;

namespace Sonde.Diagnosis;

public static partial class RuleBook
{
    // The order matters twice: what leads goes before what is silent beside it, and the questions go last.
    private static IReadOnlyList<Rule> Storage =>
    [
        new DiskErrorsRule(),
        new DiskSaturatedRule(),
        new DiskFsyncStallRule(),
        new DiskWritebackStormRule(),
        new DiskSlowRule(),
        new DiskQueueCongestionRule(),
        new DiskSmallRandomIoRule(),
        new DiskCgroupThrottledRule(),
        new DiskSchedulerMismatchRule(),
        new FileSystemFullRule(),
        new FileSystemInodesFullRule(),
        new FileSystemReadOnlyRule(),
        new FileSystemStaleRule(),
        new DentryChurnRule(),
        new StorageChecklistRule(),
    ];
}
