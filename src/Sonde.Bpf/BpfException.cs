using Sonde.Linux;

namespace Sonde.Bpf;

/// <summary>The kernel refused something of BPF; the message says what and, where it is known, what to do.</summary>
public class BpfException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="action">What was tried, such as "create map 'counts'".</param>
    /// <param name="errno">The kernel's answer.</param>
    /// <param name="reason">Why, in plain words; null for the kernel's own.</param>
    public BpfException(string action, Errno errno, string? reason = null)
        : base($"Cannot {action}: {reason ?? Explain(errno)}")
    {
        Action = action;
        Errno = errno;
    }

    /// <summary>What was tried.</summary>
    public string Action { get; }

    /// <summary>The kernel's answer.</summary>
    public Errno Errno { get; }

    private static string Explain(Errno errno) => errno.IsPermission
        ? $"{errno}. BPF needs root, or CAP_BPF and CAP_PERFMON (before Linux 5.8 CAP_SYS_ADMIN); lockdown and containers may forbid it even then."
        : errno.ToString();
}
