using Sonde.Linux;

namespace Sonde.Terminal;

/// <summary>What the place that output goes to can show, decided once from the descriptor, the environment and the user's choice.</summary>
public sealed record TerminalProfile
{
    /// <summary>The width where nothing says otherwise, in columns.</summary>
    public const int FallbackWidth = 80;

    /// <summary>The narrowest width that layouts are asked to fit, in columns.</summary>
    public const int SmallestWidth = 20;

    /// <summary>A pipe or a file: 80 columns, no colour, Unicode.</summary>
    public static readonly TerminalProfile Plain = new();

    private readonly int _width = FallbackWidth;

    /// <summary>True where a person watches: the descriptor is a terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Columns to lay out for, never below <see cref="SmallestWidth"/>.</summary>
    public int Width
    {
        get => _width;
        init => _width = Math.Max(value, SmallestWidth);
    }

    /// <summary>Rows of the terminal; 0 where it is none or does not say.</summary>
    public int Height { get; init; }

    /// <summary>True where escape sequences for colour and weight may be written.</summary>
    public bool UsesColor { get; init; }

    /// <summary>True where characters beyond ASCII may be written.</summary>
    public bool UsesUnicode { get; init; } = true;

    /// <summary>Decides for <paramref name="output"/>.</summary>
    /// <param name="output">The descriptor that is written to.</param>
    /// <param name="environment">Gives an environment variable's value, or null.</param>
    /// <param name="choice">The user's --color.</param>
    public static TerminalProfile Detect(FileDescriptor output, Func<string, string?> environment, ColorChoice choice = ColorChoice.Auto)
    {
        bool isTerminal = TerminalDevice.TryGetSize(output, out int columns, out int rows).IsSuccess;
        return Decide(isTerminal, columns, rows, environment, choice);
    }

    /// <summary>The decision itself, for a window of <paramref name="columns"/> by <paramref name="rows"/> (0: unknown).</summary>
    public static TerminalProfile Decide(bool isTerminal, int columns, int rows, Func<string, string?> environment, ColorChoice choice) => new()
    {
        IsTerminal = isTerminal,
        Width = columns > 0 ? columns : WidthFromEnvironment(environment),
        Height = rows,
        UsesColor = DecideColor(isTerminal, environment, choice),
        UsesUnicode = DecideUnicode(environment),
    };

    private static int WidthFromEnvironment(Func<string, string?> environment) =>
        int.TryParse(environment("COLUMNS"), out int columns) && columns > 0 ? columns : FallbackWidth;

    // An explicit option wins; then NO_COLOR (no-color.org), then CLICOLOR_FORCE and CLICOLOR (bixense.com/clicolors), then the terminal itself.
    private static bool DecideColor(bool isTerminal, Func<string, string?> environment, ColorChoice choice)
    {
        if (choice != ColorChoice.Auto)
            return choice == ColorChoice.Always;
        if (!string.IsNullOrEmpty(environment("NO_COLOR")))
            return false;
        if (environment("CLICOLOR_FORCE") is { Length: > 0 } force && force != "0")
            return true;
        if (environment("CLICOLOR") == "0")
            return false;
        return isTerminal && environment("TERM") is { Length: > 0 } term && term != "dumb";
    }

    // setlocale(3): the first variable that is set decides; no variable is the C locale.
    private static bool DecideUnicode(Func<string, string?> environment)
    {
        foreach (string name in (ReadOnlySpan<string>)["LC_ALL", "LC_CTYPE", "LANG"])
        {
            if (environment(name) is { Length: > 0 } locale)
                return locale.Contains("utf-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }
}
