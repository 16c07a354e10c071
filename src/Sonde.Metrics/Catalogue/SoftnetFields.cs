using Sonde.Metrics.Rates;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of packet reception, from /proc/net/softnet_stat (net/core/net-procfs.c), summed over CPUs.</summary>
public static class SoftnetFields
{
    /// <summary>sar total/s.</summary>
    public static readonly NumberField<SoftnetRates> Processed =
        new("softnet_processed_per_second", "1/s", FieldKind.Rate, Source + " column 1", "Δprocessed / T", "packets taken from devices and backlogs", static r => r.ProcessedPerSecond);

    /// <summary>sar dropd/s.</summary>
    public static readonly NumberField<SoftnetRates> Dropped =
        new("softnet_dropped_per_second", "1/s", FieldKind.Rate, Source + " column 2", "Δdropped / T", "packets dropped because the backlog of a CPU was full (net.core.netdev_max_backlog)", static r => r.DroppedPerSecond);

    /// <summary>sar squeezd/s.</summary>
    public static readonly NumberField<SoftnetRates> Squeezed =
        new("softnet_squeezed_per_second", "1/s", FieldKind.Rate, Source + " column 3", "Δtime_squeeze / T", "times that the receive loop ended with work left (net.core.netdev_budget)", static r => r.SqueezedPerSecond);

    /// <summary>sar flw_lim/s.</summary>
    public static readonly NumberField<SoftnetRates> FlowLimit =
        new("softnet_flow_limit_per_second", "1/s", FieldKind.Rate, Source + " column 11", "Δflow_limit_count / T", "packets dropped by the flow limit", static r => r.FlowLimitPerSecond);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        Processed, Dropped, Squeezed, FlowLimit,
    ];

    private const string Source = "/proc/net/softnet_stat";
}
