namespace Sonde.Tracing.Syntax;

/// <summary>Finds what an author may have meant by a name that nothing has.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the fewest changes of one letter (inserted, left out, replaced, or two neighbours swapped), case not counted; null if even that one
    /// needs more than a third of the letters. The first of several equal ones.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = Math.Max(1, name.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (name.Length > MaximumLength || Math.Abs(candidate.Length - name.Length) >= bestDistance)
                continue;

            var distance = Distance(name, candidate);
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>"did you mean 'name'?" with the nearest candidate; null without one.</summary>
    public static string? Hint(string name, IEnumerable<string> candidates) =>
        Find(name, candidates) is { } near ? $"did you mean '{near}'?" : null;

    private const int MaximumLength = 64;

    private static int Distance(string left, string right)
    {
        Span<int> rows = stackalloc int[3 * (2 * MaximumLength + 1)];
        var width = right.Length + 1;
        var before = rows[..width];
        var previous = rows.Slice(width, width);
        var current = rows.Slice(2 * width, width);
        for (var column = 0; column < width; column++)
            previous[column] = column;

        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column < width; column++)
            {
                var same = char.ToLowerInvariant(left[row - 1]) == char.ToLowerInvariant(right[column - 1]);
                var cost = Math.Min(Math.Min(previous[column], current[column - 1]) + 1, previous[column - 1] + (same ? 0 : 1));
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                    cost = Math.Min(cost, before[column - 2] + 1);
                current[column] = cost;
            }

            var oldest = before;
            before = previous;
            previous = current;
            current = oldest;
        }

        return previous[width - 1];
    }
}
