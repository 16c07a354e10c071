namespace Sonde.CommandLine;

/// <summary>A command that cannot go on, with what failed, what to do about it, and the exit status. Shown as one line without a stack trace.</summary>
internal sealed class CommandFailure : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
    /// <param name="message">What failed and why.</param>
    /// <param name="remedy">What to do; null where nothing helps.</param>
    public CommandFailure(int exitCode, string message, string? remedy = null)
        : base(message)
    {
        ExitCode = exitCode;
        Remedy = remedy;
    }

    /// <summary>The exit status.</summary>
    public int ExitCode { get; }

    /// <summary>What the user can do about it.</summary>
    public string? Remedy { get; }
}
