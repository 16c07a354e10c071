namespace Sonde.Proc.Network;

/// <summary>
/// The table of neighbours (ARP, or NDISC for IPv6): a full one makes hosts unreachable at random. Counters are since boot and of the whole machine.
/// Properties are null where the kernel does not print the column. Source: /proc/net/stat/{arp,ndisc}_cache, net/core/neighbour.c.
/// </summary>
public sealed class NeighborStatistics : KernelSnapshot
{
    /// <summary>IPv4's table.</summary>
    public const string ArpPath = "/proc/net/stat/arp_cache";

    /// <summary>IPv6's table.</summary>
    public const string NdiscPath = "/proc/net/stat/ndisc_cache";

    private readonly PerCpuTable _table = new();

    /// <summary>Every column under the kernel's name, summed over CPUs.</summary>
    public NamedCounters Values => _table.Values;

    /// <summary>Neighbours in the table now; to be held against net.ipv4.neigh.default.gc_thresh3.</summary>
    public ulong? Entries => Values["entries"];

    /// <summary>How often a neighbour could not be added because the table was full. Linux 3.18.</summary>
    public ulong? TableFulls => Values["table_fulls"];

    /// <summary>How often the table had to be cleaned to make room.</summary>
    public ulong? ForcedCollections => Values["forced_gc_runs"];

    /// <summary>Neighbours that did not answer.</summary>
    public ulong? ResolutionFailures => Values["res_failed"];

    /// <summary>Packets dropped because too many waited for a neighbour's address.</summary>
    public ulong? UnresolvedDiscards => Values["unresolved_discards"];

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text) => _table.Parse(text);
}
