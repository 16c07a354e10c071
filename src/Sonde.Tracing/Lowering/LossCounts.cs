using Sonde.Tracing.Binding;

namespace Sonde.Tracing.Lowering;

/// <summary>Where the map of losses counts what: first events that the ring buffer had no room for, then for each map of the script updates that failed.</summary>
public static class LossCounts
{
    /// <summary>The place of events.</summary>
    public const int Events = 0;

    /// <summary>The place of a map's updates.</summary>
    public static int UpdatesOf(MapSymbol map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return 1 + map.Id;
    }
}
