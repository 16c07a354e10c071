using Sonde.Diagnosis.Rules;
using Sonde.Diagnosis.Rules.Machine;
using Sonde.Diagnosis.Rules.Tasks;

namespace Sonde.Diagnosis;

public static partial class RuleBook
{
    private static IReadOnlyList<Rule> Tasks =>
    [
        new BlockedTaskRule(),
        new SleepingOnIoRule(),
        new ZombieRule(),
        new ThreadExplosionRule(),
        new DescriptorLimitRule(),
        new TaskLimitRule(),
        new FileLimitRule(),
        new InotifyLimitRule(),
        new AioLimitRule(),
        new ClockSourceRule(),
        new HardwareErrorRule(),
        new HungTaskRule(),
        new LockupRule(),
        new KernelTaintRule(),
        new TaskChecklistRule(),
    ];
}
