namespace Sonde.Linux;

/// <summary>A system call that failed where success was expected, with the call, its object and the kernel's error.</summary>
public sealed class LinuxException : IOException
{
    /// <summary>Creates the exception for <paramref name="call"/> on <paramref name="subject"/>.</summary>
    public LinuxException(string call, string subject, Errno errno)
        : base($"{call} {subject}: {errno}")
    {
        Call = call;
        Subject = subject;
        Errno = errno;
    }

    /// <summary>The system call's name, such as openat.</summary>
    public string Call { get; }

    /// <summary>What it was called on: a path, an address, a device.</summary>
    public string Subject { get; }

    /// <summary>The kernel's error.</summary>
    public Errno Errno { get; }
}
