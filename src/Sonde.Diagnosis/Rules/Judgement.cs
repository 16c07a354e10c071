using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules;

/// <summary>What the rules have decided so far.</summary>
public sealed class Judgement
{
    private readonly List<Finding> _findings = [];
    private readonly List<RuledOut> _ruledOut = [];
    private readonly List<Unavailable> _unavailable = [];

    /// <summary>What was found, in the order of the rules; not ranked yet.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>What was found healthy.</summary>
    public IReadOnlyList<RuledOut> RuledOut => _ruledOut;

    /// <summary>What a rule could not decide.</summary>
    public IReadOnlyList<Unavailable> Unavailable => _unavailable;

    /// <summary>True where one of <paramref name="ids"/> was reported, however severe.</summary>
    public bool HasFound(params ReadOnlySpan<string> ids)
    {
        foreach (Finding finding in _findings)
        {
            foreach (string id in ids)
            {
                if (finding.Id == id)
                    return true;
            }
        }

        return false;
    }

    /// <summary>Reports a finding.</summary>
    public void Report(Finding finding) => _findings.Add(finding);

    /// <summary>Rules a suspicion out.</summary>
    /// <param name="question">The suspicion as a short question, such as "Is the network losing packets?".</param>
    /// <param name="answer">The answer in a few words with the number that decides.</param>
    /// <param name="evidence">The values behind it.</param>
    public void RuleOut(string question, string answer, params IReadOnlyList<Evidence> evidence) => _ruledOut.Add(new RuledOut(question, answer, evidence));

    /// <summary>Says that something could not be decided.</summary>
    public void CannotSee(string what, string because, string remedy) => _unavailable.Add(new Unavailable(what, because, remedy));
}
