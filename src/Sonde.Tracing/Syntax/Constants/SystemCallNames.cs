namespace Sonde.Tracing.Syntax.Constants;

/// <summary>System calls by number.</summary>
public static partial class SystemCallNames
{
    private static readonly Lazy<string?[]> X64Table = new(() => Read(X64));
    private static readonly Lazy<string?[]> Arm64Table = new(() => Read(Arm64));

    /// <summary>The name of a system call (0 of x86-64: read), null if no call has the number.</summary>
    public static string? Name(SystemCallTable table, long number)
    {
        var names = TableOf(table);
        return number >= 0 && number < names.Length ? names[number] : null;
    }

    /// <summary>The number of a system call by its name, null if the table has no such call.</summary>
    public static int? Number(SystemCallTable table, string name)
    {
        var number = Array.IndexOf(TableOf(table), name);
        return number < 0 ? null : number;
    }

    /// <summary>All calls of a table by their numbers.</summary>
    public static IEnumerable<(int Number, string Name)> All(SystemCallTable table) =>
        TableOf(table).Select((name, number) => (number, name ?? "")).Where(call => call.Item2.Length > 0);

    private static string?[] TableOf(SystemCallTable table) => table == SystemCallTable.X64 ? X64Table.Value : Arm64Table.Value;

    /// <summary>Reads <c>0: read write ... 334: rseq ...</c>: a number with a colon is that of the next name.</summary>
    private static string?[] Read(string text)
    {
        var names = new List<string?>();
        foreach (var word in text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word[^1] != ':')
            {
                names.Add(word);
                continue;
            }

            var next = int.Parse(word.AsSpan(0, word.Length - 1));
            while (names.Count < next)
                names.Add(null);
        }

        return [.. names];
    }
}
