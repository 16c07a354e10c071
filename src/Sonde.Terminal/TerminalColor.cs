namespace Sonde.Terminal;

/// <summary>The colours of the user's own palette, so that light and dark terminals both stay readable. Numbers are those of SGR.</summary>
public enum TerminalColor
{
    /// <summary>The terminal's own foreground.</summary>
    Default = 0,

    /// <summary>Red.</summary>
    Red = 31,

    /// <summary>Green.</summary>
    Green = 32,

    /// <summary>Yellow; dark yellow or brown on some palettes.</summary>
    Yellow = 33,

    /// <summary>Blue.</summary>
    Blue = 34,

    /// <summary>Magenta.</summary>
    Magenta = 35,

    /// <summary>Cyan.</summary>
    Cyan = 36,
}
