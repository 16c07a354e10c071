namespace Sonde.Proc.Network;

/// <summary>
/// The firewall's table of connections: at its limit new connections are dropped. Of Sonde's network namespace. Counters are 32 bits wide on each CPU
/// and wrap. Source: /proc/sys/net/netfilter/nf_conntrack_*, /proc/net/stat/nf_conntrack, net/netfilter/nf_conntrack_standalone.c.
/// </summary>
public sealed class ConnectionTracking : KernelSnapshot
{
    /// <summary>Connections in the table.</summary>
    public const string CountPath = "/proc/sys/net/netfilter/nf_conntrack_count";

    /// <summary>The limit.</summary>
    public const string MaximumPath = "/proc/sys/net/netfilter/nf_conntrack_max";

    /// <summary>The counters of each CPU; missing on kernels without NF_CONNTRACK_PROCFS.</summary>
    public const string Path = "/proc/net/stat/nf_conntrack";

    private readonly PerCpuTable _table = new();

    /// <summary>Every column of the counters under the kernel's name, summed over CPUs; none where that file is missing.</summary>
    public NamedCounters Values => _table.Values;

    /// <summary>Connections in the table now; null where neither file was read.</summary>
    public ulong? Count { get; private set; }

    /// <summary>The most connections that the table takes (net.netfilter.nf_conntrack_max); null where the file was not read.</summary>
    public ulong? Maximum { get; private set; }

    /// <summary>Packets dropped because no entry could be made: the table was full, or memory was short. Modulo 2^32.</summary>
    public uint? Drops => Truncate(Values["drop"]);

    /// <summary>Entries thrown out to make room for new ones. Modulo 2^32.</summary>
    public uint? EarlyDrops => Truncate(Values["early_drop"]);

    /// <summary>Entries that could not be inserted, mostly because two packets raced for the same one. Modulo 2^32.</summary>
    public uint? InsertFailures => Truncate(Values["insert_failed"]);

    /// <summary>Packets that belong to no connection and cannot begin one. Modulo 2^32.</summary>
    public uint? Invalid => Truncate(Values["invalid"]);

    /// <summary>Takes the counters, and the count of connections that stands with them; <see cref="Maximum"/> has a file of its own.</summary>
    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        Maximum = null;
        Count = null;
        _table.Parse(text);
        Count = Values["entries"];
    }

    /// <summary>Reads all three files anew. What is missing stays null; unavailable only where the count and the counters are both missing.</summary>
    /// <param name="count"><see cref="CountPath"/>.</param>
    /// <param name="maximum"><see cref="MaximumPath"/>.</param>
    /// <param name="counters"><see cref="Path"/>.</param>
    /// <returns>True where values are available.</returns>
    public bool Load(KernelFile count, KernelFile maximum, KernelFile counters)
    {
        Values.Begin();
        Count = null;
        bool hasCounters = Load(counters);
        Count = ReadNumber(count, out Unavailability? reason) ?? Count;
        Maximum = ReadNumber(maximum, out _);
        if (hasCounters || Count is not null)
            MarkAvailable();
        else
            MarkUnavailable(reason!);
        return IsAvailable;
    }

    // Each CPU's counter wraps at 2^32, so the sum is right only modulo 2^32.
    private static uint? Truncate(ulong? sum) => (uint?)sum;

    private static ulong? ReadNumber(KernelFile file, out Unavailability? reason)
    {
        if (!file.TryRead(out ReadOnlySpan<byte> text, out reason))
            return null;
        TextScanner words = new(text);
        if (words.TryReadUInt64(out ulong value))
            return value;
        reason = new Unavailability(file.Path, "it is not a number", "");
        return null;
    }
}
