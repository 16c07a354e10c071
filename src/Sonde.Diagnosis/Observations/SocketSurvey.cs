using Sonde.Proc;

namespace Sonde.Diagnosis.Observations;

/// <summary>
/// The sockets of Sonde's network namespace, as far as the window's counters gave reason to look. Source: sock_diag(7), /proc/net/sockstat,
/// net.ipv4.ip_local_port_range.
/// </summary>
public sealed record SocketSurvey
{
    /// <summary>Why sockets could not be listed; null where they could.</summary>
    public Unavailability? Unavailability { get; init; }

    /// <summary>Listening TCP sockets.</summary>
    public IReadOnlyList<ListenSocket> Listeners { get; init; } = [];

    /// <summary>TCP sockets in TIME_WAIT at the end.</summary>
    public double TimeWait { get; init; } = double.NaN;

    /// <summary>TCP sockets in CLOSE_WAIT at the end; the peer has closed and the process has not.</summary>
    public double CloseWait { get; init; } = double.NaN;

    /// <summary>TCP sockets in CLOSE_WAIT at the start.</summary>
    public double CloseWaitAtStart { get; init; } = double.NaN;

    /// <summary>TCP sockets in SYN_RECV at the end: handshakes that are not finished.</summary>
    public double SynReceived { get; init; } = double.NaN;

    /// <summary>Unfinished handshakes by the address that they are addressed to, the most first, with the process that listens there.</summary>
    public IReadOnlyList<SocketGroup> SynReceivedByListener { get; init; } = [];

    /// <summary>TCP sockets in SYN_SENT at the end.</summary>
    public double SynSent { get; init; } = double.NaN;

    /// <summary>Established TCP sockets at the end.</summary>
    public double Established { get; init; } = double.NaN;

    /// <summary>CLOSE_WAIT sockets by the process that should close them, the most first.</summary>
    public IReadOnlyList<SocketGroup> CloseWaitByProcess { get; init; } = [];

    /// <summary>How many ports net.ipv4.ip_local_port_range offers, reserved ones taken out; NaN where it cannot be read.</summary>
    public double EphemeralPorts { get; init; } = double.NaN;

    /// <summary>Ephemeral ports in use towards the one destination that uses most: the number that runs out first. NaN where it was not counted.</summary>
    public double EphemeralPortsUsed { get; init; } = double.NaN;

    /// <summary>Destinations by ephemeral ports in use, the most first; TIME_WAIT sockets count too.</summary>
    public IReadOnlyList<SocketGroup> EphemeralByDestination { get; init; } = [];

    /// <summary>
    /// Of the ephemeral ports towards the destination that has most sockets in TIME_WAIT, those in TIME_WAIT; with the process that listens there, where
    /// that is on this machine. Null where it was not counted.
    /// </summary>
    public SocketGroup? MostTimeWait { get; init; }

    /// <summary>The processes that hold the most sockets towards the first of <see cref="EphemeralByDestination"/>.</summary>
    public IReadOnlyList<SocketGroup> EphemeralByProcess { get; init; } = [];

    /// <summary>UDP sockets that dropped datagrams in the window, the most first; filled only where the machine counted such drops.</summary>
    public IReadOnlyList<SocketGroup> UdpDrops { get; init; } = [];

    /// <summary>Connections with the most data in their buffers, from 64 KiB on; not looked for among very many connections.</summary>
    public IReadOnlyList<SocketQueue> LongestQueues { get; init; } = [];

    /// <summary>
    /// Peers of connections that were active in the window and whose round trips take far longer than their shortest, the most connections first; not looked
    /// for among very many connections.
    /// </summary>
    public IReadOnlyList<InflatedPath> InflatedPaths { get; init; } = [];

    /// <summary>TCP peers whose segments were sent again in the window, the most first; filled only where the machine counted retransmits.</summary>
    public IReadOnlyList<SocketGroup> RetransmitPeers { get; init; } = [];
}
