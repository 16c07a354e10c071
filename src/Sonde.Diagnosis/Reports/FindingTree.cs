namespace Sonde.Diagnosis.Reports;

/// <summary>The findings of a report as causes with the symptoms that follow from each. Causes that go round in a circle, or are not in the report, explain nothing.</summary>
public sealed class FindingTree
{
    private readonly Dictionary<Finding, List<Symptom>> _symptoms = new(ReferenceEqualityComparer.Instance);

    /// <summary>Sorts <paramref name="findings"/>, which keep their order.</summary>
    public FindingTree(IReadOnlyList<Finding> findings)
    {
        List<Finding> roots = [];
        foreach (Finding finding in findings)
        {
            Finding? cause = CauseOf(finding, findings);
            Finding root = cause is null ? finding : RootOf(finding, findings);
            if (ReferenceEquals(root, finding))
                roots.Add(finding);
            else
                SymptomsOf(root).Add(new Symptom(finding, ReferenceEquals(cause, root) ? null : cause!.Rank));
        }

        Roots = roots;
    }

    /// <summary>The findings that nothing else explains, in their order.</summary>
    public IReadOnlyList<Finding> Roots { get; }

    /// <summary>What follows from <paramref name="root"/>, directly or through others.</summary>
    public IReadOnlyList<Symptom> Symptoms(Finding root) => _symptoms.TryGetValue(root, out List<Symptom>? symptoms) ? symptoms : [];

    private static Finding? CauseOf(Finding finding, IReadOnlyList<Finding> findings) =>
        findings.FirstOrDefault(other => !ReferenceEquals(other, finding) && finding.Causes.Contains(other.Id));

    private static Finding RootOf(Finding finding, IReadOnlyList<Finding> findings)
    {
        HashSet<Finding> seen = new(ReferenceEqualityComparer.Instance) { finding };
        Finding current = finding;
        while (CauseOf(current, findings) is { } cause)
        {
            // In a circle, the finding that ranks first stands for all of them.
            if (!seen.Add(cause))
                return findings.First(seen.Contains);
            current = cause;
        }

        return current;
    }

    private List<Symptom> SymptomsOf(Finding root)
    {
        if (!_symptoms.TryGetValue(root, out List<Symptom>? symptoms))
            _symptoms[root] = symptoms = [];
        return symptoms;
    }
}
