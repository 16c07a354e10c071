namespace Sonde.Tracing.Types;

/// <summary>How the values of one interval of <c>tseries()</c> become one.</summary>
public enum TimeSeriesReduction
{
    /// <summary>The last value wins.</summary>
    Last,

    /// <summary>Their average.</summary>
    Average,

    /// <summary>The smallest.</summary>
    Minimum,

    /// <summary>The largest.</summary>
    Maximum,

    /// <summary>Their sum.</summary>
    Sum,
}
