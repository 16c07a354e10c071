namespace Sonde.CommandLine;

/// <summary>Exit statuses: a judging command returns its worst finding as Nagios checks do; failures have sysexits(3) numbers.</summary>
internal static class ExitCode
{
    /// <summary>Done; for a judging command: no finding above info.</summary>
    public const int Success = 0;

    /// <summary>A judging command found a warning.</summary>
    public const int Warning = 1;

    /// <summary>A judging command found something critical.</summary>
    public const int Critical = 2;

    /// <summary>Too little could be observed to judge.</summary>
    public const int Unknown = 3;

    /// <summary>The command line was wrong (EX_USAGE).</summary>
    public const int Usage = 64;

    /// <summary>The input was read but is not what its format promises (EX_DATAERR).</summary>
    public const int BadInput = 65;

    /// <summary>The input is not there (EX_NOINPUT).</summary>
    public const int NoInput = 66;

    /// <summary>The kernel lacks what is needed (EX_UNAVAILABLE).</summary>
    public const int KernelLacks = 69;

    /// <summary>A bug in Sonde (EX_SOFTWARE).</summary>
    public const int Bug = 70;

    /// <summary>Input or output failed (EX_IOERR).</summary>
    public const int InputOutput = 74;

    /// <summary>Not permitted (EX_NOPERM).</summary>
    public const int NoPermission = 77;

    /// <summary>The base for ends by a signal: 128 + its number.</summary>
    public const int SignalBase = 128;

    /// <summary>Standard output's reader went away: as if ended by SIGPIPE (13).</summary>
    public const int ClosedOutput = SignalBase + 13;
}
