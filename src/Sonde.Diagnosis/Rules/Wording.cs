using System.Globalization;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules;

/// <summary>How titles and reasons put numbers, names and commands, so that all rules speak alike.</summary>
internal static class Wording
{
    /// <summary>A share such as "97 %"; one decimal below 10.</summary>
    public static string Percent(double percent) => $"{Number(percent)} %";

    /// <summary>A number with thousands separated; one decimal below 10.</summary>
    public static string Number(double value) =>
        Math.Abs(value) < 9.95 ? value.ToString("0.#", CultureInfo.InvariantCulture) : value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun, such as "1 task" or "8 tasks".</summary>
    public static string Count(double count, string noun, string? plural = null) => $"{Number(count)} {(Math.Round(count, 1) == 1 ? noun : plural ?? noun + "s")}";

    /// <summary>A process, such as "nginx (pid 812)".</summary>
    public static string Task(TaskRates task) => Task(task.Comm, task.Pid);

    /// <summary>A process, such as "nginx (pid 812)".</summary>
    public static string Task(string comm, int pid) => string.Create(CultureInfo.InvariantCulture, $"{comm} (pid {pid})");

    /// <summary>The CPUs of the machine: "the CPU", "the 2 CPUs".</summary>
    public static string Cpus(int count) => count == 1 ? "the only CPU" : $"the {count.ToString(CultureInfo.InvariantCulture)} CPUs";

    /// <summary>" and 3 more" where there are more than were named, else nothing.</summary>
    public static string More(int count, int named) => count > named ? string.Create(CultureInfo.InvariantCulture, $" and {count - named} more") : "";

    /// <summary>
    /// A word for a command that a person pastes into a shell: what comes from outside (paths, device, group and unit names) is quoted unless it is
    /// harmless. A word that begins with a dash is quoted too, but stays an option; the command needs "--" or a path before it.
    /// </summary>
    public static string Quote(string word)
    {
        // What cannot be seen cannot be shown between plain quotes: what is pasted would not be what was meant.
        if (word.Any(IsHidden))
            return $"$'{string.Concat(word.Select(Escape))}'";
        bool harmless = word.Length > 0 && word[0] != '-' && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':' or '@' or '+' or ',' or '=');
        return harmless ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private static bool IsHidden(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static string Escape(char c) => c switch
    {
        '\'' or '\\' => $"\\{c}",
        _ when !IsHidden(c) => c.ToString(),
        < (char)0x80 => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
    };
}
