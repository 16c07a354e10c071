namespace Sonde.Diagnosis.Rules;

public static partial class RuleBook
{
    private static IReadOnlyList<Rule> Cpu =>
    [
    ];
}
