using Sonde.Diagnosis.Rules;
using Sonde.Diagnosis.Rules.Cpu;

namespace Sonde.Diagnosis;

public static partial class RuleBook
{
    private static IReadOnlyList<Rule> Cpu =>
    [
        new CpuSaturatedRule(),
        new SingleThreadRule(),
        new HotCpuRule(),
        new CgroupThrottledRule(),
        new StealRule(),
        new SoftirqRule(),
        new IrqImbalanceRule(),
        new ContextSwitchRule(),
        new ForkStormRule(),
        new SyscallStormRule(),
        new RealtimeRule(),
        new FrequencyRule(),
        new LoadIsIoRule(),
        new CpuChecklistRule(),
    ];
}
