namespace Sonde.Tracing.Output;

/// <summary>Whose spelling of the output is written. Both hold the same facts; programs that read the output know one or the other.</summary>
public enum OutputDialect
{
    /// <summary>bpftrace from 0.24.</summary>
    Newest,

    /// <summary>bpftrace 0.17, as Debian 12 has it.</summary>
    Version017,
}
