namespace Sonde.Diagnosis;

public static partial class Thresholds
{
    /// <summary>The network.</summary>
    public static class Net
    {
        /// <summary>
        /// Segments sent again of segments sent, percent, for a warning. Within a data centre a healthy path is below 0.1, across the internet 0.5 to
        /// 1 is common; from 1 on throughput and tail latency suffer visibly.
        /// </summary>
        public const double RetransmitPercent = 1;

        /// <summary>Segments sent again, percent, for a critical finding: a loss-based congestion control gets little through any more.</summary>
        public const double RetransmitPercentCritical = 5;

        /// <summary>Fewest segments sent in the window, a count: at 1 % that is ten lost ones.</summary>
        public const int RetransmitMinimumSegments = 1_000;

        /// <summary>
        /// Fewest segments sent again per second; a single dead peer retries about once a second with back-off and is no state of the network.
        /// </summary>
        public const double RetransmitMinimumPerSecond = 5;

        /// <summary>
        /// Accept queue overflows (ListenOverflows) per second for a warning: netdata's pair is 1 and 5. Each is a client that waits a second for its
        /// next SYN.
        /// </summary>
        public const double ListenOverflowsPerSecond = 1;

        /// <summary>Accept queue overflows per second for a critical finding.</summary>
        public const double ListenOverflowsPerSecondCritical = 5;

        /// <summary>Full SYN queue events (TCPReqQFullDrop and TCPReqQFullDoCookies) per second, for a warning; netdata's pair is 1 and 5.</summary>
        public const double SynBacklogPerSecond = 1;

        /// <summary>Dropped SYNs (TCPReqQFullDrop) per second for a critical finding: without cookies clients are turned away.</summary>
        public const double SynDropsPerSecondCritical = 5;

        /// <summary>
        /// Packets dropped by an interface or its queue discipline per second, for a warning, with <see cref="DropPercent"/>. Interfaces drop a few
        /// frames of unknown protocols for ever.
        /// </summary>
        public const double DropsPerSecond = 10;

        /// <summary>
        /// Dropped packets of all in that direction, percent, for a warning. netdata uses 2 over ten minutes; a window of seconds sees drops while
        /// they happen.
        /// </summary>
        public const double DropPercent = 0.5;

        /// <summary>Dropped packets of all, percent, for a critical finding.</summary>
        public const double DropPercentCritical = 5;

        /// <summary>Per-CPU backlog drops (softnet_stat column 2) per second; netdata warns above 10 a minute. A healthy machine has none.</summary>
        public const double SoftnetDropsPerSecond = 1;

        /// <summary>
        /// Budget exhaustions (softnet_stat column 3) per second and CPU. Information unless packets are lost or the CPU is full: work was merely put
        /// off.
        /// </summary>
        public const double SoftnetSqueezesPerCpuPerSecond = 50;

        /// <summary>
        /// Damaged frames (rx and tx errors) per second for a warning. A cable or driver fault shows as a stream; netdata warns at 5 in ten minutes.
        /// </summary>
        public const double InterfaceErrorsPerSecond = 1;

        /// <summary>Damaged frames of all, percent, for a critical finding: node-mixin uses 1.</summary>
        public const double InterfaceErrorPercentCritical = 1;

        /// <summary>
        /// Throughput of the line rate, percent: netdata uses 90. Needs drops or a queue as well; a full link with an empty queue is well used.
        /// </summary>
        public const double InterfaceUtilizationPercent = 90;

        /// <summary>Bytes waiting in the queue discipline, milliseconds of line rate, that count as a queue.</summary>
        public const double InterfaceQueueMilliseconds = 5;

        /// <summary>
        /// Datagrams dropped for a full socket buffer (RcvbufErrors, SndbufErrors) per second for a warning: netdata warns above 10.
        /// </summary>
        public const double UdpBufferErrorsPerSecond = 10;

        /// <summary>Datagrams dropped of all received, percent, for a critical finding.</summary>
        public const double UdpBufferErrorPercentCritical = 5;

        /// <summary>
        /// Local ports in use of ip_local_port_range towards one destination address and port, percent, for a warning; only connections to the same
        /// destination compete.
        /// </summary>
        public const double PortsUsedPercent = 70;

        /// <summary>
        /// Local ports in use towards one destination, percent, for a critical finding: connect() searches long and soon fails with EADDRNOTAVAIL.
        /// </summary>
        public const double PortsUsedPercentCritical = 90;

        /// <summary>
        /// TIME_WAIT sockets towards one destination of ip_local_port_range, percent. They only harm where they hold ports, so a mere count is not
        /// judged.
        /// </summary>
        public const double TimeWaitOfPortsPercent = 40;

        /// <summary>TIME_WAIT sockets of tcp_max_tw_buckets, percent; at 100 the kernel cuts TIME_WAIT short and logs it.</summary>
        public const double TimeWaitOfBucketsPercent = 80;

        /// <summary>Fewest TIME_WAIT sockets, a count: 5,000 are under 2 MiB and a sixth of the default port range.</summary>
        public const int TimeWaitMinimum = 5_000;

        /// <summary>
        /// CLOSE_WAIT sockets of one process, all still there at the end of the window, for a warning. Only the application can end them; some in
        /// passing are normal.
        /// </summary>
        public const int CloseWaitSockets = 50;

        /// <summary>CLOSE_WAIT sockets of one process for a critical finding: the default descriptor limit is 1,024.</summary>
        public const int CloseWaitSocketsCritical = 800;

        /// <summary>Connection tracking entries of nf_conntrack_max, percent, for a warning: node-mixin uses 75.</summary>
        public const double ConntrackPercent = 75;

        /// <summary>
        /// Connection tracking entries of nf_conntrack_max, percent, for a critical finding: netdata uses 95. At 100 new connections vanish.
        /// </summary>
        public const double ConntrackPercentCritical = 95;

        /// <summary>
        /// Smoothed round-trip time over the connection's minimum, a factor: five times the baseline on an internal link is a queue somewhere.
        /// </summary>
        public const double RttInflationFactor = 5;

        /// <summary>
        /// Least inflation, milliseconds: on loopback a scheduling delay is already a factor of 50. Coroot alerts on 10 ms inside a cluster.
        /// </summary>
        public const double RttInflationMilliseconds = 10;

        /// <summary>Fewest connections with data in flight that must show it; one may be a modem far away.</summary>
        public const int RttInflationMinimumSockets = 3;

        /// <summary>Window closings (TCPToZeroWindowAdv, TCPWantZeroWindowAdv) per second for a warning.</summary>
        public const double ZeroWindowsPerSecond = 10;

        /// <summary>Time a sender was stopped by its peer's window (rwnd_limited of busy), percent, per connection.</summary>
        public const double ReceiveWindowLimitedPercent = 20;

        /// <summary>Failed connection attempts (AttemptFails) per second for a warning.</summary>
        public const double ConnectionFailuresPerSecond = 5;

        /// <summary>Failed of all attempts (AttemptFails of ActiveOpens and PassiveOpens), percent; scanners knock at every public machine.</summary>
        public const double ConnectionFailurePercent = 10;

        /// <summary>
        /// Connections opened (active and passive) per CPU and second. Set-up and tear-down cost 50 to 100 µs with accept and close: 2,000 are 10 to
        /// 20 % of a CPU.
        /// </summary>
        public const double ConnectionsPerCpuPerSecond = 2_000;

        /// <summary>Segments per connection, both directions, up to which the connections carry little: set-up and tear-down alone are seven.</summary>
        public const double ConnectionStormSegments = 20;

        /// <summary>TCP memory of tcp_mem's pressure value, percent, for a warning (netdata): buffers shrink from there on.</summary>
        public const double TcpMemoryOfPressurePercent = 100;

        /// <summary>
        /// TCP memory of tcp_mem's maximum, percent, for a critical finding (netdata): at 100 segments are dropped and connections aborted.
        /// </summary>
        public const double TcpMemoryOfMaximumPercent = 90;

        /// <summary>
        /// Packets freed as dropped (kfree_skb, tracing) per second, of the reasons that mean loss. Filters and unwanted broadcast drop all the time
        /// and do not count.
        /// </summary>
        public const double PacketDropsPerSecond = 50;

        /// <summary>95th percentile of name lookups, milliseconds (tracing), for a warning: Coroot uses 100.</summary>
        public const double DnsMilliseconds = 100;

        /// <summary>
        /// 95th percentile of name lookups, milliseconds, for a critical finding: the resolver's own retry starts at 5 s, users leave before.
        /// </summary>
        public const double DnsMillisecondsCritical = 1_000;

        /// <summary>Fewest lookups in the window.</summary>
        public const int DnsMinimumLookups = 20;
    }
}
