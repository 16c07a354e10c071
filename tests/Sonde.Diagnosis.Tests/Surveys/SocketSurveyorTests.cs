using System.Net;
using System.Net.Sockets;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Surveys;
using Sonde.Linux;
using Sonde.Linux.Netlink;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Testing;
using Xunit;

namespace Sonde.Diagnosis.Tests.Surveys;

public class SocketSurveyorTests
{
    private const SampleParts Parts = SampleParts.Protocols | SampleParts.Sockets;

    [Fact]
    public void A_listener_that_nobody_accepts_from_shows_its_queue_and_its_owner()
    {
        SkipWithoutSockets();
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(2);
        IPEndPoint place = (IPEndPoint)listener.LocalEndPoint!;
        using Socket first = Connect(place);
        using Socket second = Connect(place);

        ListenSocket found = Survey().Listeners.Single(l => l.Port == place.Port);

        Assert.Equal((place.ToString(), 2u, 2u, 0.0), (found.Address, found.AcceptQueue, found.Backlog, found.DropsInWindow));
        Assert.Equal(Environment.ProcessId, found.Owner?.Pid);
    }

    [Fact]
    public void Sockets_that_the_process_forgets_to_close_are_counted()
    {
        SkipWithoutSockets();
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(4);
        SocketSurveyor surveyor = new(LinuxRoot.Live);
        surveyor.Begin();
        using Socket forgotten = Connect((IPEndPoint)listener.LocalEndPoint!);
        using (Socket peer = listener.Accept())
            peer.Shutdown(SocketShutdown.Both);
        Assert.Equal(0, forgotten.Receive(new byte[1]));

        SocketSurvey survey = surveyor.End(Interval());

        Assert.True(survey.CloseWait >= 1);
        Assert.True(survey.EphemeralPorts > 1000);
        Assert.True(survey.Established >= 0);
    }

    [Fact]
    public void A_udp_socket_whose_buffer_is_full_is_named_with_its_drops()
    {
        SkipWithoutSockets();
        using Socket receiver = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 2048 };
        receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        SocketSurveyor surveyor = new(LinuxRoot.Live);
        surveyor.Begin();
        for (int i = 0; i < 100; i++)
            sender.SendTo(new byte[1000], receiver.LocalEndPoint!);

        SocketSurvey survey = surveyor.End(Interval());

        SocketGroup group = survey.UdpDrops.Single(g => g.Name == receiver.LocalEndPoint!.ToString());
        Assert.InRange(group.Drops, 50, 99);
        Assert.Equal(Environment.ProcessId, group.Owner?.Pid);
    }

    [Fact]
    public void A_recorded_tree_has_its_counters_and_says_what_it_lacks()
    {
        using TestMachine machine = new();
        machine.File("/proc/net/sockstat", "sockets: used 10\nTCP: inuse 5 orphan 0 tw 7 alloc 6 mem 1\nUDP: inuse 1 mem 0\n").File("/proc/net/snmp", "Tcp: RtoAlgorithm CurrEstab RetransSegs\nTcp: 1 3 0\n")
            .File("/proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
        SocketSurvey survey = machine.Observe().Sockets;
        Assert.Equal((7, 3, 28_232), (survey.TimeWait, survey.Established, survey.EphemeralPorts));
        Assert.Equal("a recorded tree holds no socket tables that can be asked", survey.Unavailability?.Because);
        Assert.Empty(survey.Listeners);
        Assert.All([survey.CloseWait, survey.SynReceived, survey.EphemeralPortsUsed], v => Assert.Equal(double.NaN, v));
    }

    [Theory]
    [InlineData("")]
    [InlineData("32768")]
    [InlineData("60999 32768")]
    [InlineData("a b")]
    public void A_port_range_that_makes_no_sense_is_unknown(string text)
    {
        using TemporaryTree tree = new();
        tree.Write("/proc/sys/net/ipv4/ip_local_port_range", text);
        SocketSurveyor surveyor = new(tree.Root);
        Assert.Equal(double.NaN, surveyor.End(new SystemInterval(new SystemSample(), new SystemSample())).EphemeralPorts);
    }

    private static SocketSurvey Survey()
    {
        SocketSurveyor surveyor = new(LinuxRoot.Live);
        surveyor.Begin();
        return surveyor.End(Interval());
    }

    private static SystemInterval Interval()
    {
        using SystemReader reader = new(LinuxRoot.Live);
        SystemSample sample = new();
        reader.Read(sample, Parts);
        return new SystemInterval(sample, sample);
    }

    private static Socket Connect(IPEndPoint place)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(place);
        return socket;
    }

    private static void SkipWithoutSockets()
    {
        Errno errno = SocketDiagnostics.TryOpen(out SocketDiagnostics? diagnostics);
        diagnostics?.Dispose();
        Assert.SkipUnless(errno.IsSuccess, $"sock_diag: {errno}");
    }
}
