namespace Sonde.Tracing.Output;

/// <summary>What writing of values depends on besides the values.</summary>
public sealed record OutputContext
{
    /// <summary>Whose spelling is written.</summary>
    public OutputDialect Dialect { get; init; }

    /// <summary>Names addresses.</summary>
    public IStackSymbolizer Symbolizer { get; init; } = new AddressOnlySymbolizer();

    /// <summary>Names users, cgroups and probes.</summary>
    public IOutputNames Names { get; init; } = new UnknownNames();

    /// <summary>Nanoseconds from the Unix epoch to the boot of this machine: what is added to a time since boot to get wall-clock time.</summary>
    public long BootTimeNanoseconds { get; init; }

    /// <summary>What follows a string that was cut (config <c>str_trunc_trailer</c>); 0.17 has none.</summary>
    public string TruncationTrailer { get; init; } = "..";

    /// <summary>
    /// Whether control characters of traced strings are written as <c>\x1b</c>, so that they do not reach a terminal. Off where the output is a file or
    /// a pipe, which gets the bytes as they are.
    /// </summary>
    public bool EscapesControlCharacters { get; init; }

    internal bool IsVersion017 => Dialect == OutputDialect.Version017;
}
