using Sonde.Linux;
using Sonde.Terminal;

namespace Sonde.CommandLine;

/// <summary>What a command may touch of the outside: where results go, where hints go, and when to stop.</summary>
internal sealed class CommandContext
{
    /// <summary>Creates the context.</summary>
    public CommandContext(Stream output, Stream error, InterruptSignal interrupt, Func<string, string?> environment)
    {
        Output = output;
        Error = error;
        Interrupt = interrupt;
        Environment = environment;
    }

    /// <summary>Results; a reader that went away surfaces as <see cref="ClosedOutputException"/>.</summary>
    public Stream Output { get; }

    /// <summary>Progress, warnings and hints.</summary>
    public Stream Error { get; }

    /// <summary>Ctrl-C and its kin: ends a measurement early, which is then still printed.</summary>
    public InterruptSignal Interrupt { get; }

    /// <summary>Gives an environment variable, or null.</summary>
    public Func<string, string?> Environment { get; }

    /// <summary>What standard output can show.</summary>
    /// <param name="color">The user's --color.</param>
    public TerminalProfile OutputProfile(ColorChoice color = ColorChoice.Auto) =>
        TerminalProfile.Detect(FileDescriptor.Borrow(1), Environment, color);

    /// <summary>What standard error can show.</summary>
    public TerminalProfile ErrorProfile() => TerminalProfile.Detect(FileDescriptor.Borrow(2), Environment);

    /// <summary>Rows of the terminal that standard output is; 0 where it is none.</summary>
    public int OutputRows { get; init; } = TerminalRows();

    /// <summary>Writes one line of hint or warning to standard error.</summary>
    public void Hint(string text)
    {
        Utf8LineBuilder line = new(256);
        line.Append("sonde: ").Append(text).NewLine().FlushTo(Error);
    }

    private static int TerminalRows()
    {
        TerminalDevice.TryGetSize(FileDescriptor.Borrow(1), out _, out int rows);
        return rows;
    }
}
