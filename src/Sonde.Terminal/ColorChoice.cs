namespace Sonde.Terminal;

/// <summary>What the user asked for with --color.</summary>
public enum ColorChoice
{
    /// <summary>Colour on a terminal that has it, unless the environment says otherwise.</summary>
    Auto,

    /// <summary>Colour everywhere, also into a pipe.</summary>
    Always,

    /// <summary>No colour.</summary>
    Never,
}
