using System.Text.Json;
using System.Text.RegularExpressions;
using Sonde.CommandLine;
using Sonde.Linux;
using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Proc.Processes;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>Processes and threads, as pidstat prints them: those that were active in the interval, unless asked for by id.</summary>
internal sealed class PidstatView(PidstatFormat format) : IntervalView
{
    private const double UsualTicksPerSecond = 100;

    private readonly IReadOnlyList<PidstatBlock> _blocks = PidstatBlock.Of(format);
    private readonly TaskStacks _stacks = new();
    private readonly List<TaskRates> _tasks = [];
    private SampleSource? _source;
    private PidstatLines? _lines;
    private TaskActivity? _interval;
    private TaskActivity? _whole;
    private bool _isAverage;

    /// <inheritdoc/>
    public override string Name => "pidstat";

    /// <inheritdoc/>
    public override SampleParts Parts => SampleParts.Cpu | (format.Shows(PidstatActivities.Memory) ? SampleParts.Memory : SampleParts.None);

    /// <inheritdoc/>
    public override ProcessDetails? Processes => format.Details;

    /// <inheritdoc/>
    public override bool HasAverage => !format.IsHorizontal;

    /// <inheritdoc/>
    public override int ReportsPerHeading(int terminalRows) =>
        format.OnlyProcesses is { Count: <= 1 } && _blocks.Count == 1 && !format.ShowsThreads ? SysstatLines.ReportsPerScreen(terminalRows) : 1;

    /// <inheritdoc/>
    public override bool IsFinished => format.OnlyProcesses is { Count: > 0 } && _source!.Processes!.Entries.Count == 0;

    /// <inheritdoc/>
    public override Unavailability? WhyUnusable(SystemSample sample, SampleSource source)
    {
        ProcessTable table = source.Processes!;
        if (table.Entries.Count > 0 || table.Unavailability is not null)
            return table.Entries.Count > 0 ? null : table.Unavailability;
        if (format.OnlyProcesses is not { } pids)
            return new Unavailability("/proc/PID", "no process can be seen", "mount /proc, without hidepid");
        // Nothing but a program that is yet to start.
        if (pids.Count == 0)
            return null;
        throw new CommandFailure(ExitCode.NoInput, $"there is no process {string.Join(", ", pids)} that may be seen", "sonde pidstat -p ALL lists all");
    }

    /// <inheritdoc/>
    public override void Begin(ViewHeader header, SampleSource source)
    {
        _source = source;
        _lines = new PidstatLines(format, source.CurrentRoot);
        double ticks = source.IsLive ? SystemConfiguration.ClockTicksPerSecond : UsualTicksPerSecond;
        double page = PageSize.BytesOf(source.CurrentRoot);
        _interval = new TaskActivity(ticks, page);
        _whole = new TaskActivity(ticks, page);
    }

    /// <inheritdoc/>
    public override void Update(in SystemInterval interval)
    {
        ProcessTable table = _source!.Processes!;
        _isAverage = false;
        _lines!.Forget(table.Exited);
        _stacks.Forget(table.Exited);
        SetMachine(_interval!, interval.Later);
        SetMachine(_whole!, interval.Later);
        if (interval.IsSinceBoot)
        {
            _interval!.AddSinceBoot(table, interval.Seconds);
        }
        else
        {
            _interval!.Begin();
            _interval.Add(table, interval.Seconds, interval.Earlier.SinceBoot);
            _whole!.Add(table, interval.Seconds, interval.Earlier.SinceBoot);
            if (table.Exited.Count > 0)
                _whole.ForgetExited();
        }

        Select(_interval);
        if (format.Shows(PidstatActivities.Stack))
            ReadStacks();
    }

    /// <inheritdoc/>
    public override void UpdateAverage(in SystemInterval whole)
    {
        _isAverage = true;
        _whole!.SetSeconds(whole.Seconds);
        Select(_whole);
        for (int i = 0; i < _tasks.Count; i++)
            _stacks.Recall(_tasks[i]);
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
        for (int i = 0; i < _tasks.Count; i++)
        {
            if (IsShownAnywhere(_tasks[i]))
                WriteJson(json, _tasks[i]);
        }

        json.WriteEndArray();
    }

    private static void SetMachine(TaskActivity activity, SystemSample sample)
    {
        activity.CpuCount = sample.Cpu.IsAvailable && sample.Cpu.OnlineCount > 0 ? sample.Cpu.OnlineCount : double.NaN;
        if (sample.Has(SampleParts.Memory))
            activity.MemoryTotalKibibytes = sample.Memory.IsAvailable && sample.Memory.MemTotalKibibytes is { } total ? total : double.NaN;
    }

    // In the table's order, by id, each process with its threads. Those that ended are not shown, as in sysstat.
    private void Select(TaskActivity activity)
    {
        _tasks.Clear();
        IReadOnlyList<ProcessEntry> entries = _source!.Processes!.Entries;
        for (int i = 0; i < entries.Count; i++)
        {
            if (activity.Find(entries[i]) is not { } process || !Matches(format.OnlyProcessName, process.Comm))
                continue;
            AddIfWanted(process);
            for (int j = 0; j < entries[i].Threads.Count; j++)
            {
                if (activity.Find(entries[i].Threads[j]) is { } thread)
                    AddIfWanted(thread);
            }
        }
    }

    private void AddIfWanted(TaskRates task)
    {
        bool isOwned = format.OnlyUser is not { } user || task.UserId == user;
        if (isOwned && Matches(format.OnlyComm, task.Comm))
            _tasks.Add(task);
    }

    // A name that the expression cannot be matched against in time does not match: the names are anybody's.
    private static bool Matches(Regex? expression, string name)
    {
        try
        {
            return expression is null || expression.IsMatch(name);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private void ReadStacks()
    {
        for (int i = 0; i < _tasks.Count; i++)
        {
            TaskRates task = _tasks[i];
            if (!task.IsKernelThread && IsShownAnywhere(task))
                _stacks.Read(_source!.CurrentRoot, task);
        }
    }

    private bool IsShown(TaskRates task, PidstatBlock block) => format.IncludesIdle || block.IsActive(task);

    private bool IsShownAnywhere(TaskRates task)
    {
        for (int i = 0; i < _blocks.Count; i++)
        {
            if (IsShown(task, _blocks[i]))
                return true;
        }

        return false;
    }

    private Column<TaskRates>[] ColumnsOf(PidstatBlock block) => _isAverage ? block.AverageColumns : block.Columns;

    private void WriteBlock(Utf8LineBuilder text, PidstatBlock block, in ReportFrame frame)
    {
        if (frame.ShowsHeading)
        {
            _lines!.WriteHeading(text, frame.Heading);
            foreach (Column<TaskRates> column in ColumnsOf(block))
                column.WriteHeading(text);
            text.AppendRaw("  Command\n"u8);
        }

        for (int i = 0; i < _tasks.Count; i++)
        {
            // The sums with children have no rows of threads: the kernel waits for children by process.
            if (!IsShown(_tasks[i], block) || (block.WithChildren && _tasks[i].Thread is not null))
                continue;
            _lines!.WriteIdentity(text, _tasks[i], frame.Row);
            foreach (Column<TaskRates> column in ColumnsOf(block))
                column.WriteCell(text, _tasks[i], format.Style);
            _lines.WriteCommand(text, _tasks[i]);
        }
    }

    private void WriteJson(Utf8JsonWriter json, TaskRates task)
    {
        json.WriteStartObject();
        json.WriteNumber(TaskFields.Pid.Id, task.Pid);
        if (task.Thread is not null)
            json.WriteNumber(TaskFields.Tid.Id, task.Tid);
        JsonRows.WriteNumber(json, TaskFields.UserId.Id, task.UserId);
        json.WriteString(TaskFields.Command.Id, _lines!.CommandOf(task));
        for (int i = 0; i < _blocks.Count; i++)
            JsonRows.WriteMembers(json, ColumnsOf(_blocks[i]), task);

        json.WriteEndObject();
    }
}
