using Sonde.Linux;

namespace Sonde.Proc;

/// <summary>Why something could not be measured, and what would make it measurable. Shown instead of a value; never a zero.</summary>
/// <param name="What">What is missing, such as /proc/schedstat.</param>
/// <param name="Because">Why: the kernel's error or the missing feature, as the end of "unavailable because ...".</param>
/// <param name="Remedy">What to do about it; empty where nothing helps.</param>
public sealed record Unavailability(string What, string Because, string Remedy)
{
    /// <summary>The reason for a file that could not be opened or read.</summary>
    public static Unavailability FromErrno(string path, Errno errno) => errno switch
    {
        { IsPermission: true } => new Unavailability(path, $"reading it is not permitted here ({errno.Name})", "run as root, or with the capability that the file asks for"),
        { IsGone: true } => new Unavailability(path, "no such file: the kernel, the mount namespace or the recorded tree lacks it", RemedyForMissing(path)),
        { Value: 95 } => new Unavailability(path, "the kernel has it switched off (EOPNOTSUPP)", IsBelow(path, "/proc/pressure") ? "boot with psi=1" : ""),
        { Value: 24 } => new Unavailability(path, "Sonde has no file descriptor left (EMFILE)", "raise the limit: ulimit -n"),
        _ => new Unavailability(path, errno.ToString(), ""),
    };

    /// <summary>One line: what, why, and the remedy where there is one.</summary>
    public override string ToString() => Remedy.Length == 0 ? $"{What}: {Because}" : $"{What}: {Because}; {Remedy}";

    private static string RemedyForMissing(string path) => path switch
    {
        "/proc/schedstat" => "needs a kernel with CONFIG_SCHEDSTATS",
        "/proc/pressure/irq" => "needs Linux 6.1 or later with CONFIG_IRQ_TIME_ACCOUNTING",
        _ when IsBelow(path, "/proc/pressure") => "needs Linux 4.20 or later with CONFIG_PSI",
        "/proc/net/snmp6" or "/proc/net/sockstat6" or "/proc/net/stat/ndisc_cache" => "nothing is missing where IPv6 is off on purpose",
        _ when path.Contains("/nf_conntrack", StringComparison.Ordinal) => "nothing is missing where the firewall tracks no connections",
        _ => "",
    };

    private static bool IsBelow(string path, string directory) => path.StartsWith(directory, StringComparison.Ordinal);
}
