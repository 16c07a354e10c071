using Sonde.Diagnosis.Rules;
using Sonde.Diagnosis.Rules.Memory;

namespace Sonde.Diagnosis;

public static partial class RuleBook
{
    private static IReadOnlyList<Rule> Memory =>
    [
        new PressureRule(),
        new SwapThrashRule(),
        new OomKillRule(),
        new CgroupOomKillRule(),
        new CgroupLimitRule(),
        new LeakRule(),
        new GrowthRule(),
        new ReclaimRule(),
        new DirtyBacklogRule(),
        new NumaRule(),
        new PolicyRule(),
    ];
}
