using System.Globalization;
using Sonde.Diagnosis.Observations;

namespace Sonde.Diagnosis.Surveys;

/// <summary>
/// Finds the lines of the kernel log that matter and what they name. Pure: text in, event out. Lines are given in order, because an OOM kill names its
/// control group in a line before it and a hardware error or an oops is a report of several lines.
/// </summary>
internal sealed class KernelLogClassifier
{
    // The lines of one report are written within microseconds; the next report of a storm is a line of its own again.
    private static readonly TimeSpan LongestReport = TimeSpan.FromMilliseconds(10);

    private (int Pid, string Group)? _announced;
    private string? _nextGroup;
    private string? _dyingGroup;
    private KernelEvent? _report;

    /// <summary>The event in a line, or null for a line that does not matter.</summary>
    /// <param name="text">The line without prefix.</param>
    /// <param name="at">When, since boot.</param>
    /// <param name="isInWindow">True where it came inside the window.</param>
    public KernelEvent? Classify(string text, TimeSpan at, bool isInWindow)
    {
        // These begin with a name that a process chose, or are rows of the table of an OOM kill, which end in one.
        if (text.Contains(" invoked oom-killer: ", StringComparison.Ordinal) || IsTableRow(text) || NotesGroup(text))
            return null;
        foreach (KernelLogPattern pattern in KernelLogPatterns.All)
        {
            if (pattern.Matches(text))
                return Continues(pattern.Kind, at, text) ? null : _report = Describe(new KernelEvent(pattern.Kind, at, text, isInWindow));
        }

        return null;
    }

    private static bool IsTableRow(string text) => text.Length > 1 && text[0] == '[' && (text[1] == ' ' || char.IsAsciiDigit(text[1]));

    // Of a report of several lines the first is kept, and the one that says that data is lost.
    private bool Continues(KernelEventKind kind, TimeSpan at, string text) =>
        kind is KernelEventKind.HardwareError or KernelEventKind.KernelBug && _report is { } report && report.Kind == kind && at >= report.At && at - report.At < LongestReport
        && (kind == KernelEventKind.KernelBug || !IsFatal(text) || IsFatal(report.Text));

    private static bool IsFatal(string text) => text.Contains("ncorrect", StringComparison.Ordinal) || text.Contains("atal", StringComparison.Ordinal);

    // Before a kill the kernel says whose limit was hit, unless it has just said much; afterwards it may kill the rest of the group.
    private bool NotesGroup(string text)
    {
        if (text.StartsWith("oom-kill:constraint=", StringComparison.Ordinal))
        {
            string? group = Between(text, ",oom_memcg=", ",task_memcg=");
            int? pid = Number(text, text.LastIndexOf(",pid=", StringComparison.Ordinal), ",pid=");
            _announced = group is not null && pid is { } victim ? (victim, group) : null;
            _nextGroup = _dyingGroup = null;
            return true;
        }

        // Before 5.0: "Task in /docker/a/b killed as a result of limit of /docker/a", and the process some lines later.
        if (text.StartsWith("Task in ", StringComparison.Ordinal) && After(text, " killed as a result of limit of ") is { Length: > 0 } limited)
        {
            _nextGroup = limited;
            _dyingGroup = null;
            return true;
        }

        if (text.StartsWith("Tasks in ", StringComparison.Ordinal) && Between(text, "Tasks in ", " are going to be killed due to memory.oom.group set") is { } all)
        {
            _dyingGroup = _announced?.Group ?? all;
            return true;
        }

        return false;
    }

    private KernelEvent Describe(KernelEvent found)
    {
        string text = found.Text;
        return found.Kind switch
        {
            KernelEventKind.CgroupOutOfMemoryKill => DescribeGroupKill(found),
            KernelEventKind.OutOfMemoryKill => DescribeKill(found),
            KernelEventKind.AllocationFailure => found with { Comm = text[..text.IndexOf(": page allocation failure", StringComparison.Ordinal)] },
            KernelEventKind.HungTask => DescribeTask(found, Between(text, "INFO: task ", " blocked for more than ") ?? Between(text, "INFO: task ", " blocked in I/O wait for more than ")),
            KernelEventKind.Lockup => DescribeTask(found, text.EndsWith(']') ? After(text[..^1], "s! [") : null),
            KernelEventKind.HardwareError => found with { Subject = PciAddress(text) },
            KernelEventKind.StorageError => found with { Subject = StorageDevice(text) },
            KernelEventKind.FileSystemError => found with { Subject = (Between(text, "(device ", ")") ?? Between(text, "(", ")"))?.Split(' ')[0] },
            KernelEventKind.SynFlooding => found with { Subject = Between(text, "flooding on port ", ". ") },
            KernelEventKind.TableFull => found with { Subject = (Before(text, ": table full") ?? Before(text, ": neighbor table"))?.Split(' ')[^1] },
            KernelEventKind.NetworkDevice => found with { Subject = Interface(text) },
            KernelEventKind.Crash => DescribeCrash(found),
            KernelEventKind.ClockSource => found with { Subject = Between(text, "Marking clocksource '", "'") },
            _ => found,
        };
    }

    private KernelEvent DescribeGroupKill(KernelEvent found)
    {
        KernelEvent kill = DescribeKill(found);
        string? group = _announced is { } announced && announced.Pid == kill.Pid ? announced.Group : _nextGroup ?? _dyingGroup;
        _nextGroup = null;
        return kill with { Subject = group };
    }

    // "...: Killed process 812 (name) total-vm:...", before 5.1 "...: Kill process 812 (name) score 900 or sacrifice child". The name may hold brackets.
    private static KernelEvent DescribeKill(KernelEvent found)
    {
        string text = found.Text;
        int number = text.IndexOf(" process ", StringComparison.Ordinal);
        int end = text.IndexOf(") total-vm:", StringComparison.Ordinal);
        end = end >= 0 ? end : text.IndexOf(") score ", StringComparison.Ordinal);
        end = end >= 0 ? end : text.LastIndexOf(')');
        int start = number < 0 ? -1 : text.IndexOf(" (", number, StringComparison.Ordinal) + 2;
        return found with { Pid = Number(text, number, " process "), Comm = start > 1 && end > start ? text[start..end] : null };
    }

    // "name[812]: segfault at ..." and "traps: name[812] general protection fault ...". The name may hold brackets.
    private static KernelEvent DescribeCrash(KernelEvent found)
    {
        string text = found.Text.StartsWith("traps: ", StringComparison.Ordinal) ? found.Text["traps: ".Length..] : found.Text;
        int close = -1;
        foreach (string after in (ReadOnlySpan<string>)["]: segfault at ", "] general protection fault ip:", "] trap ", "]: unhandled exception: "])
            close = close >= 0 ? close : text.IndexOf(after, StringComparison.Ordinal);
        int open = close > 0 ? text.LastIndexOf('[', close) : -1;
        return open > 0 ? found with { Comm = text[..open], Pid = Number(text, open, "[") } : found;
    }

    // The kernel writes tasks as name:pid; the name may hold a colon itself.
    private static KernelEvent DescribeTask(KernelEvent found, string? task)
    {
        int colon = task?.LastIndexOf(':') ?? -1;
        return colon > 0 ? found with { Comm = task![..colon], Pid = Number(task, colon, ":") } : found;
    }

    // "critical medium error, dev sda, sector 8", "Buffer I/O error on dev sda1, logical block 0" ("on device" before 4.0), "nvme nvme0: ...", "ata1.00: ...".
    private static string? StorageDevice(string text) =>
        Between(text, " error, dev ", ", sector ") ?? Between(text, " error on dev ", ",") ?? Between(text, " error on device ", ",") ?? Between(text, "nvme ", ":")
        ?? Before(text, ": failed command");

    // "nvme 0000:02:00.0: PCIe Bus Error: severity=Corrected, ..."
    private static string? PciAddress(string text) => Before(text, ": PCIe Bus Error")?.Replace(": AER", "", StringComparison.Ordinal).Split(' ')[^1];

    // "NETDEV WATCHDOG: eth0 (e1000e): transmit queue 0 timed out", from 6.5 "igb 0000:01:00.0 eth0: NETDEV WATCHDOG: CPU: 3: transmit queue 0 timed out",
    // "igb 0000:01:00.0 eth0: igb: eth0 NIC Link is Down", "tg3 0000:02:00.0: eth0: Link is down", "eth0: Link is Down".
    private static string? Interface(string text)
    {
        if (Between(text, "NETDEV WATCHDOG: ", " (") is { Length: > 0 } named && !named.Contains(' ', StringComparison.Ordinal))
            return named;
        string[] words = (Before(text, ": NETDEV WATCHDOG") is { } prefix ? prefix + ":" : text).Split(' ');
        string driver = words[0];
        return words.Where(w => w.EndsWith(':')).Select(w => w.TrimEnd(':')).FirstOrDefault(w => !w.Contains(':', StringComparison.Ordinal) && w != driver);
    }

    private static string? Before(string text, string after)
    {
        int end = text.IndexOf(after, StringComparison.Ordinal);
        return end > 0 ? text[..end] : null;
    }

    private static string? After(string text, string before)
    {
        int start = text.IndexOf(before, StringComparison.Ordinal);
        return start >= 0 ? text[(start + before.Length)..] : null;
    }

    private static string? Between(string text, string before, string after)
    {
        int start = text.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += before.Length;
        int end = text.IndexOf(after, start, StringComparison.Ordinal);
        return end > start ? text[start..end] : null;
    }

    // The number that follows what stands at the index.
    private static int? Number(string text, int index, string before)
    {
        if (index < 0)
            return null;
        int start = index + before.Length;
        int end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return int.TryParse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
