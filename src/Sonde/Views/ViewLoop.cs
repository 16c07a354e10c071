using System.Text.Encodings.Web;
using System.Text.Json;
using Sonde.CommandLine;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>The one loop of all views: sample, subtract, print, repeat. Ctrl-C ends it, and what was measured until then is shown.</summary>
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
    private Utf8JsonWriter? _writer;
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
    }

    /// <summary>Runs <paramref name="view"/>.</summary>
    /// <returns>The exit status: that of the signal which ended it, or success.</returns>
    /// <exception cref="CommandFailure">Nothing that the view shows could be read.</exception>
    public static int Run(IntervalView view, ViewRequest request, CommandContext context)
    {
        using SampleSource source = request.Source(context.Interrupt.Token);
        using ViewLoop loop = new(view, request, context, source);
        return loop.Run();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();

    private bool Repeats => _request.Interval is not null || _request.Roots.Count > 1;

    // With an interval but no count the classic tools go on until interrupted; without an interval they print one report.
    private long Count => _request.Count ?? (Repeats ? long.MaxValue : 1);

    private int Run()
    {
        if (!_source.TryTake(_first, _view.Parts, _view.Processes))
            return _context.Interrupt.ExitCode;
        if (_view.WhyUnusable(_first, _source) is { } reason)
            throw Unusable(reason);
        ViewHeader header = ViewHeader.Read(_source.CurrentRoot, _first, _context.Environment);
        _view.Begin(header, _source);
        Open(header);
        if (!Repeats || (_view.StartsAtOnce && !_view.SkipsFirst))
            Print(SystemInterval.FromBoot(_first), Frame(_first, _first));
        bool any = TakeReports();
        if (_view.HasAverage && any)
            PrintAverage();
        Close();
        return _context.Interrupt.ExitCode;
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

    // An interruption before the first report must not lose what was measured; later ones only make the averages complete.
    private bool TakeInterrupted(SystemSample earlier, SystemSample later, bool any)
    {
        if (!_source.IsLive || _context.Interrupt.Received == 0)
            return false;
        _source.TakeLast(later, _view.Parts, _view.Processes);
        SystemInterval interval = new(earlier, later);
        if (interval.Elapsed < ShortestInterruptedInterval)
            return false;
        if (_context.OutputRows > 0 && _writer is null)
            _text.NewLine();
        if (!any && _view is { StartsAtOnce: false } or { SkipsFirst: true })
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
        if (_writer is null)
        {
            _view.WriteText(_text, frame);
            _text.FlushTo(_context.Output);
            return;
        }

        _writer.WriteStartObject();
        if (interval.Later.Wall != default)
            _writer.WriteString("time", interval.Later.Wall.ToString("yyyy-MM-dd'T'HH:mm:ss.fffK"));
        WriteInterval(_writer, interval);
        _writer.WriteEndObject();
        _writer.Flush();
    }

    private void PrintAverage()
    {
        SystemInterval whole = new(_first, _last);
        if (whole.Elapsed <= TimeSpan.Zero && _source.IsLive)
            return;
        _view.UpdateAverage(whole);
        if (_writer is null)
        {
            _view.WriteText(_text, new ReportFrame(ReportLabel.Average, ReportLabel.Average, _reportsPerHeading == 1, IsAverage: true));
            _text.FlushTo(_context.Output);
            return;
        }

        _writer.WriteEndArray();
        _writer.WriteStartObject("average");
        WriteInterval(_writer, whole);
        _writer.WriteEndObject();
    }

    private void WriteInterval(Utf8JsonWriter writer, in SystemInterval interval)
    {
        JsonRows.WriteNumber(writer, "seconds", interval.Seconds);
        writer.WriteBoolean("sinceBoot", interval.IsSinceBoot);
        _view.WriteJson(writer);
    }

    private void Open(ViewHeader header)
    {
        if (!_request.IsJson)
        {
            _view.WriteTitle(_text, header);
            return;
        }

        _writer = new Utf8JsonWriter(_context.Output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _writer.WriteStartObject();
        _writer.WriteString("schema", "sonde.view/1");
        _writer.WriteString("view", _view.Name);
        _writer.WriteString("hostname", header.Hostname);
        _writer.WriteString("kernel", header.KernelRelease);
        JsonRows.WriteNumber(_writer, "cpus", header.CpuCount ?? double.NaN);
        _writer.WriteStartArray("samples");
    }

    private void Close()
    {
        if (_writer is null)
        {
            _text.FlushTo(_context.Output);
            return;
        }

        // The averages come after the samples and have closed their array.
        if (_writer.CurrentDepth > 1)
            _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.Flush();
        _context.Output.Write("\n"u8);
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
