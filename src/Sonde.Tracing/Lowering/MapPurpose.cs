namespace Sonde.Tracing.Lowering;

/// <summary>What a map is for.</summary>
public enum MapPurpose
{
    /// <summary>A map of the script.</summary>
    Script,

    /// <summary>The ring buffer of events.</summary>
    Events,

    /// <summary>Counts of what was lost: events, map updates; one array of 64-bit numbers on every CPU.</summary>
    Losses,

    /// <summary>Room for objects that the stack is too small for, on every CPU.</summary>
    Scratch,

    /// <summary>Stacks by their id.</summary>
    Stacks,

    /// <summary>Numbers that the runtime sets before the programs start.</summary>
    Settings,
}
