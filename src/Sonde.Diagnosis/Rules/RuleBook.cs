using Sonde.Diagnosis.Observations;

namespace Sonde.Diagnosis.Rules;

/// <summary>All rules, by area; each area is a file of its own.</summary>
public static partial class RuleBook
{
    /// <summary>Every rule.</summary>
    public static IReadOnlyList<Rule> All => [.. Cpu, .. Memory, .. Storage, .. Network, .. Tasks];

    /// <summary>Lets every rule judge <paramref name="observation"/>.</summary>
    public static Verdict Judge(Observation observation)
    {
        Verdict verdict = new();
        foreach (Rule rule in All)
            rule.Judge(observation, verdict);
        return verdict;
    }
}
