using Sonde.Diagnosis.Rules.Storage;
using Sonde.Diagnosis.Rules;

namespace Sonde.Diagnosis;

public static partial class RuleBook
{
    // The order matters twice: what leads goes before what is silent beside it, and the questions go last.
    private static IReadOnlyList<Rule> Storage =>
    [
        new DiskErrors(),
        new DiskSaturated(),
        new DiskFsyncStall(),
        new DiskWritebackStorm(),
        new DiskSlow(),
        new DiskQueueCongestion(),
        new DiskSmallRandomIo(),
        new DiskCgroupThrottled(),
        new DiskSchedulerMismatch(),
        new FileSystemFull(),
        new FileSystemInodesFull(),
        new FileSystemReadOnly(),
        new FileSystemStale(),
        new DentryChurn(),
        new StorageQuestions(),
    ];
}
