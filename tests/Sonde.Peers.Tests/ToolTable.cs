namespace Sonde.Peers.Tests;

/// <summary>Rows of a classic tool's table, by the headings above them.</summary>
internal static class ToolTable
{
    /// <summary>All rows under headings that have <paramref name="column"/>, by the cell in <paramref name="keyColumn"/>; of rows with the same key the last.</summary>
    public static Dictionary<string, Dictionary<string, string>> Rows(string text, string column, string keyColumn)
    {
        Dictionary<string, Dictionary<string, string>> rows = [];
        string[] headings = [];
        foreach (string line in text.Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Contains(column) && words.Contains(keyColumn))
                headings = words;
            else if (words.Length == 0)
                headings = [];
            else if (headings.Length > 0 && words.Length >= headings.Length)
                Add(rows, headings, words, keyColumn);
        }

        return rows;
    }

    private static void Add(Dictionary<string, Dictionary<string, string>> rows, string[] headings, string[] words, string keyColumn)
    {
        // The first heading is the time of the heading's line, which may be there twice by chance; all others are names.
        Dictionary<string, string> cells = [];
        for (int i = 0; i < headings.Length; i++)
            cells[headings[i]] = words[i];
        rows[cells[keyColumn]] = cells;
    }
}
