using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sonde.CommandLine;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>The one loop of all views: sample, subtract, print, repeat. Ctrl-C ends it and what was measured is kept.</summary>
internal sealed class ViewLoop
{
    private readonly IntervalView _view;
    private readonly CommandContext _context;
    private readonly bool _json;
    private readonly Utf8LineBuilder _text = new();
    private Utf8JsonWriter? _writer;

    private ViewLoop(IntervalView view, CommandContext context, bool json)
    {
        _view = view;
        _context = context;
        _json = json;
    }

    /// <summary>Runs <paramref name="view"/> with the user's interval and count.</summary>
    /// <returns>The exit status.</returns>
    public static int Run(IntervalView view, ViewOptions options, ParseResult arguments, CommandContext context)
    {
        using SampleSource source = options.Source(arguments, context);
        ViewLoop loop = new(view, context, options.IsJson(arguments));
        bool repeats = options.Interval(arguments) is not null;
        // With an interval but no count the classic tools go on until interrupted; without an interval they print one report.
        long? count = options.Count(arguments) ?? (repeats || !source.IsLive ? null : 1);
        bool sinceBoot = view.StartsSinceBoot || (!repeats && source.IsLive);
        return loop.Run(source, sinceBoot, count, repeats || !source.IsLive);
    }

    private int Run(SampleSource source, bool sinceBoot, long? count, bool repeats)
    {
        SystemSample first = new();
        SystemSample earlier = new();
        SystemSample later = new();
        long printed = 0;
        if (!source.TryTake(later, _view.Parts, _view.Processes))
            return _context.Interrupt.ExitCode;
        ViewHeader header = ReadHeader(source.CurrentRoot, later);
        _view.Begin(header, source);
        Open(header);
        if (sinceBoot)
            printed += Print(new SystemInterval(new SystemSample(), later), Label(later));
        bool isFirst = true;
        while (count is null || printed < count)
        {
            // The first sample stays for the averages; the other two take turns.
            (earlier, later) = isFirst ? (later, earlier) : (later, ReferenceEquals(earlier, first) ? new SystemSample() : earlier);
            if (isFirst)
                first = earlier;
            isFirst = false;
            if (!source.TryTake(later, _view.Parts, _view.Processes))
                break;
            printed += Print(new SystemInterval(earlier, later), Label(later));
            if (!source.IsLive || _context.Interrupt.Received == 0)
                continue;
            break;
        }

        SystemSample last = later.SinceBoot > first.SinceBoot ? later : earlier;
        if (_view.HasAverage && repeats && !_json && last.SinceBoot > first.SinceBoot)
            Print(new SystemInterval(first, last), "Average:");
        Close();
        return 0;
    }

    private int Print(in SystemInterval interval, string label)
    {
        _view.Update(interval);
        if (_writer is null)
        {
            _view.WriteText(_text, label);
            _text.FlushTo(_context.Output);
            return 1;
        }

        _writer.WriteStartObject();
        if (interval.Later.Wall != default)
            _writer.WriteString("time", interval.Later.Wall.ToString("yyyy-MM-dd'T'HH:mm:ss.fffK"));
        JsonRows.WriteNumber(_writer, "seconds", interval.Elapsed.TotalSeconds);
        _writer.WriteBoolean("sinceBoot", interval.IsSinceBoot);
        _view.WriteJson(_writer);
        _writer.WriteEndObject();
        _writer.Flush();
        return 1;
    }

    private void Open(ViewHeader header)
    {
        if (!_json)
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
        _writer.WriteNumber("cpus", header.CpuCount);
        _writer.WriteStartArray("samples");
    }

    private void Close()
    {
        if (_writer is null)
            return;
        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.Flush();
        _context.Output.Write("\n"u8);
    }

    private static ViewHeader ReadHeader(LinuxRoot root, SystemSample sample)
    {
        int cpus = sample.Cpu.IsAvailable && sample.Cpu.OnlineCount > 0
            ? sample.Cpu.OnlineCount
            : root.IsLive ? Environment.ProcessorCount : 0;
        return new ViewHeader(
            root.ReadText("/proc/sys/kernel/osrelease") ?? "?",
            root.ReadText("/proc/sys/kernel/hostname") ?? "?",
            root.ReadText("/proc/sys/kernel/arch") ?? ArchitectureName(),
            cpus,
            sample.Wall == default ? default : sample.Wall.ToLocalTime().DateTime);
    }

    private static string ArchitectureName() => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "x86_64",
        Architecture.Arm64 => "aarch64",
        Architecture other => other.ToString(),
    };

    private static string Label(SystemSample sample) =>
        sample.Wall == default ? $"{sample.SinceBoot.TotalSeconds:F0} s" : sample.Wall.ToLocalTime().ToString("HH:mm:ss");
}
