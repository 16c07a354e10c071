using System.Text.Json;
using Sonde.Linux;
using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Proc.Processes;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>Processes and threads, as pidstat prints them: those that were active in the interval.</summary>
internal sealed class PidstatView : IntervalView
{
    private const int LargestCommandLine = 2_048;
    private readonly PidstatFormat _format;
    private readonly IReadOnlyList<PidstatBlock> _blocks;
    private readonly TaskActivity _interval;
    private readonly TaskActivity _whole;
    private readonly Dictionary<ProcessIdentity, string> _commandLines = [];
    private SampleSource? _source;
    private UserNames? _users;
    private TaskActivity _shown;
    private bool _isSinceBoot;

    /// <summary>Creates the view.</summary>
    public PidstatView(PidstatFormat format, bool isLive)
    {
        _format = format;
        _blocks = PidstatBlock.Of(format);
        double ticks = isLive ? SystemConfiguration.ClockTicksPerSecond : 100;
        double page = isLive ? SystemConfiguration.PageSize : 4096;
        _interval = _shown = new TaskActivity(ticks, page);
        _whole = new TaskActivity(ticks, page);
    }

    /// <inheritdoc/>
    public override string Name => "pidstat";

    /// <inheritdoc/>
    public override SampleParts Parts => SampleParts.Cpu | SampleParts.Memory;

    /// <inheritdoc/>
    public override ProcessDetails? Processes => _format.Details;

    /// <inheritdoc/>
    public override bool HasAverage => true;

    /// <inheritdoc/>
    public override int ReportsPerHeading(int terminalRows) =>
        _format.OnlyProcesses is { Count: 1 } && _blocks.Count == 1 && !_format.ShowsThreads ? SysstatLines.ReportsPerScreen(terminalRows) : 1;

    /// <inheritdoc/>
    public override Unavailability? WhyUnusable(SystemSample sample, SampleSource source)
    {
        if (source.Processes?.Entries.Count > 0)
            return null;
        string because = _format.OnlyProcesses is null ? "no process can be seen" : "there is no such process, or it may not be seen";
        return source.Processes?.Unavailability ?? new Unavailability("/proc/PID", because, _format.OnlyProcesses is null ? "mount /proc, without hidepid" : "sonde pidstat -p ALL lists them");
    }

    /// <inheritdoc/>
    public override void Begin(ViewHeader header, SampleSource source)
    {
        _source = source;
        if (_format.ShowsUserName || _format.OnlyUser is not null)
            _users = new UserNames(source.CurrentRoot);
    }

    /// <inheritdoc/>
    public override void Update(in SystemInterval interval)
    {
        ProcessTable table = _source!.Processes!;
        _interval.CpuCount = _whole.CpuCount = Math.Max(1, interval.Later.Cpu.OnlineCount);
        _interval.MemoryTotalKibibytes = _whole.MemoryTotalKibibytes = interval.Later.Memory.MemTotalKibibytes ?? double.NaN;
        _shown = _interval;
        _isSinceBoot = interval.IsSinceBoot;
        if (interval.IsSinceBoot)
        {
            _interval.AddSinceBoot(table, interval.Seconds);
            return;
        }

        _interval.Begin();
        _interval.Add(table, interval.Seconds, interval.Earlier.SinceBoot);
        _whole.ForgetExited();
        _whole.Add(table, interval.Seconds, interval.Earlier.SinceBoot);
    }

    /// <inheritdoc/>
    public override void UpdateAverage(in SystemInterval whole)
    {
        _whole.SetSeconds(whole.Seconds);
        _shown = _whole;
    }

    /// <inheritdoc/>
    public override void WriteTitle(Utf8LineBuilder text, ViewHeader header) => SysstatLines.WriteMachine(text, header);

    /// <inheritdoc/>
    public override void WriteText(Utf8LineBuilder text, in ReportFrame frame)
    {
        for (int i = 0; i < _blocks.Count; i++)
            WriteBlock(text, _blocks[i], frame);
    }

    /// <inheritdoc/>
    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartArray("tasks");
        IReadOnlyList<ProcessEntry> entries = _source!.Processes!.Entries;
        for (int i = 0; i < entries.Count; i++)
        {
            if (_shown.Find(entries[i]) is not { } process || !IsWanted(process))
                continue;
            WriteJson(json, process);
            for (int j = 0; _format.ShowsThreads && j < entries[i].Threads.Count; j++)
            {
                if (_shown.Find(entries[i].Threads[j]) is { } thread && MatchesComm(thread))
                    WriteJson(json, thread);
            }
        }

        json.WriteEndArray();
    }

    private void WriteBlock(Utf8LineBuilder text, PidstatBlock block, in ReportFrame frame)
    {
        Column<TaskRates>[] columns = frame.IsAverage ? block.AverageColumns : block.Columns;
        if (frame.ShowsHeading)
            WriteHeading(text, block, columns, frame.Heading);
        IReadOnlyList<ProcessEntry> entries = _source!.Processes!.Entries;
        for (int i = 0; i < entries.Count; i++)
        {
            if (_shown.Find(entries[i]) is not { } process || !MatchesProcess(process))
                continue;
            if (MatchesComm(process) && IsShown(process, block))
                WriteRow(text, block, columns, process, frame.Row);
            // The sums with children have no thread rows: the kernel waits for children by process.
            for (int j = 0; _format.ShowsThreads && !block.WithChildren && j < entries[i].Threads.Count; j++)
            {
                if (_shown.Find(entries[i].Threads[j]) is { } thread && MatchesComm(thread) && IsShown(thread, block))
                    WriteRow(text, block, columns, thread, frame.Row);
            }
        }
    }

    private bool IsWanted(TaskRates task) => MatchesProcess(task) && MatchesComm(task) && (_format.IncludesIdle || _isSinceBoot || IsActiveAnywhere(task));

    private bool IsActiveAnywhere(TaskRates task)
    {
        for (int i = 0; i < _blocks.Count; i++)
        {
            if (_blocks[i].IsActive(task))
                return true;
        }

        return false;
    }

    private bool IsShown(TaskRates task, PidstatBlock block) => _format.IncludesIdle || block.IsActive(task);

    private bool MatchesProcess(TaskRates task) =>
        (_format.OnlyProcessName is null || _format.OnlyProcessName.IsMatch(task.Process.Comm)) && (_format.OnlyUser is null || UserName(task) == _format.OnlyUser);

    private bool MatchesComm(TaskRates task) => _format.OnlyComm is null || _format.OnlyComm.IsMatch(task.Comm);

    private string? UserName(TaskRates task) => task.Sample.UserId is { } id ? _users?[id] ?? id.ToString() : null;

    private void WriteHeading(Utf8LineBuilder text, PidstatBlock block, Column<TaskRates>[] columns, in ReportLabel label)
    {
        text.NewLine();
        if (_format.IsHorizontal)
            text.AppendPadded("# Time"u8, SysstatLines.LabelWidth);
        else
            label.Write(text, SysstatLines.LabelWidth, _format.ShowsEpoch);
        text.AppendPadded(_format.ShowsUserName ? "USER"u8 : "UID"u8, _format.ShowsUserName ? 9 : 6, right: true);
        if (_format.ShowsThreads)
            text.AppendPadded("TGID"u8, 10, right: true).AppendPadded("TID"u8, 10, right: true);
        else
            text.AppendPadded("PID"u8, 10, right: true);
        foreach (Column<TaskRates> column in columns)
            column.WriteHeading(text);
        if (block.ShowsStack)
            text.AppendPadded("StkSize"u8, 8, right: true).AppendPadded("StkRef"u8, 8, right: true);
        text.AppendRaw("  Command\n"u8);
    }

    private void WriteRow(Utf8LineBuilder text, PidstatBlock block, Column<TaskRates>[] columns, TaskRates task, in ReportLabel label)
    {
        label.Write(text, SysstatLines.LabelWidth, _format.ShowsEpoch);
        if (_format.ShowsUserName)
            text.AppendPadded(UserName(task) ?? "-", 9, right: true);
        else
            text.AppendNumber(task.UserId, 6, 0);
        WriteIds(text, task);
        foreach (Column<TaskRates> column in columns)
            column.WriteCell(text, task, _format.Style);
        if (block.ShowsStack)
        {
            StackSize stack = StackSize.Read(_source!.CurrentRoot, task.Pid);
            text.AppendNumber(stack.SizeKibibytes, 8, 0).AppendNumber(stack.ReferencedKibibytes, 8, 0);
        }

        text.AppendRaw(task.Thread is null ? "  "u8 : "  |__"u8).Append(CommandOf(task)).NewLine();
    }

    private void WriteIds(Utf8LineBuilder text, TaskRates task)
    {
        if (!_format.ShowsThreads)
            text.AppendNumber((long)task.Pid, 10);
        else if (task.Thread is null)
            text.AppendNumber((long)task.Pid, 10).AppendMissing(10);
        else
            text.AppendMissing(10).AppendNumber((long)task.Tid, 10);
    }

    private string CommandOf(TaskRates task)
    {
        if (!_format.ShowsCommandLine || task.Thread is not null)
            return task.Comm;
        if (_commandLines.TryGetValue(task.Process.Identity, out string? known))
            return known;
        string line = ProcessCommandLine.Read(_source!.CurrentRoot, task.Pid, out _, LargestCommandLine)?.ToString() ?? "";
        // Kernel threads and zombies have no command line.
        string shown = line.Length == 0 ? task.Comm : line;
        _commandLines.Add(task.Process.Identity, shown);
        return shown;
    }

    private void WriteJson(Utf8JsonWriter json, TaskRates task)
    {
        json.WriteStartObject();
        json.WriteNumber(TaskFields.Pid.Id, task.Pid);
        if (task.Thread is not null)
            json.WriteNumber(TaskFields.Tid.Id, task.Tid);
        JsonRows.WriteNumber(json, TaskFields.UserId.Id, task.UserId);
        json.WriteString(TaskFields.Command.Id, CommandOf(task));
        bool isAverage = ReferenceEquals(_shown, _whole);
        foreach (PidstatBlock block in _blocks)
        {
            JsonRows.WriteMembers(json, isAverage ? block.AverageColumns : block.Columns, task);
            if (!block.ShowsStack)
                continue;
            StackSize stack = StackSize.Read(_source!.CurrentRoot, task.Pid);
            JsonRows.WriteNumber(json, "task_stack_kibibytes", stack.SizeKibibytes);
            JsonRows.WriteNumber(json, "task_stack_referenced_kibibytes", stack.ReferencedKibibytes);
        }

        json.WriteEndObject();
    }
}
