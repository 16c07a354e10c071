namespace Sonde.Metrics.Catalogue;

/// <summary>How a field's value comes from samples.</summary>
public enum FieldKind
{
    /// <summary>A counter's growth divided by the measured time between two samples.</summary>
    Rate,

    /// <summary>A share of something, from two samples, in percent unless the unit says otherwise.</summary>
    Share,

    /// <summary>A mean over the events of the interval, such as the wait per completed request, or over its time, such as the requests in flight.</summary>
    Mean,

    /// <summary>The state at the later sample.</summary>
    Gauge,

    /// <summary>A counter's growth over the interval, not divided by time.</summary>
    Growth,

    /// <summary>A counter as it is, since boot or since its object appeared.</summary>
    Total,

    /// <summary>A name or number that says which row this is.</summary>
    Identity,
}
