using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>
/// What a running script prints. Everything goes through one buffer that is used again and again; an instance serves one thread. Failures of the
/// streams, such as a closed pipe, reach the caller as the streams throw them.
/// </summary>
public abstract class TraceOutput
{
    private const int FlushThreshold = 64 * 1024;

    private readonly Stream _output;
    private readonly OutputBuffering _buffering;

    private protected TraceOutput(OutputContext context, Stream output, OutputBuffering buffering) =>
        (Context, _output, _buffering) = (context, output, buffering);

    /// <summary>Dialect and names.</summary>
    public OutputContext Context { get; }

    private protected OutputBuffer Buffer { get; } = new(2 * FlushThreshold);

    /// <summary>Says how many probes were attached.</summary>
    /// <param name="count">How many.</param>
    public abstract void AttachedProbes(int count);

    /// <summary>Writes a <c>printf()</c>.</summary>
    /// <param name="format">The format.</param>
    /// <param name="arguments">The bytes of its arguments.</param>
    public abstract void Printf(PrintfFormat format, ReadOnlySpan<byte> arguments);

    /// <summary>Writes a <c>warnf()</c> or <c>errorf()</c>.</summary>
    /// <param name="severity">Which of them.</param>
    /// <param name="format">The format.</param>
    /// <param name="arguments">The bytes of its arguments.</param>
    /// <param name="location">Where the call stands.</param>
    public abstract void Message(PrintfSeverity severity, PrintfFormat format, ReadOnlySpan<byte> arguments, ScriptLocation location);

    /// <summary>Writes a <c>print()</c> of a value.</summary>
    /// <param name="value">The value; aggregations reduced.</param>
    public abstract void Value(TraceValue value);

    /// <summary>Writes a map: <c>print(@m, top, div)</c>, and every map at the end.</summary>
    /// <param name="map">The map.</param>
    /// <param name="entries">Its entries in any order.</param>
    /// <param name="top">How many to print, the largest; 0 for all.</param>
    /// <param name="divisor">What values are divided by; 0 for 1.</param>
    public abstract void Map(MapDescription map, IReadOnlyList<MapEntry> entries, int top = 0, uint divisor = 0);

    /// <summary>Writes a <c>time()</c>.</summary>
    /// <param name="format">Its format.</param>
    /// <param name="unixNanoseconds">The time: nanoseconds since the Unix epoch.</param>
    public abstract void Time(string format, long unixNanoseconds);

    /// <summary>Writes a <c>join()</c>.</summary>
    /// <param name="text">The words, already joined.</param>
    public abstract void Join(ReadOnlySpan<byte> text);

    /// <summary>Writes a <c>cat()</c>.</summary>
    /// <param name="content">The file's content.</param>
    public abstract void Cat(ReadOnlySpan<byte> content);

    /// <summary>Writes what a command of <c>system()</c> printed.</summary>
    /// <param name="content">Its output.</param>
    public abstract void CommandOutput(ReadOnlySpan<byte> content);

    /// <summary>Says that events were lost.</summary>
    /// <param name="count">How many.</param>
    public abstract void LostEvents(ulong count);

    /// <summary>Says that a helper failed.</summary>
    /// <param name="failure">Which, and how.</param>
    public abstract void CallFailed(KernelCallFailure failure);

    /// <summary>Says what else went wrong while the script ran.</summary>
    /// <param name="message">What.</param>
    /// <param name="location">Where in the script.</param>
    public abstract void RuntimeError(string message, ScriptLocation location);

    /// <summary>Ends the events; what follows are the maps.</summary>
    public abstract void End();

    /// <summary>Passes what was written on to the stream.</summary>
    public void Flush()
    {
        if (Buffer.Count > 0)
        {
            // Emptied first: after a failure the same bytes are not written again.
            ReadOnlySpan<byte> written = Buffer.Written;
            Buffer.Clear();
            _output.Write(written);
        }

        _output.Flush();
    }

    /// <summary>The maps of a script in the order in which they are printed at its end: by name.</summary>
    /// <param name="maps">The maps.</param>
    public static IEnumerable<MapDescription> InPrintOrder(IEnumerable<MapDescription> maps) => maps.OrderBy(map => map.Name, StringComparer.Ordinal);

    /// <summary>To be called after each event.</summary>
    private protected void EventWritten()
    {
        var isDue = _buffering switch
        {
            OutputBuffering.None => true,
            OutputBuffering.Line => Buffer.Written is [.., (byte)'\n'],
            _ => false,
        };
        if (isDue || Buffer.Count >= FlushThreshold)
            Flush();
    }

    private protected static bool IsStatistics(TraceType type) => type is AverageType or StatsType;

    private protected static bool IsHistogram(TraceType type) => type is HistogramType or LinearHistogramType;

    /// <summary>The last interval of all series of a map: they are drawn to the same end.</summary>
    private protected static ulong LastEpoch(IReadOnlyList<MapEntry> entries)
    {
        ulong last = 0;
        for (var i = 0; i < entries.Count; i++)
            last = Math.Max(last, TimeSeriesPoints.LastEpoch(entries[i].Value.Span));
        return last;
    }

    /// <summary>The entries to print, in order. 0.17 prints all entries of a map of stats whatever was asked.</summary>
    private protected MapEntry[] Select(MapDescription map, IReadOnlyList<MapEntry> entries, int top) =>
        MapOrder.Sort(map, entries, Context.IsVersion017 && map.Value is StatsType ? 0 : top, Context.Dialect);
}
