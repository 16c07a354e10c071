using System.Text;

namespace Sonde.Diagnosis.Findings;

/// <summary>The knowledge pages behind <c>sonde explain ID</c>: the Markdown files of docs/findings, embedded in the assembly.</summary>
public static class Explanations
{
    /// <summary>The page that all ids of the tune area share.</summary>
    private const string TunePage = "tune";

    /// <summary>The page of a finding as Markdown, or null where the id is unknown.</summary>
    /// <param name="id">An id of the catalogue such as cpu.saturated, or tune.KNOB. Any text is allowed; it is compared, never used as a path.</param>
    public static string? TryGet(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!FindingCatalogue.Contains(id) && !string.Equals(id, TunePage, StringComparison.Ordinal))
            return null;

        string page = id.StartsWith(FindingIds.Tune.Prefix, StringComparison.Ordinal) ? TunePage : id;
        using Stream? stream = typeof(Explanations).Assembly.GetManifestResourceStream(page + ".md");
        if (stream is null)
            return null;

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The names of all embedded pages, without the extension: the ids of the catalogue and "tune".</summary>
    internal static IEnumerable<string> PageNames() =>
        from name in typeof(Explanations).Assembly.GetManifestResourceNames()
        where name.EndsWith(".md", StringComparison.Ordinal)
        select name[..^3];
}
