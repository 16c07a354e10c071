using Sonde.Diagnosis.Rules.Cpu;

namespace Sonde.Diagnosis.Rules;

public static partial class RuleBook
{
    private static IReadOnlyList<Rule> Cpu =>
    [
        new CpuSaturated(),
        new SingleThreadBound(),
        new HotCpuImbalance(),
        new CgroupThrottled(),
        new Steal(),
        new SoftirqLoad(),
        new IrqImbalance(),
        new ContextSwitchStorm(),
        new ForkStorm(),
        new RealtimeStarvation(),
        new FrequencyCapped(),
        new LoadIsIo(),
        new CpuQuestions(),
    ];
}
