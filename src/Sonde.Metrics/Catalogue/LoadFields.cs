using Sonde.Metrics.Rates;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields that uptime shows, from /proc/loadavg (kernel/sched/loadavg.c) and the clock.</summary>
public static class LoadFields
{
    /// <summary>uptime up.</summary>
    public static readonly NumberField<LoadFigures> Uptime =
        new("uptime_seconds", "s", FieldKind.Gauge, "CLOCK_BOOTTIME", "now - boot", "time since boot, suspended time included", static r => r.UptimeSeconds);

    /// <summary>uptime users.</summary>
    public static readonly NumberField<LoadFigures> Users =
        new("users", "", FieldKind.Gauge, "/run/utmp, /run/systemd/sessions", "records of user processes", "logged-in users; none in most containers", static r => r.Users);

    /// <summary>uptime load average, first.</summary>
    public static readonly NumberField<LoadFigures> OneMinute =
        new("load_1", "", FieldKind.Gauge, "/proc/loadavg", "column 1", "threads that run, wait for a CPU or sleep uninterruptibly, with a decay of one minute", static r => r.OneMinute);

    /// <summary>uptime load average, second.</summary>
    public static readonly NumberField<LoadFigures> FiveMinutes =
        new("load_5", "", FieldKind.Gauge, "/proc/loadavg", "column 2", "the same with a decay of five minutes", static r => r.FiveMinutes);

    /// <summary>uptime load average, third.</summary>
    public static readonly NumberField<LoadFigures> FifteenMinutes =
        new("load_15", "", FieldKind.Gauge, "/proc/loadavg", "column 3", "the same with a decay of fifteen minutes; falling from load_15 to load_1 means that it is getting better", static r => r.FifteenMinutes);

    /// <summary>sar runq-sz.</summary>
    public static readonly NumberField<LoadFigures> RunnableThreads =
        new("threads_runnable", "", FieldKind.Gauge, "/proc/loadavg", "column 4", "threads that run or wait for a CPU at this instant, Sonde included", static r => r.RunnableThreads);

    /// <summary>sar plist-sz.</summary>
    public static readonly NumberField<LoadFigures> TotalThreads =
        new("threads_total", "", FieldKind.Gauge, "/proc/loadavg", "column 4", "threads that exist", static r => r.TotalThreads);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        Uptime, Users, OneMinute, FiveMinutes, FifteenMinutes, RunnableThreads, TotalThreads,
    ];
}
