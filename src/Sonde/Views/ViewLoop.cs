using Sonde.CommandLine;
using Sonde.Linux;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Proc.Processes;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>The one loop of all views: sample, subtract, print, repeat. Ctrl-C ends it, and so does the end of a program that is watched; what was measured until then is shown.</summary>
internal sealed class ViewLoop : IDisposable
{
    // Less than this is no interval worth a report: rates over it would be noise.
    private static readonly TimeSpan ShortestInterruptedInterval = TimeSpan.FromMilliseconds(10);

    private readonly IntervalView _view;
    private readonly ViewRequest _request;
    private readonly CommandContext _context;
    private readonly SampleSource _source;
    private readonly Utf8LineBuilder _text = new();
    private readonly int _reportsPerHeading;
    private readonly ViewDocument? _document;
    private readonly SystemSample _first = new();
    private SystemSample _last = new();
    private SystemSample _spare = new();
    private long _printed;
    private bool _hasExplained;

    private ViewLoop(IntervalView view, ViewRequest request, CommandContext context, SampleSource source)
    {
        _view = view;
        _request = request;
        _context = context;
        _source = source;
        _reportsPerHeading = view.ReportsPerHeading(context.OutputRows);
        _document = request.Output switch
        {
            ViewOutput.Json => new SondeDocument(view, context.Output),
            ViewOutput.SysstatJson => new SysstatDocument((ISysstatView)view, context.Output),
            _ => null,
        };
    }

    /// <summary>Runs <paramref name="view"/>.</summary>
    /// <returns>The exit status: that of the signal which ended it, or success.</returns>
    /// <exception cref="CommandFailure">Nothing that the view shows could be read.</exception>
    public static int Run(IntervalView view, ViewRequest request, CommandContext context)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(context.Interrupt.Token, request.Program?.Ended ?? CancellationToken.None);
        using SampleSource source = request.Source(stop.Token);
        using ViewLoop loop = new(view, request, context, source);
        return loop.Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _document?.Dispose();
        (_view as IDisposable)?.Dispose();
    }

    private bool Repeats => _request.Interval is not null || _request.Roots.Count > 1;

    // With an interval but no count the classic tools go on until interrupted; without an interval they print one report.
    private long Count => _request.Count ?? (Repeats ? long.MaxValue : 1);

    private int Run()
    {
        if (!_source.TryTake(_first, _view.Parts, _view.Processes))
            return _context.Interrupt.ExitCode;
        if (_view.WhyUnusable(_first, _source) is { } reason)
            throw Unusable(reason);
        if (_request.Program is { } program)
            Start(program);
        ViewHeader header = ViewHeader.Read(_source.CurrentRoot, _first, _context.Environment);
        _view.Begin(header, _source);
        if (_document is null)
            _view.WriteTitle(_text, header);
        else
            _document.Begin(header);
        if (!Repeats || (_view.StartsAtOnce && !_view.SkipsFirst))
            Print(SystemInterval.FromBoot(_first), Frame(_first, _first));
        bool any = TakeReports();
        if (_view.HasAverage && any)
            PrintAverage();
        _text.FlushTo(_context.Output);
        _document?.End();
        return _context.Interrupt.ExitCode;
    }

    // After the first sample, so that the program counts from its beginning.
    private void Start(ChildProgram program)
    {
        Errno errno = program.TryStart();
        if (!errno.IsSuccess)
            throw new CommandFailure(errno.IsPermission ? ExitCode.NoPermission : ExitCode.NoInput, $"cannot run {program.Name}: {errno}");
        ProcessTable table = _source.Processes!;
        if (table.Only is { } only)
            table.Only = [.. only.Append(program.Pid).Order()];
    }

    /// <summary>Takes a sample and prints a report until there are enough; true where there was one interval at least.</summary>
    private bool TakeReports()
    {
        // The first sample stays for the averages; the other two take turns.
        SystemSample earlier = _first;
        bool any = false;
        while (_printed < Count && !_view.IsFinished)
        {
            SystemSample later = ReferenceEquals(earlier, _last) ? _spare : _last;
            if (!_source.TryTake(later, _view.Parts, _view.Processes))
                return TakeInterrupted(earlier, later, any) || any;
            (_last, _spare) = ReferenceEquals(later, _spare) ? (_spare, _last) : (_last, _spare);
            Print(new SystemInterval(earlier, later), Frame(earlier, later));
            any = true;
            earlier = later;
        }

        return any;
    }

    // An interruption before the first report must not lose what was measured; later ones only make the averages complete. What a program did until it ended is
    // always shown.
    private bool TakeInterrupted(SystemSample earlier, SystemSample later, bool any)
    {
        bool isInterrupted = _context.Interrupt.Received != 0;
        bool isProgramEnd = _request.Program is { Ended.IsCancellationRequested: true };
        if (!_source.IsLive || !(isInterrupted || isProgramEnd))
            return false;
        _source.TakeLast(later, _view.Parts, _view.Processes);
        SystemInterval interval = new(earlier, later);
        if (interval.Elapsed < ShortestInterruptedInterval && (any || !isProgramEnd))
            return false;
        if (isInterrupted && _context.OutputRows > 0 && _document is null)
            _text.NewLine();
        if (isProgramEnd || (!any && _view is { StartsAtOnce: false } or { SkipsFirst: true }))
            Print(interval, Frame(earlier, later));
        else
            _view.Update(interval);
        (_last, _spare) = ReferenceEquals(later, _spare) ? (_spare, _last) : (_last, _spare);
        return true;
    }

    private ReportFrame Frame(SystemSample earlier, SystemSample later) => new(
        ReportLabel.Of(earlier, _source.IsLive),
        ReportLabel.Of(later, _source.IsLive),
        _printed % _reportsPerHeading == 0,
        IsAverage: false);

    private void Print(in SystemInterval interval, in ReportFrame frame)
    {
        if (_view.ShowsRates && interval.WithoutRates is { } reason)
            Explain(reason);
        _view.Update(interval);
        _printed++;
        if (_document is not null)
        {
            _document.Add(interval, frame);
            return;
        }

        _view.WriteText(_text, frame);
        _text.FlushTo(_context.Output);
    }

    private void PrintAverage()
    {
        SystemInterval whole = new(_first, _last);
        if (whole.Elapsed <= TimeSpan.Zero && _source.IsLive)
            return;
        _view.UpdateAverage(whole);
        if (_document is not null)
        {
            _document.AddAverage(whole);
            return;
        }

        _view.WriteText(_text, new ReportFrame(ReportLabel.Average, ReportLabel.Average, _reportsPerHeading == 1, IsAverage: true));
        _text.FlushTo(_context.Output);
    }

    // Once: the next trees may have the same flaw, and the dashes show it.
    private void Explain(Unavailability reason)
    {
        if (!_hasExplained)
            _context.Hint(reason.Remedy.Length == 0 ? $"no rates: {reason.Because}" : $"no rates: {reason.Because}; {reason.Remedy}");
        _hasExplained = true;
    }

    private CommandFailure Unusable(Unavailability reason) => _source.IsLive
        ? new CommandFailure(ExitCode.KernelLacks, $"{_view.Name} has nothing to show: {reason}")
        : new CommandFailure(ExitCode.BadInput, $"{_source.CurrentRoot.Name} has nothing that {_view.Name} could show: {reason}", "record a tree that has the file");
}
