namespace Sonde.Views;

/// <summary>What uptime prints.</summary>
internal enum UptimeStyle
{
    /// <summary>The classic line: time, uptime, users, load averages.</summary>
    Line,

    /// <summary>Only the uptime, in words (-p).</summary>
    Pretty,

    /// <summary>Only when the machine booted (-s).</summary>
    Since,
}
