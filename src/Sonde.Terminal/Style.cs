namespace Sonde.Terminal;

/// <summary>How a piece of text looks where colour may be used; elsewhere it looks plain, so a style never carries meaning alone.</summary>
/// <param name="Color">The foreground.</param>
/// <param name="IsBold">Heavier.</param>
/// <param name="IsDim">Fainter.</param>
/// <param name="IsUnderlined">Underlined.</param>
public readonly record struct Style(TerminalColor Color = TerminalColor.Default, bool IsBold = false, bool IsDim = false, bool IsUnderlined = false)
{
    /// <summary>As the terminal writes by itself.</summary>
    public static readonly Style Plain;

    /// <summary>Heavier.</summary>
    public static readonly Style Bold = new(IsBold: true);

    /// <summary>Fainter: what matters less.</summary>
    public static readonly Style Dim = new(IsDim: true);

    /// <summary>Writes the sequence that turns the style on. Source: ECMA-48, SGR.</summary>
    public void TurnOn(Utf8LineBuilder line)
    {
        line.AppendRaw("\e["u8);
        int start = line.Length;
        Code(line, start, IsBold, 1);
        Code(line, start, IsDim, 2);
        Code(line, start, IsUnderlined, 4);
        Code(line, start, Color != TerminalColor.Default, (int)Color);
        line.AppendRaw("m"u8);
    }

    /// <summary>Writes the sequence that turns every style off.</summary>
    public static void TurnOff(Utf8LineBuilder line) => line.AppendRaw("\e[0m"u8);

    private static void Code(Utf8LineBuilder line, int start, bool applies, int code)
    {
        if (!applies)
            return;
        if (line.Length > start)
            line.AppendRaw(";"u8);
        line.AppendNumber((long)code);
    }
}
