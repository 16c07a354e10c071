namespace Sonde.Architecture.Tests.Assemblies;

/// <summary>Finds what depends on itself.</summary>
internal static class Cycles
{
    /// <summary>The shortest way from each node back to itself, one for each knot of nodes that reach each other, such as [A, B, A].</summary>
    public static List<List<string>> Of(IReadOnlyDictionary<string, HashSet<string>> edges)
    {
        List<List<string>> cycles = [];
        HashSet<string> told = [];
        foreach (string node in edges.Keys.Order(StringComparer.Ordinal))
        {
            if (told.Contains(node) || Way(edges, node) is not { } way)
                continue;
            cycles.Add(way);
            told.UnionWith(way);
        }

        return cycles;
    }

    private static List<string>? Way(IReadOnlyDictionary<string, HashSet<string>> edges, string start)
    {
        Dictionary<string, string> from = [];
        Queue<string> open = new([start]);
        while (open.TryDequeue(out string? node))
        {
            foreach (string next in edges.GetValueOrDefault(node, []).Order(StringComparer.Ordinal))
            {
                if (!from.TryAdd(next, node))
                    continue;
                if (next == start)
                    return Back(from, start);
                open.Enqueue(next);
            }
        }

        return null;
    }

    private static List<string> Back(Dictionary<string, string> from, string start)
    {
        List<string> way = [start];
        for (string node = from[start]; node != start; node = from[node])
            way.Add(node);
        way.Add(start);
        way.Reverse();
        return way;
    }
}
