using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Ranking;

/// <summary>Says that one fault brings another about, where both are in a report.</summary>
/// <param name="Symptom">The id of the finding that is explained.</param>
/// <param name="Cause">The id of the finding that explains it.</param>
/// <param name="Why">The mechanism in one clause.</param>
/// <param name="Holds">What must be true of the pair (cause, symptom), such as the same device; null where being together is enough.</param>
public sealed record CausalLink(string Symptom, string Cause, string Why, Func<Finding, Finding, bool>? Holds = null)
{
    /// <summary>
    /// True where <paramref name="cause"/> explains <paramref name="symptom"/>. What a healthy machine may have explains no trouble: an
    /// <see cref="Severity.Info"/> finding is never the cause of a more severe one.
    /// </summary>
    public bool Explains(Finding cause, Finding symptom) =>
        cause.Id == Cause && symptom.Id == Symptom
        && (cause.Severity > Severity.Info || symptom.Severity == Severity.Info)
        && (Holds is null || Holds(cause, symptom));
}
