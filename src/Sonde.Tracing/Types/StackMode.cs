namespace Sonde.Tracing.Types;

/// <summary>How the frames of a stack are printed.</summary>
public enum StackMode
{
    /// <summary>Symbol and offset.</summary>
    Bpftrace,

    /// <summary>Address, symbol and offset, module: as perf script prints them.</summary>
    Perf,

    /// <summary>Addresses in hexadecimal.</summary>
    Raw,

    /// <summary>Build id and offset in the file.</summary>
    BuildId,
}
