using System.Text;
using Sonde.Linux;

namespace Sonde.Proc.Processes;

/// <summary>
/// /proc/PID/cmdline: the arguments as the process has them in memory, where it may have overwritten them. Anything may be in it, escape sequences
/// included. Source: proc_pid_cmdline(5).
/// </summary>
public sealed class ProcessCommandLine
{
    /// <summary>How much is read unless told otherwise, in bytes; the kernel allows megabytes.</summary>
    public const int UsualBytes = 16 * 1024;

    private ProcessCommandLine(IReadOnlyList<string> arguments, bool isTruncated)
    {
        Arguments = arguments;
        IsTruncated = isTruncated;
    }

    /// <summary>
    /// The arguments, the program's name first; empty for threads of the kernel and zombies. One long argument where the process wrote a title over
    /// them.
    /// </summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>True where there is more than was read.</summary>
    public bool IsTruncated { get; }

    /// <summary>Reads the arguments of process <paramref name="pid"/>.</summary>
    /// <param name="root">Where /proc is.</param>
    /// <param name="pid">The process.</param>
    /// <param name="reason">Why the result is null.</param>
    /// <param name="largestBytes">How much to read at most, above 0.</param>
    public static ProcessCommandLine? Read(LinuxRoot root, int pid, out Unavailability? reason, int largestBytes = UsualBytes)
    {
        string path = $"/proc/{pid}/cmdline";
        Errno errno = root.TryOpen(path, out FileDescriptor? descriptor);
        reason = null;
        using (descriptor)
        {
            var text = new byte[largestBytes + 1];
            int length = 0;
            int count = -1;
            while (errno.IsSuccess && length < text.Length && count != 0)
            {
                errno = descriptor!.ReadAt(text.AsSpan(length), length, out count);
                length += Math.Max(count, 0);
            }

            if (errno.IsSuccess)
                return Parse(text.AsSpan(0, length), largestBytes);
        }

        reason = Unavailability.FromErrno(path, errno);
        return null;
    }

    /// <summary>Cuts <paramref name="text"/> into arguments.</summary>
    /// <param name="text">The file's bytes: arguments, each with a NUL after it.</param>
    /// <param name="largestBytes">How much of it counts.</param>
    public static ProcessCommandLine Parse(ReadOnlySpan<byte> text, int largestBytes = UsualBytes)
    {
        bool isTruncated = text.Length > largestBytes;
        // Titles written by setproctitle leave the rest of the old arguments as NULs.
        ReadOnlySpan<byte> rest = (isTruncated ? text[..largestBytes] : text).TrimEnd((byte)0);
        List<string> arguments = [];
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)0);
            arguments.Add(Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]));
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return new ProcessCommandLine(arguments, isTruncated);
    }

    /// <summary>The arguments with blanks between them, raw.</summary>
    public override string ToString() => string.Join(' ', Arguments);
}
