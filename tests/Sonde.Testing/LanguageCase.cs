namespace Sonde.Testing;

/// <summary>A script of testdata/tracing/language/cases.txt and what it prints.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Script">The script.</param>
/// <param name="Output">What the newest version prints, without blank lines around it.</param>
/// <param name="IsOld">True where bpftrace 0.17 knows all of it.</param>
public sealed record LanguageCase(string Name, string Script, string Output, bool IsOld)
{
    private const string OldMark = " 0.17";

    /// <summary>All cases.</summary>
    public static IReadOnlyList<LanguageCase> All { get; } = Read();

    /// <summary>The case of a name.</summary>
    public static LanguageCase Named(string name) => All.Single(c => c.Name == name);

    private static List<LanguageCase> Read()
    {
        List<LanguageCase> cases = [];
        foreach (string block in File.ReadAllText(TestData.PathOf("tracing/language/cases.txt")).Split("\n== ").Skip(1))
        {
            string[] parts = block.Split("\n--", 2);
            string[] head = parts[0].Split('\n', 2);
            bool isOld = head[0].EndsWith(OldMark, StringComparison.Ordinal);
            cases.Add(new LanguageCase(isOld ? head[0][..^OldMark.Length] : head[0], head[1], parts[1].Trim('\n'), isOld));
        }

        return cases;
    }
}
