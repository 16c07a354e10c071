namespace Sonde.Proc.Network;

/// <summary>
/// Sockets and the memory that they hold, at this instant. The first figure is of the whole network namespace; TCP's orphans, allocations and memory
/// are of the whole machine. Properties are null where the kernel does not print the field. Source: net/ipv4/proc.c, net/ipv6/proc.c.
/// </summary>
public sealed class SocketUsage : MergedSnapshot
{
    /// <summary>Sockets of all kinds, and IPv4's.</summary>
    public const string Path = "/proc/net/sockstat";

    /// <summary>IPv6's; missing where IPv6 is off.</summary>
    public const string Path6 = "/proc/net/sockstat6";

    /// <summary>Every figure by the line's label and the kernel's name, such as TCP:inuse.</summary>
    public NamedCounters Values { get; } = new();

    /// <summary>Sockets of all kinds.</summary>
    public ulong? SocketsUsed => Values["sockets:used"];

    /// <summary>TCP sockets over IPv4 that are bound or connected; those in TIME_WAIT not included.</summary>
    public ulong? TcpInUse => Values["TCP:inuse"];

    /// <summary>TCP sockets that no process holds any more but which still have data to send.</summary>
    public ulong? TcpOrphans => Values["TCP:orphan"];

    /// <summary>TCP sockets in TIME_WAIT.</summary>
    public ulong? TcpTimeWait => Values["TCP:tw"];

    /// <summary>TCP sockets allocated, of all states and both IP versions.</summary>
    public ulong? TcpAllocated => Values["TCP:alloc"];

    /// <summary>Memory in TCP's buffers, in pages; to be held against net.ipv4.tcp_mem.</summary>
    public ulong? TcpMemoryPages => Values["TCP:mem"];

    /// <summary>UDP sockets over IPv4.</summary>
    public ulong? UdpInUse => Values["UDP:inuse"];

    /// <summary>Memory in UDP's buffers, in pages; to be held against net.ipv4.udp_mem.</summary>
    public ulong? UdpMemoryPages => Values["UDP:mem"];

    /// <summary>Raw sockets over IPv4.</summary>
    public ulong? RawInUse => Values["RAW:inuse"];

    /// <summary>IPv4 packets that wait for missing fragments.</summary>
    public ulong? FragmentQueues => Values["FRAG:inuse"];

    /// <summary>Memory of IPv4 packets that wait for fragments, in bytes; to be held against net.ipv4.ipfrag_high_thresh.</summary>
    public ulong? FragmentMemoryBytes => Values["FRAG:memory"];

    /// <summary>TCP sockets over IPv6.</summary>
    public ulong? Tcp6InUse => Values["TCP6:inuse"];

    /// <summary>UDP sockets over IPv6.</summary>
    public ulong? Udp6InUse => Values["UDP6:inuse"];

    /// <summary>Raw sockets over IPv6.</summary>
    public ulong? Raw6InUse => Values["RAW6:inuse"];

    /// <summary>IPv6 packets that wait for missing fragments.</summary>
    public ulong? Fragment6Queues => Values["FRAG6:inuse"];

    /// <summary>Memory of IPv6 packets that wait for fragments, in bytes.</summary>
    public ulong? Fragment6MemoryBytes => Values["FRAG6:memory"];

    /// <inheritdoc/>
    protected override void Begin() => Values.Begin();

    /// <inheritdoc/>
    protected override void ParsePart(ReadOnlySpan<byte> text)
    {
        bool any = false;
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!words.TryReadWord(out ReadOnlySpan<byte> label) || label[^1] != ':')
                continue;
            while (words.TryReadWord(out ReadOnlySpan<byte> name))
            {
                Values.Set(label, name, words.ReadUInt64("a socket figure"));
                any = true;
            }
        }

        if (!any)
            throw new KernelTextException("it has no line of a label and figures");
    }
}
