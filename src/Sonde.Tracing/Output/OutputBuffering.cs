namespace Sonde.Tracing.Output;

/// <summary>When written output reaches the stream (bpftrace's <c>-B</c>).</summary>
public enum OutputBuffering
{
    /// <summary>When the buffer is full, and when <see cref="TraceOutput.Flush"/> is called.</summary>
    Full,

    /// <summary>After every event that ended a line.</summary>
    Line,

    /// <summary>After every event.</summary>
    None,
}
