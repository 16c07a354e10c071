namespace Sonde.Tracing.Lowering;

/// <summary>What a program can fail to do; the place of its count in the map of losses.</summary>
public enum LossKind
{
    /// <summary>The ring buffer was full.</summary>
    Event,

    /// <summary>A map was full.</summary>
    MapUpdate,

    /// <summary>A stack could not be kept.</summary>
    Stack,
}
