using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Ranking;

/// <summary>Puts findings in the order in which they should be read: each root cause followed by what it explains.</summary>
public static class FindingRanking
{
    /// <summary>
    /// Ranks <paramref name="findings"/>. Roots come first by severity (a root is as severe as the worst that it explains), then confidence, then by how
    /// many findings they explain; a symptom follows the last of its causes and is never above one.
    /// </summary>
    /// <param name="findings">The findings of one report in any order.</param>
    /// <returns>The same findings with <see cref="Finding.Rank"/> from 1 and <see cref="Finding.Causes"/> set.</returns>
    public static IReadOnlyList<Finding> Rank(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        Node[] nodes = [.. findings.Select(f => new Node(f))];
        foreach (Node symptom in nodes)
        {
            foreach (Node cause in nodes)
            {
                if (CausalLinks.Explains(cause.Finding, symptom.Finding))
                {
                    symptom.Causes.Add(cause);
                    cause.Symptoms.Add(symptom);
                }
            }
        }

        foreach (Node node in nodes)
            node.FollowSymptoms();
        Array.Sort(nodes, Compare);
        List<Finding> ranked = new(nodes.Length);
        foreach (Node node in nodes)
        {
            if (node.Causes.Count == 0)
                Place(node, ranked);
        }

        // Only a cycle in the table could leave one over; even then no finding may be lost.
        foreach (Node node in nodes)
        {
            if (!node.IsPlaced)
                Place(node, ranked);
        }

        return ranked;
    }

    private static void Place(Node node, List<Finding> ranked)
    {
        node.IsPlaced = true;
        ranked.Add(node.Finding with
        {
            Rank = ranked.Count + 1,
            Causes = [.. node.Causes.Order(Comparer<Node>.Create(Compare)).Select(c => c.Finding.Id).Distinct(StringComparer.Ordinal)],
        });
        node.Symptoms.Sort(Compare);
        foreach (Node symptom in node.Symptoms)
        {
            if (!symptom.IsPlaced && symptom.Causes.TrueForAll(c => c.IsPlaced))
                Place(symptom, ranked);
        }
    }

    private static int Compare(Node a, Node b)
    {
        int order = b.WorstSeverity.CompareTo(a.WorstSeverity);
        if (order == 0)
            order = b.Finding.Severity.CompareTo(a.Finding.Severity);
        if (order == 0)
            order = b.Finding.Confidence.CompareTo(a.Finding.Confidence);
        if (order == 0)
            order = b.Explained.Count.CompareTo(a.Explained.Count);
        if (order == 0)
            order = CataloguePlace(a.Finding.Id).CompareTo(CataloguePlace(b.Finding.Id));
        return order != 0 ? order : string.CompareOrdinal(a.Finding.Title, b.Finding.Title);
    }

    // What the catalogue does not list, the audited knobs, comes last.
    private static int CataloguePlace(string id)
    {
        for (int i = 0; i < FindingCatalogue.All.Count; i++)
        {
            if (FindingCatalogue.All[i] == id)
                return i;
        }

        return int.MaxValue;
    }

    private sealed class Node(Finding finding)
    {
        public Finding Finding { get; } = finding;

        public List<Node> Causes { get; } = [];

        public List<Node> Symptoms { get; } = [];

        public HashSet<Node> Explained { get; } = [];

        public Severity WorstSeverity { get; private set; } = finding.Severity;

        public bool IsPlaced { get; set; }

        // All that it explains, directly or through others.
        public void FollowSymptoms()
        {
            Stack<Node> open = new([this]);
            while (open.TryPop(out Node? next))
            {
                foreach (Node symptom in next.Symptoms)
                {
                    if (!Explained.Add(symptom))
                        continue;
                    open.Push(symptom);
                    if (symptom.Finding.Severity > WorstSeverity)
                        WorstSeverity = symptom.Finding.Severity;
                }
            }
        }
    }
}
