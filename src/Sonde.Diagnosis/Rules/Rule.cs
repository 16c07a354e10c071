using Sonde.Diagnosis.Observations;

namespace Sonde.Diagnosis.Rules;

/// <summary>
/// Decides one question about a machine from an observation: a finding with its evidence, or an answer that rules the suspicion out, or nothing where the
/// values are missing. To add one: derive, name the id's thresholds in <see cref="Thresholds"/>, write docs/findings/ID.md, list it in
/// <see cref="RuleBook"/>, and cause the fault in an incident test.
/// </summary>
public abstract class Rule
{
    /// <summary>The finding ids that the rule can report.</summary>
    public abstract IReadOnlyList<string> Ids { get; }

    /// <summary>Judges <paramref name="observation"/>. Never throws: a value that is missing makes the rule silent.</summary>
    public abstract void Judge(Observation observation, Judgement judgement);
}
