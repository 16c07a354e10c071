namespace Sonde.Tracing.Output;

/// <summary>How a message that a script prints is meant.</summary>
public enum PrintfSeverity
{
    /// <summary><c>warnf()</c>.</summary>
    Warning,

    /// <summary><c>errorf()</c>.</summary>
    Error,
}
