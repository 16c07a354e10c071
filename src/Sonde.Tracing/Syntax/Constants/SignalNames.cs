namespace Sonde.Tracing.Syntax.Constants;

/// <summary>Signals by number and name: x86-64 and arm64, source asm-generic/signal.h.</summary>
public static class SignalNames
{
    private const int FirstRealTime = 32;
    private const int LastRealTime = 64;

    private static readonly string[] Known =
    [
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM",
        "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF",
        "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
    ];

    /// <summary>The name of a signal (9: SIGKILL; 34: SIGRTMIN+2, counted from the kernel's first real-time signal, 32), null if there is none.</summary>
    public static string? Name(int number) => number switch
    {
        > 0 and < FirstRealTime => Known[number],
        FirstRealTime => "SIGRTMIN",
        > FirstRealTime and < LastRealTime => $"SIGRTMIN+{number - FirstRealTime}",
        LastRealTime => "SIGRTMAX",
        _ => null,
    };

    /// <summary>The number of a signal by its name, with or without SIG and in any case: SIGKILL, kill, INT. Null if there is none.</summary>
    public static int? Number(string name)
    {
        var upper = name.ToUpperInvariant();
        var full = upper.StartsWith("SIG", StringComparison.Ordinal) ? upper : "SIG" + upper;
        full = full switch { "SIGIOT" => "SIGABRT", "SIGCLD" => "SIGCHLD", "SIGPOLL" => "SIGIO", _ => full };
        var number = Array.IndexOf(Known, full);
        return number > 0 ? number : null;
    }
}
