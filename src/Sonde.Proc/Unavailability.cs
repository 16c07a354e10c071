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
        { IsGone: true } => new Unavailability(path, "this kernel or this mount namespace has no such file", ""),
        { Value: 95 } => new Unavailability(path, "the kernel has it switched off (EOPNOTSUPP)", path.StartsWith("/proc/pressure", StringComparison.Ordinal) ? "boot with psi=1" : ""),
        { Value: 24 } => new Unavailability(path, "Sonde has no file descriptor left (EMFILE)", "raise the limit: ulimit -n"),
        _ => new Unavailability(path, errno.ToString(), ""),
    };

    /// <summary>One line: what, why, and the remedy where there is one.</summary>
    public override string ToString() => Remedy.Length == 0 ? $"{What}: {Because}" : $"{What}: {Because}; {Remedy}";
}
