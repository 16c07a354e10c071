using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Proc.Processes;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>What all lines of pidstat share: who the task is, before the columns, and its command, after them.</summary>
internal sealed class PidstatLines(PidstatFormat format, LinuxRoot root)
{
    private const int LargestCommandLine = 2_048;
    private const int UidWidth = 6;
    private const int UserWidth = 9;
    private const int PidWidth = 10;

    private readonly Dictionary<ProcessEntry, (string Comm, string Line)> _commandLines = [];
    private UserNames? _users;

    /// <summary>Appends the label and the headings before the columns.</summary>
    public void WriteHeading(Utf8LineBuilder text, in ReportLabel label)
    {
        text.NewLine();
        if (format.IsHorizontal)
            text.AppendPadded("# Time"u8, SysstatLines.LabelWidth);
        else
            label.Write(text, SysstatLines.LabelWidth, format.ShowsEpoch);
        text.AppendRaw(format.ShowsUserName ? "     USER"u8 : "   UID"u8);
        text.AppendRaw(format.ShowsThreads ? "      TGID       TID"u8 : "       PID"u8);
    }

    /// <summary>Appends the label, the user and the ids of <paramref name="task"/>.</summary>
    public void WriteIdentity(Utf8LineBuilder text, TaskRates task, in ReportLabel label)
    {
        label.Write(text, SysstatLines.LabelWidth, format.ShowsEpoch);
        double user = task.UserId;
        if (!format.ShowsUserName)
            text.AppendNumber(user, UidWidth, 0);
        else if (double.IsNaN(user))
            text.AppendMissing(UserWidth);
        else
            text.AppendPadded((_users ??= new UserNames(root))[(uint)user], UserWidth, right: true);
        if (!format.ShowsThreads)
            text.AppendNumber((long)task.Pid, PidWidth);
        else if (task.Thread is null)
            text.AppendNumber((long)task.Pid, PidWidth).AppendMissing(PidWidth);
        else
            text.AppendMissing(PidWidth).AppendNumber((long)task.Tid, PidWidth);
    }

    /// <summary>Appends the command and ends the line.</summary>
    public void WriteCommand(Utf8LineBuilder text, TaskRates task) =>
        text.AppendRaw(task.Thread is null ? "  "u8 : "  |__"u8).Append(CommandOf(task)).NewLine();

    /// <summary>The command name, or the command line where that is asked for and there is one.</summary>
    public string CommandOf(TaskRates task)
    {
        if (!format.ShowsCommandLine || task.Thread is not null)
            return task.Comm;
        // Read once, and again where the process runs another program, which nearly always has another name.
        string comm = task.Comm;
        if (_commandLines.TryGetValue(task.Process, out (string Comm, string Line) known) && string.Equals(known.Comm, comm, StringComparison.Ordinal))
            return known.Line;
        string? line = ProcessCommandLine.Read(root, task.Pid, out _, LargestCommandLine)?.ToString();
        // Kernel threads and zombies have none.
        line = string.IsNullOrEmpty(line) ? comm : line;
        _commandLines[task.Process] = (comm, line);
        return line;
    }

    /// <summary>Forgets the processes that ended.</summary>
    public void Forget(IReadOnlyList<ProcessEntry> exited)
    {
        for (int i = 0; i < exited.Count && _commandLines.Count > 0; i++)
            _commandLines.Remove(exited[i]);
    }
}
