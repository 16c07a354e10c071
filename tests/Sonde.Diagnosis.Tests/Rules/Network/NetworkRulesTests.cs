using System.Globalization;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules;
using Sonde.Diagnosis.Rules.Network;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Network;

public sealed class NetworkRulesTests : IDisposable
{
    private readonly List<TestMachine> _machines = [];

    private static readonly SocketHolder Server = new(70, "server");

    [Theory]
    [InlineData(4, Severity.Warning)]
    [InlineData(20, Severity.Critical)]
    public void A_full_accept_queue_names_the_listener_and_its_process(double perSecond, Severity severity)
    {
        Observation observation = Observe(m => m.Tcp("ListenOverflows", perSecond)) with
        {
            Sockets = new SocketSurvey { Listeners = [new("127.0.0.1:80", 80, 9, 8, 100, 50, Server), new("0.0.0.0:22", 22, 0, 128, 0, 0, null)] },
        };

        Finding finding = new ListenOverflowRule().Find(observation);

        Assert.Equal(severity, finding.Severity);
        Assert.StartsWith("server (pid 70) does not accept fast enough on 127.0.0.1:80: its accept queue is full (9 of 8)", finding.Title, StringComparison.Ordinal);
        Assert.Equal((70, 1.0), (finding.Culprits[0].Pid, finding.Culprits[0].Share));
        Assert.DoesNotContain(finding.Culprits, c => c.Name == "0.0.0.0:22");
    }

    [Fact]
    public void Single_overflows_are_no_finding() => new ListenOverflowRule().IsSilent(Observe(m => m.Tcp("ListenOverflows", 0.8)));

    [Fact]
    public void A_full_syn_queue_names_its_listener()
    {
        SocketSurvey sockets = new() { SynReceived = 65, SynReceivedByListener = [new("10.0.0.1:443", 65, Server)] };

        Finding cookies = new SynBacklogRule().Find(Observe(m => m.Tcp("TCPReqQFullDoCookies", 2_000)) with { Sockets = sockets });
        Finding dropped = new SynBacklogRule().Find(Observe(m => m.Tcp("TCPReqQFullDrop", 50)) with { Sockets = sockets });

        Assert.Equal((Severity.Warning, 70), (cookies.Severity, cookies.Culprits[0].Pid));
        Assert.Equal(Severity.Critical, dropped.Severity);
        Assert.Contains("server (pid 70) on 10.0.0.1:443", dropped.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Cookies_that_are_always_sent_are_no_finding() =>
        new SynBacklogRule().IsSilent(Observe(m =>
        {
            m.Tcp("TCPReqQFullDoCookies", 2_000);
            m.Machine.File("/proc/sys/net/ipv4/tcp_syncookies", "2");
        }));

    [Theory]
    [InlineData(1_000, 20, Severity.Warning)]
    [InlineData(1_000, 80, Severity.Critical)]
    public void Lost_segments_are_judged_by_their_share(double sent, double again, Severity severity)
    {
        Finding finding = new RetransmitsRule().Find(Observe(m => m.Tcp("OutSegs", sent).Tcp("RetransSegs", again)) with
        {
            Sockets = new SocketSurvey { RetransmitPeers = [new("192.0.2.1", 90, null), new("192.0.2.2", 10, null)] },
        });

        Assert.Equal(severity, finding.Severity);
        Assert.Equal(("192.0.2.1", 0.9), (finding.Culprits[0].Name, finding.Culprits[0].Share));
    }

    [Theory]
    [InlineData(1_000, 9)]
    [InlineData(150, 10)]
    [InlineData(210, 4)]
    public void Few_lost_segments_prove_nothing(double sent, double again) => new RetransmitsRule().IsSilent(Observe(m => m.Tcp("OutSegs", sent).Tcp("RetransSegs", again)));

    [Theory]
    [InlineData(500, 1, Severity.Warning)]
    [InlineData(500, 10, Severity.Critical)]
    public void Received_packets_that_are_dropped_are_judged_by_their_share(double drops, double percent, Severity severity)
    {
        Finding finding = new InterfaceDropsRule().Find(Observe(m => m.Interface(receiveDrops: drops, receivePackets: (drops * 100 / percent) - drops)));

        Assert.Equal(severity, finding.Severity);
        Assert.Equal((PartyKind.Interface, "eth0"), (finding.Culprits[0].Kind, finding.Culprits[0].Name));
        Assert.Equal("net.rx-drops", finding.Id);
    }

    [Fact]
    public void A_steady_trickle_of_drops_is_no_finding()
    {
        new InterfaceDropsRule().IsSilent(Observe(m => m.Interface(receiveDrops: 9, receivePackets: 10)));
        new InterfaceDropsRule().IsSilent(Observe(m => m.Interface(receiveDrops: 20, receivePackets: 10_000)));
    }

    [Fact]
    public void Drops_of_a_queue_name_the_interface_and_its_shaper()
    {
        Observation observation = Observe(m => m.Interface(transmitPackets: 100)) with
        {
            Network = new NetworkSurvey { QueueDisciplines = [new("eth0", "tbf", 100, 4_000, 900, 10_000, 10)] },
        };

        Finding finding = new InterfaceDropsRule().Find(observation);

        Assert.Equal(("net.tx-drops", Severity.Critical), (finding.Id, finding.Severity));
        Assert.StartsWith("The queue (tbf) of eth0 drops 4,000 packets a second", finding.Title, StringComparison.Ordinal);
        Assert.EndsWith("its rate limit is too low for them", finding.Title, StringComparison.Ordinal);
        new InterfaceDropsRule().IsSilent(observation with { Network = new NetworkSurvey { QueueDisciplines = [new("eth0", "tbf", 100, 5, 9, 0, 0)] } });
    }

    [Fact]
    public void Damaged_frames_are_an_interface_fault()
    {
        Assert.Equal(Severity.Critical, new InterfaceErrorsRule().Find(Observe(m => m.Interface(receiveErrors: 20, receivePackets: 100))).Severity);
        Assert.Equal(Severity.Warning, new InterfaceErrorsRule().Find(Observe(m => m.Interface(receiveErrors: 2, receivePackets: 10_000))).Severity);
        new InterfaceErrorsRule().IsSilent(Observe(m => m.Interface(receiveErrors: 0.5, receivePackets: 100)));
    }

    [Fact]
    public void A_full_line_warns_only_where_packets_queue()
    {
        Observation full = Observe(m =>
        {
            m.Interface(transmitPackets: 80_000, transmitBytes: 120e6);
            m.Machine.File("/sys/class/net/eth0/speed", "1000");
        });

        Assert.Equal(Severity.Info, new InterfaceSaturatedRule().Find(full).Severity);
        NetworkSurvey queued = new() { QueueDisciplines = [new("eth0", "fq_codel", 80_000, 0, 0, 1_000_000, 700)] };
        Assert.Equal(Severity.Warning, new InterfaceSaturatedRule().Find(full with { Network = queued }).Severity);
        new InterfaceSaturatedRule().IsSilent(Observe(m => m.Interface(transmitPackets: 80_000, transmitBytes: 120e6)));
    }

    [Fact]
    public void Backlog_drops_name_the_cpu_and_squeezes_alone_are_information()
    {
        Finding dropped = Observe(m => m.Softnet(processed: 1_000, dropped: 5, squeezed: 0)).Judge(new SoftnetRule()).Findings.Single();
        Finding squeezed = Observe(m => m.Softnet(processed: 1_000, dropped: 0, squeezed: 80)).Judge(new SoftnetRule()).Findings.Single();

        Assert.Equal(("net.softnet-drops", Severity.Warning, "cpu1"), (dropped.Id, dropped.Severity, dropped.Culprits[0].Name));
        Assert.Equal(("net.softnet-squeeze", Severity.Info), (squeezed.Id, squeezed.Severity));
        new SoftnetRule().IsSilent(Observe(m => m.Softnet(processed: 1_000, dropped: 0.4, squeezed: 40)));
    }

    [Fact]
    public void Datagrams_lost_for_a_full_buffer_name_the_reader()
    {
        SocketSurvey sockets = new() { UdpDrops = [new("127.0.0.1:53", 1, Server, 5_000)] };

        Finding finding = new UdpBufferErrorsRule().Find(Observe(m => m.Udp("RcvbufErrors", 100).Udp("InDatagrams", 900)) with { Sockets = sockets });

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.StartsWith("server (pid 70) does not read its UDP socket 127.0.0.1:53 fast enough: 100 datagrams a second are lost, 10 %", finding.Title, StringComparison.Ordinal);
        Assert.Equal(70, finding.Culprits[0].Pid);
        Assert.Equal(Severity.Warning, new UdpBufferErrorsRule().Find(Observe(m => m.Udp("RcvbufErrors", 20).Udp("InDatagrams", 9_000))).Severity);
        new UdpBufferErrorsRule().IsSilent(Observe(m => m.Udp("RcvbufErrors", 9)));
    }

    [Theory]
    [InlineData(750, Severity.Warning)]
    [InlineData(950, Severity.Critical)]
    public void Ports_that_run_out_name_the_client_and_the_destination(int used, Severity severity)
    {
        Finding finding = new PortsRule().Find(Observe() with { Sockets = PortsInUse(used) });

        Assert.Equal((severity, 70), (finding.Severity, finding.Culprits[0].Pid));
        Assert.Contains("towards 10.0.0.9:443", finding.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_that_suffice_are_no_finding()
    {
        new PortsRule().IsSilent(Observe() with { Sockets = PortsInUse(690) });
        new PortsRule().IsSilent(Observe() with { Sockets = PortsInUse(690) with { EphemeralPorts = double.NaN } });
        new PortsRule().IsSilent(Observe());
    }

    [Fact]
    public void Closed_connections_matter_only_where_they_hold_ports()
    {
        SocketSurvey waiting = new() { TimeWait = 12_000, EphemeralPorts = 28_232, EphemeralPortsUsed = 12_000, EphemeralByDestination = [new("127.0.0.1:80", 12_000, null)], MostTimeWait = new("127.0.0.1:80", 11_900, Server) };

        Finding finding = new PortsRule().Find(Observe() with { Sockets = waiting });

        Assert.Equal(("net.time-wait-buildup", Severity.Warning, 70), (finding.Id, finding.Severity, finding.Culprits[0].Pid));
        new PortsRule().IsSilent(Observe() with { Sockets = waiting with { MostTimeWait = new("127.0.0.1:80", 900, null) } });
        new PortsRule().IsSilent(Observe() with { Sockets = waiting with { TimeWait = 4_000 } });
    }

    [Theory]
    [InlineData(60, Severity.Warning)]
    [InlineData(2_000, Severity.Critical)]
    public void Sockets_left_open_name_their_process(int count, Severity severity)
    {
        SocketSurvey sockets = new() { CloseWait = count, CloseWaitAtStart = count - 5, CloseWaitByProcess = [new("127.0.0.1:80", count, Server)] };

        Finding finding = new CloseWaitLeakRule().Find(Observe() with { Sockets = sockets });

        Assert.Equal((severity, 70, 1.0), (finding.Severity, finding.Culprits[0].Pid, finding.Culprits[0].Share));
        new CloseWaitLeakRule().IsSilent(Observe() with { Sockets = sockets with { CloseWaitAtStart = 3 } });
        new CloseWaitLeakRule().IsSilent(Observe() with { Sockets = sockets with { CloseWaitAtStart = double.NaN } });
    }

    [Theory]
    [InlineData(700, 0, null)]
    [InlineData(800, 0, Severity.Warning)]
    [InlineData(960, 0, Severity.Critical)]
    [InlineData(500, 3, Severity.Critical)]
    public void Connection_tracking_is_judged_by_share_and_losses(double count, double drops, Severity? severity)
    {
        Observation observation = Observe() with { Network = new NetworkSurvey { ConntrackCount = count, ConntrackMaximum = 1_000, ConntrackDrops = drops } };

        Assert.Equal(severity, observation.Judge(new ConntrackFullRule()).Findings.SingleOrDefault()?.Severity);
    }

    [Fact]
    public void Windows_that_close_name_the_reader()
    {
        Observation closing = Observe(m => m.Tcp("TCPToZeroWindowAdv", 30)) with { Sockets = new SocketSurvey { LongestQueues = [new("a", "b", 900_000, 0, Server)] } };

        Assert.Equal(70, new ZeroWindowRule().Find(closing).Culprits[0].Pid);
        new ZeroWindowRule().IsSilent(Observe(m => m.Tcp("TCPToZeroWindowAdv", 8)));
    }

    [Fact]
    public void Refused_connections_name_suspects_by_kernel_time()
    {
        Finding finding = new ConnectionsRule().Find(Observe(m =>
        {
            m.Tcp("AttemptFails", 1_000).Tcp("ActiveOpens", 1_000).Tcp("PassiveOpens", 0).Tcp("OutRsts", 1_000);
            m.Machine.Process(80, "client").SystemPercent = 5;
        }));

        Assert.Equal(("net.connection-refused", 80), (finding.Id, finding.Culprits[0].Pid));
        new ConnectionsRule().IsSilent(Observe(m => m.Tcp("AttemptFails", 4).Tcp("ActiveOpens", 4).Tcp("PassiveOpens", 0)));
        new ConnectionsRule().IsSilent(Observe(m => m.Tcp("AttemptFails", 40).Tcp("ActiveOpens", 1_000).Tcp("PassiveOpens", 0)));
    }

    [Fact]
    public void A_connection_storm_needs_rate_emptiness_and_cost()
    {
        Observation Storm(double opens, double segments, double system) => Observe(m =>
        {
            m.Tcp("ActiveOpens", opens).Tcp("PassiveOpens", opens).Tcp("InSegs", opens * segments).Tcp("OutSegs", opens * segments);
            m.Machine.AllCpus(new CpuLoad(System: system));
        });

        Assert.Equal("net.connection-storm", new ConnectionsRule().Find(Storm(2_500, 8, 30)).Id);
        new ConnectionsRule().IsSilent(Storm(1_900, 8, 30));
        new ConnectionsRule().IsSilent(Storm(2_500, 40, 30));
        new ConnectionsRule().IsSilent(Storm(2_500, 8, 10));
    }

    [Theory]
    [InlineData(90, null)]
    [InlineData(150, Severity.Warning)]
    [InlineData(280, Severity.Critical)]
    public void Tcp_memory_is_judged_by_its_limits(int pages, Severity? severity)
    {
        Observation observation = Observe(m =>
        {
            m.Machine.File("/proc/net/sockstat", $"sockets: used 9\nTCP: inuse 5 orphan 0 tw 0 alloc 6 mem {pages}\n");
            m.Machine.File("/proc/sys/net/ipv4/tcp_mem", "50\t100\t300");
        });

        Assert.Equal(severity, observation.Judge(new TcpMemoryRule()).Findings.SingleOrDefault()?.Severity);
    }

    [Fact]
    public void Slow_round_trips_count_from_three_connections()
    {
        Observation With(int connections) => Observe() with { Sockets = new SocketSurvey { InflatedPaths = [new("192.0.2.7", connections, 80, 4)] } };

        Assert.Equal("192.0.2.7", new RttInflationRule().Find(With(3)).Culprits[0].Name);
        new RttInflationRule().IsSilent(With(2));
    }

    [Fact]
    public void A_healthy_network_answers_the_questions_and_an_unseen_one_does_not()
    {
        Observation healthy = Observe(m =>
        {
            m.Tcp("OutSegs", 1_000).Tcp("RetransSegs", 1).Tcp("ListenOverflows", 0).Interface(receivePackets: 100, transmitPackets: 100, transmitBytes: 1e6);
            m.Machine.File("/sys/class/net/eth0/speed", "1000");
            m.Machine.File("/proc/net/sockstat", "sockets: used 9\nTCP: inuse 5 orphan 0 tw 0 alloc 6 mem 9\n");
            m.Machine.File("/proc/sys/net/ipv4/tcp_mem", "50\t100\t300");
        });
        Judgement seen = (healthy with { Sockets = new SocketSurvey { EphemeralPorts = 28_232, CloseWait = 0, TimeWait = 3 } }).Judge([.. RuleBook.All.Where(r => r.GetType().Namespace!.EndsWith(".Network", StringComparison.Ordinal))]);
        using TestMachine bare = new();
        Judgement unseen = bare.Without("/proc/net/dev").Observe().Judge(new NetworkChecklistRule());

        Assert.Empty(seen.Findings);
        Assert.StartsWith("no: 0.1 % of 5,000 TCP segments were sent again", seen.Answer("Is the network losing packets or connections?"), StringComparison.Ordinal);
        Assert.StartsWith("no: eth0 carries 0.8 %", seen.Answer("Are network interfaces at their limit?"), StringComparison.Ordinal);
        Assert.StartsWith("no: at most 0", seen.Answer("Do connections run out of ports, queues or memory?"), StringComparison.Ordinal);
        Assert.Empty(unseen.RuledOut);
    }

    public void Dispose() => _machines.ForEach(m => m.Dispose());

    private static SocketSurvey PortsInUse(int used) => new()
    {
        EphemeralPorts = 1_000,
        EphemeralPortsUsed = used,
        EphemeralByDestination = [new("10.0.0.9:443", used, null)],
        EphemeralByProcess = [new("", used, Server)],
    };

    // Rules read settings from the machine's files, so it must last as long as the test.
    private Observation Observe(Action<NetworkMachine>? set = null)
    {
        TestMachine machine = new();
        _machines.Add(machine);
        NetworkMachine network = new(machine);
        set?.Invoke(network);
        network.Write();
        return machine.Observe();
    }
}
