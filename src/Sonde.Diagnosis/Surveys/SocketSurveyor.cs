using System.Net;
using Sonde.Diagnosis.Observations;
using Sonde.Linux;
using Sonde.Linux.Netlink;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Proc.Processes;

namespace Sonde.Diagnosis.Surveys;

/// <summary>
/// Looks at sockets at both ends of the window: listeners and UDP sockets always, because their drops are kept per socket; the connected ones only as far
/// as counters give reason to, because a machine can have a hundred thousand of them.
/// </summary>
internal sealed class SocketSurveyor
{
    private const double PortsWorthCounting = 0.2;
    private const int LargestGroupCount = 5;
    private static readonly TimeSpan OwnerTimeLimit = TimeSpan.FromMilliseconds(150);
    private readonly LinuxRoot _root;
    private readonly Dictionary<ulong, uint> _listenDrops = [];
    private readonly Dictionary<ulong, uint> _udpDrops = [];
    private double _closeWaitAtStart = double.NaN;

    public SocketSurveyor(LinuxRoot root) => _root = root;

    /// <summary>Notes the drops of listeners and UDP sockets, and how many sockets wait to be closed.</summary>
    public void Begin()
    {
        if (!_root.IsLive || !SocketDiagnostics.TryOpen(out SocketDiagnostics? diagnostics).IsSuccess)
            return;
        using (diagnostics)
        {
            Each(diagnostics!, TransportProtocol.Tcp, SocketStates.Listen, SocketDetails.Memory, (in InternetSocket s) => _listenDrops[s.Cookie] = DropsOf(s));
            Each(diagnostics!, TransportProtocol.Udp, SocketStates.All, SocketDetails.Memory, (in InternetSocket s) => _udpDrops[s.Cookie] = DropsOf(s));
            _closeWaitAtStart = 0;
            Each(diagnostics!, TransportProtocol.Tcp, SocketStates.CloseWait, SocketDetails.None, (in InternetSocket s) => _closeWaitAtStart++);
        }
    }

    /// <summary>The sockets at the end.</summary>
    public SocketSurvey End(in SystemInterval interval)
    {
        SystemSample last = interval.Later;
        SocketSurvey survey = new()
        {
            TimeWait = last.Sockets.IsAvailable ? last.Sockets.TcpTimeWait ?? double.NaN : double.NaN,
            Established = last.Protocols.IsAvailable ? last.Protocols.Values["TcpCurrEstab"] ?? double.NaN : double.NaN,
            EphemeralPorts = CountEphemeralPorts(out int firstPort, out int lastPort),
        };
        if (!_root.IsLive)
            return survey with { Unavailability = new Unavailability("sockets", "a recorded tree holds no socket tables that can be asked", "run on the machine itself") };
        Errno errno = SocketDiagnostics.TryOpen(out SocketDiagnostics? diagnostics);
        if (!errno.IsSuccess)
            return survey with { Unavailability = new Unavailability("sockets (sock_diag)", errno.ToString(), "the kernel needs CONFIG_INET_DIAG") };
        using (diagnostics)
        using (SocketOwners owners = new(_root))
        {
            survey = AddWaiting(survey, diagnostics!, owners);
            if (survey.Established <= ConnectionSurveyor.LargestCount)
                survey = ConnectionSurveyor.Add(survey, diagnostics!, owners, interval.Elapsed);
            survey = survey with { Listeners = ReadListeners(diagnostics!, owners), UdpDrops = ReadUdpDrops(diagnostics!, owners) };
            double inUse = (last.Sockets.TcpInUse ?? 0) + (last.Sockets.TcpTimeWait ?? 0);
            if (inUse >= survey.EphemeralPorts * PortsWorthCounting)
                survey = AddEphemeral(survey, diagnostics!, owners, firstPort, lastPort);
            if (Counter.Growth(interval.Earlier.Protocols.Values["TcpRetransSegs"], last.Protocols.Values["TcpRetransSegs"]) > 0)
                survey = survey with { RetransmitPeers = ReadRetransmitPeers(diagnostics!) };
            return survey;
        }
    }

    private delegate void SocketAction(in InternetSocket socket);

    private static void Each(SocketDiagnostics diagnostics, TransportProtocol protocol, SocketStates states, SocketDetails details, SocketAction action)
    {
        foreach (InternetFamily family in (ReadOnlySpan<InternetFamily>)[InternetFamily.IPv4, InternetFamily.IPv6])
        {
            InternetSocketDump dump = diagnostics.Dump(family, protocol, states, details);
            while (dump.MoveNext())
                action(dump.Current);
        }
    }

    private SocketSurvey AddWaiting(SocketSurvey survey, SocketDiagnostics diagnostics, SocketOwners owners)
    {
        int synSent = 0;
        Dictionary<(string Address, int Port), int> handshakes = [];
        List<(uint Inode, string Address)> closeWait = [];
        Each(diagnostics, TransportProtocol.Tcp, SocketStates.CloseWait | SocketStates.SynSent | SocketStates.SynQueue, SocketDetails.None, (in InternetSocket s) =>
        {
            if (s.State == SocketState.CloseWait)
                closeWait.Add((s.Inode, Endpoint(s.LocalAddress.ToIPAddress(), s.LocalPort)));
            else if (s.State == SocketState.SynSent)
                synSent++;
            else
                Count(handshakes, (Endpoint(s.LocalAddress.ToIPAddress(), s.LocalPort), s.LocalPort));
        });
        IReadOnlyList<SocketGroup> byProcess = closeWait.Count >= Thresholds.Net.CloseWaitSockets ? GroupByOwner(closeWait, owners) : [];
        return survey with
        {
            CloseWait = closeWait.Count,
            CloseWaitAtStart = _closeWaitAtStart,
            SynReceived = handshakes.Values.Sum(),
            SynReceivedByListener = GroupByListener(handshakes.OrderByDescending(h => h.Value).Take(LargestGroupCount), diagnostics, owners),
            SynSent = synSent,
            CloseWaitByProcess = byProcess,
        };
    }

    private List<ListenSocket> ReadListeners(SocketDiagnostics diagnostics, SocketOwners owners)
    {
        List<(ListenSocket Socket, uint Inode)> found = [];
        Each(diagnostics, TransportProtocol.Tcp, SocketStates.Listen, SocketDetails.Memory, (in InternetSocket s) =>
        {
            uint drops = DropsOf(s);
            double inWindow = _listenDrops.TryGetValue(s.Cookie, out uint before) ? unchecked(drops - before) : double.NaN;
            found.Add((new ListenSocket(Endpoint(s.LocalAddress.ToIPAddress(), s.LocalPort), s.LocalPort, s.ReceiveQueue, s.SendQueue, drops, inWindow, null), s.Inode));
        });
        // Owners are looked up only for those in trouble: the search reads the descriptors of all processes.
        owners.Find(found.Where(f => IsInTrouble(f.Socket)).Select(f => (ulong)f.Inode), OwnerTimeLimit);
        return [.. found.Select(f => f.Socket with { Owner = HolderOf(owners, f.Inode) }).OrderByDescending(s => s.DropsInWindow).ThenByDescending(s => s.AcceptQueue)];
    }

    private static bool IsInTrouble(ListenSocket socket) => socket.DropsInWindow > 0 || (socket.Backlog > 0 && socket.AcceptQueue * 2 >= socket.Backlog);

    private List<SocketGroup> ReadUdpDrops(SocketDiagnostics diagnostics, SocketOwners owners)
    {
        List<(string Address, double Drops, uint Inode)> found = [];
        Each(diagnostics, TransportProtocol.Udp, SocketStates.All, SocketDetails.Memory, (in InternetSocket s) =>
        {
            uint drops = DropsOf(s);
            uint growth = _udpDrops.TryGetValue(s.Cookie, out uint before) ? unchecked(drops - before) : drops;
            if (growth > 0)
                found.Add((Endpoint(s.LocalAddress.ToIPAddress(), s.LocalPort), growth, s.Inode));
        });
        owners.Find(found.Select(f => (ulong)f.Inode), OwnerTimeLimit);
        return [.. found.OrderByDescending(f => f.Drops).Take(LargestGroupCount).Select(f => new SocketGroup(f.Address, 1, HolderOf(owners, f.Inode), f.Drops))];
    }

    private static SocketSurvey AddEphemeral(SocketSurvey survey, SocketDiagnostics diagnostics, SocketOwners owners, int firstPort, int lastPort)
    {
        Dictionary<(InternetAddress Local, InternetAddress Remote, int Port), List<uint>> byDestination = [];
        Dictionary<(InternetAddress Local, InternetAddress Remote, int Port), int> timeWait = [];
        Each(diagnostics, TransportProtocol.Tcp, SocketStates.Connected | SocketStates.TimeWait, SocketDetails.None, (in InternetSocket s) =>
        {
            // A socket whose own port is ephemeral and whose peer's is not was opened from here.
            if (s.LocalPort < firstPort || s.LocalPort > lastPort)
                return;
            var key = (s.LocalAddress, s.RemoteAddress, s.RemotePort);
            if (!byDestination.TryGetValue(key, out List<uint>? inodes))
                byDestination.Add(key, inodes = []);
            inodes.Add(s.Inode);
            if (s.State == SocketState.TimeWait)
                Count(timeWait, key);
        });
        var groups = byDestination.OrderByDescending(g => g.Value.Count).Take(LargestGroupCount).ToList();
        if (groups.Count == 0)
            return survey with { EphemeralPortsUsed = 0 };
        List<uint> most = groups[0].Value;
        var waiting = timeWait.OrderByDescending(t => t.Value).Take(1).Select(t => KeyValuePair.Create((Endpoint(t.Key.Remote.ToIPAddress(), t.Key.Port), t.Key.Port), t.Value));
        return survey with
        {
            EphemeralPortsUsed = most.Count,
            MostTimeWait = GroupByListener(waiting, diagnostics, owners).FirstOrDefault(),
            EphemeralByDestination = [.. groups.Select(g => new SocketGroup(Endpoint(g.Key.Remote.ToIPAddress(), g.Key.Port), g.Value.Count, null))],
            EphemeralByProcess = GroupByOwner([.. most.Select(inode => (inode, ""))], owners),
        };
    }

    private static List<SocketGroup> ReadRetransmitPeers(SocketDiagnostics diagnostics)
    {
        Dictionary<InternetAddress, uint> byPeer = [];
        Each(diagnostics, TransportProtocol.Tcp, SocketStates.Connected, SocketDetails.TcpInformation, (in InternetSocket s) =>
        {
            if (s.TryGetTcpInformation(out TcpInformation information) && information.TotalRetransmits > 0)
                byPeer[s.RemoteAddress] = byPeer.GetValueOrDefault(s.RemoteAddress) + information.TotalRetransmits;
        });
        return [.. byPeer.OrderByDescending(p => p.Value).Take(LargestGroupCount).Select(p => new SocketGroup(p.Key.ToString(), (int)p.Value, null))];
    }

    private static void Count<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    // Who listens on these ports of this machine; an address of another machine finds nobody unless the port is the same here, so the address must be one of ours.
    private static List<SocketGroup> GroupByListener(IEnumerable<KeyValuePair<(string Address, int Port), int>> counts, SocketDiagnostics diagnostics, SocketOwners owners)
    {
        var wanted = counts.ToList();
        if (wanted.Count == 0)
            return [];
        Dictionary<string, uint> listeners = new(StringComparer.Ordinal);
        Each(diagnostics, TransportProtocol.Tcp, SocketStates.Listen, SocketDetails.None, (in InternetSocket s) => listeners.TryAdd(Endpoint(s.LocalAddress.ToIPAddress(), s.LocalPort), s.Inode));
        uint Find(string address, int port) => listeners.TryGetValue(address, out uint exact) ? exact
            : IsOwnAddress(address) && (listeners.TryGetValue($"0.0.0.0:{port}", out uint any) || listeners.TryGetValue($"[::]:{port}", out any)) ? any : 0;
        List<(KeyValuePair<(string Address, int Port), int> Group, uint Inode)> found = [.. wanted.Select(g => (g, Find(g.Key.Address, g.Key.Port)))];
        owners.Find(found.Select(f => (ulong)f.Inode), OwnerTimeLimit);
        return [.. found.Select(f => new SocketGroup(f.Group.Key.Address, f.Group.Value, HolderOf(owners, f.Inode)))];
    }

    private static bool IsOwnAddress(string endpoint) => IPEndPoint.TryParse(endpoint, out IPEndPoint? parsed) && IPAddress.IsLoopback(parsed.Address);

    private static List<SocketGroup> GroupByOwner(List<(uint Inode, string Address)> sockets, SocketOwners owners)
    {
        owners.Find(sockets.Select(s => (ulong)s.Inode), OwnerTimeLimit);
        return
        [
            .. sockets.GroupBy(s => HolderOf(owners, s.Inode)).Where(g => g.Key is not null).OrderByDescending(g => g.Count()).Take(LargestGroupCount)
                .Select(g => new SocketGroup(g.First().Address, g.Count(), g.Key)),
        ];
    }

    private static SocketHolder? HolderOf(SocketOwners owners, uint inode) =>
        owners[inode] is { } owner ? new SocketHolder(owner.Process.Pid, owner.ProcessName) : null;

    private static uint DropsOf(in InternetSocket socket) => socket.TryGetMemory(out SocketMemory memory) ? memory.Drops ?? 0 : 0;

    private double CountEphemeralPorts(out int first, out int last)
    {
        first = last = 0;
        string[]? range = _root.ReadText("/proc/sys/net/ipv4/ip_local_port_range")?.Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries);
        return range is [string low, string high] && int.TryParse(low, out first) && int.TryParse(high, out last) && last >= first ? last - first + 1 : double.NaN;
    }

    private static string Endpoint(IPAddress address, int port) => new IPEndPoint(address, port).ToString();
}
