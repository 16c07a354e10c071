using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>One JSON object per line, as bpftrace's <c>-f json</c> prints them.</summary>
public sealed class JsonTraceOutput : TraceOutput
{
    private readonly OutputContext _plain;
    private readonly TextValueWriter _text;
    private readonly JsonValueWriter _values;
    private readonly OutputBuffer _scratch = new(1024);

    /// <summary>An output.</summary>
    /// <param name="context">Dialect and names.</param>
    /// <param name="output">Where everything goes.</param>
    /// <param name="buffering">When output reaches the stream.</param>
    public JsonTraceOutput(OutputContext context, Stream output, OutputBuffering buffering = OutputBuffering.Full)
        : base(context, output, buffering)
    {
        _plain = context with { EscapesControlCharacters = false };
        _text = new(_plain);
        _values = new(_plain);
    }

    /// <inheritdoc/>
    public override void AttachedProbes(int count) => AppendCount("attached_probes"u8, "probes"u8, (ulong)count);

    /// <inheritdoc/>
    public override void Printf(PrintfFormat format, ReadOnlySpan<byte> arguments)
    {
        _scratch.Clear();
        format.Append(_scratch, arguments, _plain, _text);
        AppendText("printf"u8, _scratch.Written);
    }

    /// <inheritdoc/>
    public override void Message(PrintfSeverity severity, PrintfFormat format, ReadOnlySpan<byte> arguments, ScriptLocation location)
    {
        Buffer.Append(severity == PrintfSeverity.Error ? "{\"type\": \"errorf\", \"msg\": "u8 : "{\"type\": \"warnf\", \"msg\": "u8);
        _scratch.Clear();
        format.Append(_scratch, arguments, _plain, _text);
        EscapedText.AppendJson(Buffer, _scratch.Written);
        AppendLocation(location);
    }

    /// <inheritdoc/>
    public override void Value(TraceValue value)
    {
        Buffer.Append("{\"type\": \"value\", \"data\": "u8);
        _values.Append(Buffer, value);
        EndObject();
    }

    /// <inheritdoc/>
    public override void Map(MapDescription map, IReadOnlyList<MapEntry> entries, int top = 0, uint divisor = 0)
    {
        if (entries.Count == 0)
            return;
        var lastEpoch = map.Value is TimeSeriesType ? LastEpoch(entries) : 0;
        Buffer.Append("{\"type\": \""u8);
        Buffer.Append(IsStatistics(map.Value) ? "stats"u8 : IsHistogram(map.Value) ? "hist"u8 : map.Value is TimeSeriesType ? "tseries"u8 : "map"u8);
        Buffer.Append("\", \"data\": {"u8);
        AppendString(map.Name);
        Buffer.Append(map.Key is null ? ": "u8 : ": {"u8);
        var isFirst = true;
        foreach (MapEntry entry in Select(map, entries, top))
        {
            if (!isFirst)
                Buffer.Append(", "u8);
            isFirst = false;
            if (map.Key is not null)
            {
                _values.AppendKey(Buffer, new(map.Key, entry.Key.Span));
                Buffer.Append(": "u8);
            }

            AppendMapValue(map.Value, entry.Value.Span, Math.Max(1, divisor), lastEpoch);
        }

        Buffer.Append(map.Key is null ? "}"u8 : "}}"u8);
        EndObject();
    }

    /// <inheritdoc/>
    public override void Time(string format, long unixNanoseconds)
    {
        _scratch.Clear();
        TimeFormat.Append(_scratch, format, unixNanoseconds);
        AppendText("time"u8, _scratch.Written);
    }

    /// <inheritdoc/>
    public override void Join(ReadOnlySpan<byte> text) => AppendText("join"u8, text);

    /// <inheritdoc/>
    public override void Cat(ReadOnlySpan<byte> content) => AppendText("cat"u8, content);

    /// <inheritdoc/>
    public override void CommandOutput(ReadOnlySpan<byte> content) => AppendText("syscall"u8, content);

    /// <inheritdoc/>
    public override void LostEvents(ulong count) => AppendCount("lost_events"u8, "events"u8, count);

    /// <inheritdoc/>
    public override void CallFailed(KernelCallFailure failure)
    {
        Buffer.Append("{\"type\": \"helper_error\", "u8);
        if (!Context.IsVersion017)
        {
            Buffer.Append("\"msg\": "u8);
            AppendString(failure.ErrorMessage);
            Buffer.Append(", "u8);
        }

        Buffer.Append("\"helper\": "u8);
        AppendString(failure.Function);
        Buffer.Append(", \"retcode\": "u8);
        Buffer.Append((long)failure.ReturnCode);
        AppendLocation(failure.Location);
    }

    /// <inheritdoc/>
    public override void RuntimeError(string message, ScriptLocation location)
    {
        Buffer.Append("{\"type\": \"runtime_error\", \"msg\": "u8);
        AppendString(message);
        AppendLocation(location);
    }

    /// <inheritdoc/>
    public override void End()
    {
        if (Context.IsVersion017)
            Buffer.Append("\n\n"u8);
        EventWritten();
    }

    private void AppendMapValue(TraceType type, ReadOnlySpan<byte> value, uint divisor, ulong lastEpoch)
    {
        if (IsHistogram(type))
            AppendHistogram(HistogramRows.Of(type, value, Context.Dialect, divisor));
        else if (type is TimeSeriesType series)
            AppendSeries(series, TimeSeriesPoints.Of(series, value, lastEpoch, Context.BootTimeNanoseconds));
        else
            _values.Append(Buffer, new(type, value), divisor);
    }

    private void AppendHistogram(List<HistogramRow> rows)
    {
        Buffer.Append((byte)'[');
        for (var i = 0; i < rows.Count; i++)
        {
            if (i > 0)
                Buffer.Append(Context.IsVersion017 ? ", "u8 : ","u8);
            Buffer.Append((byte)'{');
            if (rows[i].Minimum is { } minimum)
            {
                Buffer.Append("\"min\": "u8);
                _values.AppendNumber(Buffer, minimum, isSigned: true);
                Buffer.Append(", "u8);
            }

            if (rows[i].Maximum is { } maximum)
            {
                Buffer.Append("\"max\": "u8);
                _values.AppendNumber(Buffer, maximum, isSigned: true);
                Buffer.Append(", "u8);
            }

            Buffer.Append("\"count\": "u8);
            Buffer.Append(rows[i].Count);
            Buffer.Append((byte)'}');
        }

        Buffer.Append((byte)']');
    }

    private void AppendSeries(TimeSeriesType type, List<TimeSeriesPoint> points)
    {
        Buffer.Append((byte)'[');
        var isFirst = true;
        foreach (TimeSeriesPoint point in points)
        {
            if (point.Value is not { } value)
                continue;
            Buffer.Append(isFirst ? "{\"interval_start\":\""u8 : ",{\"interval_start\":\""u8);
            isFirst = false;
            TimeFormat.Append(Buffer, "%Y-%m-%dT%H:%M:%S.%f", point.StartNanoseconds);
            var nanoseconds = (int)(((point.StartNanoseconds % 1000) + 1000) % 1000);
            Buffer.Append($"{nanoseconds:000}");
            Buffer.Append("\",\"value\":"u8);
            if (type.IsSigned)
                Buffer.Append(value);
            else
                Buffer.Append((ulong)value);
            Buffer.Append((byte)'}');
        }

        Buffer.Append((byte)']');
    }

    private void AppendText(ReadOnlySpan<byte> type, ReadOnlySpan<byte> text)
    {
        Buffer.Append("{\"type\": \""u8);
        Buffer.Append(type);
        Buffer.Append("\", \"data\": "u8);
        EscapedText.AppendJson(Buffer, text);
        EndObject();
    }

    private void AppendCount(ReadOnlySpan<byte> type, ReadOnlySpan<byte> name, ulong count)
    {
        Buffer.Append("{\"type\": \""u8);
        Buffer.Append(type);
        Buffer.Append("\", "u8);
        if (!Context.IsVersion017)
        {
            Buffer.Append("\"count\": "u8);
            Buffer.Append(count);
            Buffer.Append(", "u8);
        }

        Buffer.Append("\"data\": {\""u8);
        Buffer.Append(name);
        Buffer.Append("\": "u8);
        Buffer.Append(count);
        Buffer.Append((byte)'}');
        EndObject();
    }

    private void AppendLocation(ScriptLocation location)
    {
        if (!Context.IsVersion017)
        {
            Buffer.Append(", \"filename\": "u8);
            AppendString(location.FileName);
        }

        Buffer.Append(", \"line\": "u8);
        Buffer.Append((long)location.Line);
        Buffer.Append(", \"col\": "u8);
        Buffer.Append((long)location.Column);
        EndObject();
    }

    private void AppendString(string text)
    {
        _scratch.Clear();
        _scratch.Append(text);
        EscapedText.AppendJson(Buffer, _scratch.Written);
    }

    private void EndObject()
    {
        Buffer.Append("}\n"u8);
        EventWritten();
    }
}
