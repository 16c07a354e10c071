using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Rules;

namespace Sonde.Diagnosis;

/// <summary>All rules, by area; each area is a file of its own.</summary>
public static partial class RuleBook
{
    /// <summary>Every rule.</summary>
    public static IReadOnlyList<Rule> All => [.. Cpu, .. Memory, .. Storage, .. Network, .. Tasks];

    /// <summary>Lets every rule judge <paramref name="observation"/>.</summary>
    public static Judgement Judge(Observation observation)
    {
        Judgement judgement = new();
        foreach (Rule rule in All)
            rule.Judge(observation, judgement);
        return judgement;
    }
}
