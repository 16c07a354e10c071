using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>Text as bpftrace prints it.</summary>
public sealed class TextTraceOutput : TraceOutput
{
    private const string Tab = "    ";

    private readonly TextValueWriter _values;
    private readonly Stream _errors;
    private readonly OutputBuffer _errorText = new(256);

    /// <summary>An output.</summary>
    /// <param name="context">Dialect and names.</param>
    /// <param name="output">Where events and maps go.</param>
    /// <param name="errors">Where banner, losses and warnings go; 0.17 puts them among the output.</param>
    /// <param name="buffering">When output reaches the stream.</param>
    public TextTraceOutput(OutputContext context, Stream output, Stream errors, OutputBuffering buffering = OutputBuffering.Full)
        : base(context, output, buffering)
    {
        _errors = context.IsVersion017 ? output : errors;
        _values = new(context);
    }

    /// <inheritdoc/>
    public override void AttachedProbes(int count)
    {
        _errorText.Append(Context.IsVersion017 ? "Attaching "u8 : "Attached "u8);
        _errorText.Append((long)count);
        _errorText.Append(count == 1 ? " probe"u8 : " probes"u8);
        _errorText.Append(Context.IsVersion017 ? "...\n"u8 : "\n"u8);
        WriteErrors();
    }

    /// <inheritdoc/>
    public override void Printf(PrintfFormat format, ReadOnlySpan<byte> arguments)
    {
        format.Append(Buffer, arguments, Context, _values);
        EventWritten();
    }

    /// <inheritdoc/>
    public override void Message(PrintfSeverity severity, PrintfFormat format, ReadOnlySpan<byte> arguments, ScriptLocation location)
    {
        BeginMessage(location, severity == PrintfSeverity.Error ? "ERROR: "u8 : "WARNING: "u8);
        format.Append(_errorText, arguments, Context, _values);
        _errorText.Append((byte)'\n');
        WriteErrors();
    }

    /// <inheritdoc/>
    public override void Value(TraceValue value)
    {
        _values.Append(Buffer, value);
        EndLine();
    }

    /// <inheritdoc/>
    public override void Map(MapDescription map, IReadOnlyList<MapEntry> entries, int top = 0, uint divisor = 0)
    {
        var lastEpoch = map.Value is TimeSeriesType ? LastEpoch(entries) : 0;
        var isOld = Context.IsVersion017;
        foreach (MapEntry entry in Select(map, entries, top))
        {
            Buffer.Append(map.Name);
            if (map.Key is not null)
            {
                Buffer.Append((byte)'[');
                _values.AppendKey(Buffer, new(map.Key, entry.Key.Span), ", "u8);
                Buffer.Append((byte)']');
            }

            AppendMapValue(map.Value, entry.Value.Span, Math.Max(1, divisor), lastEpoch);
            if (!isOld || !EndsItself(map.Value))
                Buffer.Append((byte)'\n');
        }

        // 0.17 separates entries by line breaks, where newer ones end each with one.
        if (isOld && (entries.Count == 0 || EndsItself(map.Value)))
            Buffer.Append((byte)'\n');
        if (isOld && IsStatistics(map.Value))
            Buffer.Append((byte)'\n');
        EventWritten();
    }

    /// <inheritdoc/>
    public override void Time(string format, long unixNanoseconds)
    {
        TimeFormat.Append(Buffer, format, unixNanoseconds);
        EventWritten();
    }

    /// <inheritdoc/>
    public override void Join(ReadOnlySpan<byte> text)
    {
        AppendTraced(text);
        EndLine();
    }

    /// <inheritdoc/>
    public override void Cat(ReadOnlySpan<byte> content)
    {
        AppendTraced(content);
        EventWritten();
    }

    /// <inheritdoc/>
    public override void CommandOutput(ReadOnlySpan<byte> content)
    {
        Buffer.Append(content);
        if (!Context.IsVersion017)
            Buffer.Append((byte)'\n');
        EventWritten();
    }

    /// <inheritdoc/>
    public override void LostEvents(ulong count)
    {
        _errorText.Append("Lost "u8);
        _errorText.Append(count);
        _errorText.Append(" events\n"u8);
        WriteErrors();
    }

    /// <inheritdoc/>
    public override void CallFailed(KernelCallFailure failure)
    {
        BeginMessage(failure.Location, "WARNING: "u8);
        if (Context.IsVersion017)
        {
            _errorText.Append($"Failed to {failure.Function}: {failure.ErrorMessage}");
            if (failure.ReturnCode < 0)
                _errorText.Append($" ({failure.ReturnCode})");
        }
        else
        {
            _errorText.Append($"{failure.Explanation}\nAdditional Info - helper: {failure.Function}, retcode: {failure.ReturnCode}");
        }

        QuoteSource(failure.Location);
        WriteErrors();
    }

    /// <inheritdoc/>
    public override void RuntimeError(string message, ScriptLocation location)
    {
        BeginMessage(location, "WARNING: "u8);
        _errorText.Append(message);
        QuoteSource(location);
        WriteErrors();
    }

    /// <inheritdoc/>
    public override void End()
    {
        Buffer.Append("\n\n"u8);
        EventWritten();
    }

    /// <summary>Whether 0.17 expects a value of the type to end its line by itself.</summary>
    private static bool EndsItself(TraceType type) => type is KernelStackType or UserStackType or KernelSymbolType or UserSymbolType or InetType;

    private void AppendMapValue(TraceType type, ReadOnlySpan<byte> value, uint divisor, ulong lastEpoch)
    {
        var isOld = Context.IsVersion017;
        if (IsHistogram(type))
        {
            Buffer.Append(isOld ? ": \n"u8 : ":\n"u8);
            HistogramText.Append(Buffer, HistogramRows.Of(type, value, Context.Dialect, divisor));
        }
        else if (type is TimeSeriesType series)
        {
            Buffer.Append(":\n"u8);
            TimeSeriesChart.Append(Buffer, series, TimeSeriesPoints.Of(series, value, lastEpoch, Context.BootTimeNanoseconds));
        }
        else
        {
            Buffer.Append(": "u8);
            _values.Append(Buffer, new(type, value), divisor);
        }
    }

    private void AppendTraced(ReadOnlySpan<byte> text)
    {
        if (Context.EscapesControlCharacters)
            EscapedText.AppendTerminal(Buffer, text);
        else
            Buffer.Append(text);
    }

    private void EndLine()
    {
        Buffer.Append((byte)'\n');
        EventWritten();
    }

    private void BeginMessage(ScriptLocation location, ReadOnlySpan<byte> severity)
    {
        _errorText.Append($"{location.FileName}:{location.Line}:{location.Column}-{location.EndColumn}: ");
        _errorText.Append(severity);
    }

    private void QuoteSource(ScriptLocation location)
    {
        _errorText.Append((byte)'\n');
        _errorText.Append(location.SourceLine.Replace("\t", Tab, StringComparison.Ordinal));
        _errorText.Append((byte)'\n');
        var before = location.SourceLine.AsSpan(0, Math.Clamp(location.Column - 1, 0, location.SourceLine.Length));
        _errorText.AppendRepeated((byte)' ', location.Column - 1 + (before.Count('\t') * (Tab.Length - 1)));
        _errorText.AppendRepeated((byte)'~', Math.Max(1, location.EndColumn - location.Column));
        _errorText.Append((byte)'\n');
    }

    /// <summary>What was printed before stands before the message, on a terminal that shows both.</summary>
    private void WriteErrors()
    {
        Flush();
        ReadOnlySpan<byte> text = _errorText.Written;
        _errorText.Clear();
        _errors.Write(text);
        _errors.Flush();
    }
}
