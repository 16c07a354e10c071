using System.Text;

namespace Sonde.Testing;

/// <summary>What changed between two texts, line by line, in the form of diff -u.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The differences, at most <paramref name="mostLines"/> lines of them. Control characters are shown as escapes.</summary>
    public static string Of(IReadOnlyList<string> before, IReadOnlyList<string> after, int mostLines)
    {
        List<(char Sign, string Line)> script = Script(before, after);
        bool[] isNear = new bool[script.Count];
        for (int i = 0; i < script.Count; i++)
        {
            for (int near = i - Context; script[i].Sign != ' ' && near <= i + Context; near++)
            {
                if (near >= 0 && near < isNear.Length)
                    isNear[near] = true;
            }
        }

        StringBuilder diff = new("--- expected\n+++ received\n");
        int oldLine = 1;
        int newLine = 1;
        int written = 0;
        for (int i = 0; i < script.Count && written < mostLines; i++)
        {
            if (isNear[i] && (i == 0 || !isNear[i - 1]))
                diff.Append($"@@ -{oldLine} +{newLine} @@\n");
            if (isNear[i])
            {
                diff.Append(script[i].Sign).Append(Visible(script[i].Line)).Append('\n');
                written++;
            }

            oldLine += script[i].Sign == '+' ? 0 : 1;
            newLine += script[i].Sign == '-' ? 0 : 1;
        }

        return written < mostLines ? diff.ToString() : diff.Append("... (more)\n").ToString();
    }

    // Longest common subsequence; golden files are small. Equal heads and tails are taken off first.
    private static List<(char Sign, string Line)> Script(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        int head = 0;
        while (head < before.Count && head < after.Count && before[head] == after[head])
            head++;
        int oldEnd = before.Count;
        int newEnd = after.Count;
        while (oldEnd > head && newEnd > head && before[oldEnd - 1] == after[newEnd - 1])
        {
            oldEnd--;
            newEnd--;
        }

        List<(char, string)> script = [.. before.Take(head).Select(line => (' ', line))];
        Middle(before.Skip(head).Take(oldEnd - head).ToArray(), after.Skip(head).Take(newEnd - head).ToArray(), script);
        script.AddRange(before.Skip(oldEnd).Select(line => (' ', line)));
        return script;
    }

    private static void Middle(string[] before, string[] after, List<(char Sign, string Line)> script)
    {
        int[,] common = new int[before.Length + 1, after.Length + 1];
        for (int i = before.Length - 1; i >= 0; i--)
        {
            for (int j = after.Length - 1; j >= 0; j--)
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        int oldLine = 0;
        int newLine = 0;
        while (oldLine < before.Length || newLine < after.Length)
        {
            if (oldLine < before.Length && newLine < after.Length && before[oldLine] == after[newLine])
            {
                script.Add((' ', before[oldLine++]));
                newLine++;
            }
            else if (oldLine < before.Length && (newLine == after.Length || common[oldLine + 1, newLine] >= common[oldLine, newLine + 1]))
            {
                script.Add(('-', before[oldLine++]));
            }
            else
            {
                script.Add(('+', after[newLine++]));
            }
        }
    }

    private static string Visible(string line)
    {
        StringBuilder visible = new(line.Length);
        foreach (char c in line)
            visible.Append(char.IsControl(c) && c != '\t' ? $"\\x{(int)c:x2}" : c.ToString());
        return visible.ToString();
    }
}
