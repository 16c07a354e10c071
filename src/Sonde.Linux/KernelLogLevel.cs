namespace Sonde.Linux;

/// <summary>How grave a kernel log record is; include/linux/kern_levels.h, syslog(3).</summary>
public enum KernelLogLevel
{
    /// <summary>The system is unusable.</summary>
    Emergency = 0,

    /// <summary>Action is needed at once.</summary>
    Alert = 1,

    /// <summary>Critical conditions.</summary>
    Critical = 2,

    /// <summary>Errors.</summary>
    Error = 3,

    /// <summary>Warnings.</summary>
    Warning = 4,

    /// <summary>Normal but significant.</summary>
    Notice = 5,

    /// <summary>Informational.</summary>
    Informational = 6,

    /// <summary>For debugging.</summary>
    Debug = 7,
}
