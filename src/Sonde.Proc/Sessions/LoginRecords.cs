using System.Buffers.Binary;

namespace Sonde.Proc.Sessions;

/// <summary>
/// Counts logged-in users. Source: utmp(5), 384-byte records with glibc on every 64-bit platform but s390x; where a machine no longer keeps them (as with a 64-bit
/// time_t), the sessions of systemd-logind under /run/systemd/sessions, which are text.
/// </summary>
public static class LoginRecords
{
    /// <summary>The login records.</summary>
    public const string Path = "/run/utmp";

    /// <summary>The sessions of systemd-logind.</summary>
    public const string SessionsPath = "/run/systemd/sessions";

    private const int RecordBytes = 384;
    private const int UserOffset = 44;
    private const int UserBytes = 32;
    private const short UserProcess = 7;

    /// <summary>How many users are logged in on the machine of <paramref name="root"/>; null where it keeps no records, as most containers do.</summary>
    public static int? CountUsers(LinuxRoot root)
    {
        using KernelFile file = new(root, Path, RecordBytes * 8);
        if (file.TryRead(out ReadOnlySpan<byte> records, out _))
            return CountUsers(records);
        using KernelFile old = new(root, "/var/run/utmp", RecordBytes * 8);
        if (old.TryRead(out records, out _))
            return CountUsers(records);
        return CountSessions(root);
    }

    /// <summary>Counts the records of user processes; a record that is cut short does not count.</summary>
    public static int CountUsers(ReadOnlySpan<byte> records)
    {
        int count = 0;
        for (; records.Length >= RecordBytes; records = records[RecordBytes..])
        {
            bool isUser = BinaryPrimitives.ReadInt16LittleEndian(records) == UserProcess;
            if (isUser && records.Slice(UserOffset, UserBytes)[0] != 0)
                count++;
        }

        return count;
    }

    private static int? CountSessions(LinuxRoot root)
    {
        IReadOnlyList<string> names = root.List(SessionsPath, out Linux.Errno errno);
        if (!errno.IsSuccess)
            return null;
        int count = 0;
        foreach (string name in names)
        {
            // NAME.ref is the pipe that keeps a session alive.
            if (!name.Contains('.', StringComparison.Ordinal) && root.ReadText($"{SessionsPath}/{name}") is { } text
                && text.Contains("\nCLASS=user\n", StringComparison.Ordinal))
            {
                count++;
            }
        }

        return count;
    }
}
