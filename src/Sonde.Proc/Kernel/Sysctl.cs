namespace Sonde.Proc.Kernel;

/// <summary>
/// The kernel's settings, by the names of sysctl(8): dots separate (net.ipv4.tcp_mem), and a dot within a part is written as a slash
/// (net.ipv4.conf.eth0/100.rp_filter); a name whose first separator is a slash is a path (net/ipv4/conf/eth0.100/rp_filter). For values read now and
/// then: each read opens the file. Source: /proc/sys, Documentation/admin-guide/sysctl.
/// </summary>
public sealed class Sysctl
{
    private const string Directory = "/proc/sys/";

    private readonly LinuxRoot _root;

    /// <summary>Reads the settings of <paramref name="root"/>.</summary>
    public Sysctl(LinuxRoot root) => _root = root;

    /// <summary>The limits of TCP's buffers (net.ipv4.tcp_mem); null where they cannot be read, such as in a container's network namespace.</summary>
    public ProtocolMemoryLimits? TcpMemoryLimits => ReadMemoryLimits("net.ipv4.tcp_mem");

    /// <summary>The limits of UDP's buffers (net.ipv4.udp_mem); null where they cannot be read.</summary>
    public ProtocolMemoryLimits? UdpMemoryLimits => ReadMemoryLimits("net.ipv4.udp_mem");

    /// <summary>The file of setting <paramref name="name"/>, or null where the name cannot be one.</summary>
    public static string? PathOf(string name)
    {
        int first = name.AsSpan().IndexOfAny('.', '/');
        string path = first >= 0 && name[first] == '.' ? Exchange(name) : name;
        foreach (Range range in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(range) is "" or "." or "..")
                return null;
        }

        return path.Contains('\0', StringComparison.Ordinal) ? null : Directory + path;
    }

    /// <summary>The text of setting <paramref name="name"/> without the newline at its end; null with the reason where there is none.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="reason">Why the result is null.</param>
    public string? ReadText(string name, out Unavailability? reason)
    {
        string? path = PathOf(name);
        if (path is not null)
            return _root.ReadText(path, out reason);
        reason = new Unavailability(name, "this is not the name of a setting", "names look like vm.swappiness");
        return null;
    }

    /// <inheritdoc cref="ReadText(string, out Unavailability?)"/>
    public string? ReadText(string name) => ReadText(name, out _);

    /// <summary>
    /// Setting <paramref name="name"/> as one decimal number; null with the reason where it is none. What exceeds 63 bits (kernel.shmmax may) is given as
    /// <see cref="long.MaxValue"/>.
    /// </summary>
    /// <param name="name">The setting.</param>
    /// <param name="reason">Why the result is null.</param>
    public long? ReadNumber(string name, out Unavailability? reason)
    {
        long[]? numbers = ReadNumbers(name, out reason);
        if (numbers is null or [_])
            return numbers?[0];
        reason = NotNumbers(name, "one number");
        return null;
    }

    /// <inheritdoc cref="ReadNumber(string, out Unavailability?)"/>
    public long? ReadNumber(string name) => ReadNumber(name, out _);

    /// <summary>Setting <paramref name="name"/> as decimal numbers between blanks, at least one; null with the reason where it is something else.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="reason">Why the result is null.</param>
    public long[]? ReadNumbers(string name, out Unavailability? reason)
    {
        string? text = ReadText(name, out reason);
        if (text is null)
            return null;
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var numbers = new long[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (long.TryParse(words[i], out numbers[i]))
                continue;
            if (!ulong.TryParse(words[i], out _))
            {
                reason = NotNumbers(name, "numbers");
                return null;
            }

            numbers[i] = long.MaxValue;
        }

        if (numbers.Length > 0)
            return numbers;
        reason = NotNumbers(name, "numbers");
        return null;
    }

    /// <inheritdoc cref="ReadNumbers(string, out Unavailability?)"/>
    public long[]? ReadNumbers(string name) => ReadNumbers(name, out _);

    private static Unavailability NotNumbers(string name, string expected) => new(PathOf(name)!, $"its value is not {expected}", "");

    private static string Exchange(string name) => string.Create(name.Length, name, static (buffer, source) =>
    {
        for (int i = 0; i < buffer.Length; i++)
            buffer[i] = source[i] switch { '.' => '/', '/' => '.', char other => other };
    });

    private ProtocolMemoryLimits? ReadMemoryLimits(string name) =>
        ReadNumbers(name) is [>= 0 and long low, >= 0 and long pressure, >= 0 and long maximum]
            ? new ProtocolMemoryLimits((ulong)low, (ulong)pressure, (ulong)maximum)
            : null;
}
