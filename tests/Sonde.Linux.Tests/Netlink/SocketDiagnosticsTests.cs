using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Sonde.Linux.Netlink;
using Sonde.Testing;

namespace Sonde.Linux.Tests.Netlink;

public sealed class SocketDiagnosticsTests : IDisposable
{
    private readonly SocketDiagnostics _diagnostics = Open();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_listener_shows_its_backlog_and_the_connections_nobody_accepted(string address)
    {
        using Socket listener = Listen(address, backlog: 5);
        int port = PortOf(listener);
        using Socket first = Connect(listener);
        using Socket second = Connect(listener);

        var found = new List<(uint Queue, uint Limit, SocketState State, string Address)>();
        InternetSocketDump dump = _diagnostics.Dump(FamilyOf(listener), TransportProtocol.Tcp, SocketStates.Listen);
        while (dump.MoveNext())
        {
            InternetSocket socket = dump.Current;
            if (socket.LocalPort == port)
                found.Add((socket.ReceiveQueue, socket.SendQueue, socket.State, socket.LocalAddress.ToString()));
        }

        Assert.Equal(Errno.Success, dump.Outcome);
        Assert.Equal([(2u, 5u, SocketState.Listen, address)], found);
    }

    [Fact]
    public void A_connection_shows_its_ends_queues_owner_and_inode()
    {
        using Socket listener = Listen("127.0.0.1", backlog: 5);
        using Socket client = Connect(listener);
        using Socket server = listener.Accept();
        client.Send(new byte[1234]);
        Assert.True(SpinWait.SpinUntil(() => server.Available == 1234, TimeSpan.FromSeconds(10)));
        bool isFound = false;

        InternetSocketDump dump = _diagnostics.Dump(InternetFamily.IPv4, TransportProtocol.Tcp, SocketStates.Established, SocketDetails.Memory);
        while (dump.MoveNext())
        {
            InternetSocket socket = dump.Current;
            if (socket.LocalPort != PortOf(listener) || socket.RemotePort != PortOf(client))
                continue;
            isFound = true;
            Assert.Equal(1234u, socket.ReceiveQueue);
            Assert.Equal(0u, socket.SendQueue);
            Assert.Equal(InodeOf(server), socket.Inode);
            Assert.Equal((uint)ProcessCredentials.EffectiveUserId, socket.UserId);
            Assert.Equal("127.0.0.1", socket.RemoteAddress.ToString());
            Assert.True(socket.RemoteAddress.IsLoopback);
            Assert.True(socket.TryGetMemory(out SocketMemory memory));
            Assert.InRange(memory.ReceiveAllocated, 1234u, memory.ReceiveLimit);
            Assert.Equal(0u, memory.Drops);
            Assert.False(socket.TryGetTcpInformation(out _));
        }

        Assert.True(isFound);
        Assert.Equal(Errno.Success, dump.Outcome);
    }

    [Fact]
    public void Tcp_information_agrees_with_what_was_sent()
    {
        using Socket listener = Listen("127.0.0.1", backlog: 5);
        using Socket client = Connect(listener);
        using Socket server = listener.Accept();
        client.Send(new byte[100_000]);
        var received = new byte[100_000];
        for (int done = 0; done < received.Length;)
            done += server.Receive(received, done, received.Length - done, SocketFlags.None);
        bool isFound = false;

        InternetSocketDump dump = _diagnostics.Dump(
            InternetFamily.IPv4, TransportProtocol.Tcp, SocketStates.Established, SocketDetails.TcpInformation | SocketDetails.CongestionControl);
        while (dump.MoveNext())
        {
            InternetSocket socket = dump.Current;
            if (socket.LocalPort != PortOf(client) || socket.RemotePort != PortOf(listener))
                continue;
            isFound = true;
            Assert.True(socket.TryGetTcpInformation(out TcpInformation information));
            // A busy machine acknowledges late, and a late acknowledgement is answered by sending the tail again.
            Assert.Equal(100_000UL, information.BytesSent - information.BytesRetransmitted);
            Assert.Equal(100_001UL, information.BytesAcknowledged);
            Assert.Equal(information.TotalRetransmits == 0, information.BytesRetransmitted == 0);
            Assert.Equal(0u, information.NotSentBytes);
            Assert.Equal(0UL, information.BytesReceived);
            Assert.InRange(information.RoundTripTime, TimeSpan.FromMicroseconds(1), TimeSpan.FromSeconds(5));
            Assert.InRange(information.MinimumRoundTripTime!.Value, TimeSpan.Zero, information.RoundTripTime + TimeSpan.FromSeconds(1));
            Assert.True(information.DeliveryRateBytesPerSecond > 0);
            Assert.True(information.CongestionWindow >= 2);
            Assert.InRange(information.SendSegmentBytes, 536u, 65536u);
            Assert.True(information.PeerWindowBytes > 0);
            Assert.Equal(
                File.ReadAllText("/proc/sys/net/ipv4/tcp_congestion_control").Trim(), Encoding.ASCII.GetString(socket.CongestionControl));
        }

        Assert.True(isFound);
    }

    [Fact]
    public void A_sender_whose_peer_does_not_read_is_limited_by_the_receive_window()
    {
        using Socket listener = Listen("127.0.0.1", backlog: 5);
        using Socket client = Connect(listener);
        using Socket server = listener.Accept();
        client.Blocking = false;
        while (client.Send(new byte[65536], 0, 65536, SocketFlags.None, out SocketError error) > 0 || error == SocketError.Success)
        {
        }

        TcpInformation information = default;
        uint sendQueue = 0;
        Assert.True(SpinWait.SpinUntil(Observe, TimeSpan.FromSeconds(20)));

        Assert.True(information.BusyTime >= information.ReceiveWindowLimitedTime);
        Assert.Equal(TimeSpan.Zero, information.SendBufferLimitedTime);
        Assert.True(information.NotSentBytes > 0);
        ulong? inFlight = information.BytesSent - information.BytesRetransmitted - (information.BytesAcknowledged - 1);
        Assert.Equal(inFlight + information.NotSentBytes, sendQueue);

        bool Observe()
        {
            InternetSocketDump dump = _diagnostics.Dump(
                InternetFamily.IPv4, TransportProtocol.Tcp, SocketStates.Established, SocketDetails.TcpInformation);
            while (dump.MoveNext())
            {
                if (dump.Current.LocalPort != PortOf(client) || dump.Current.RemotePort != PortOf(listener))
                    continue;
                sendQueue = dump.Current.SendQueue;
                return dump.Current.TryGetTcpInformation(out information) && information.ReceiveWindowLimitedTime > TimeSpan.FromMilliseconds(20);
            }

            return false;
        }
    }

    [Fact]
    public void Time_wait_and_close_wait_are_counted_by_state()
    {
        using Socket listener = Listen("127.0.0.1", backlog: 16);
        SocketStateCounts before = Count();
        const int each = 5;
        var held = new List<Socket>();
        for (int i = 0; i < each; i++)
        {
            // Closed by the client alone: the server's end waits for its program.
            Socket client = Connect(listener);
            held.Add(listener.Accept());
            client.Dispose();

            // Closed by the client first, then by the server: the client's end lingers.
            Socket other = Connect(listener);
            Socket accepted = listener.Accept();
            other.Shutdown(SocketShutdown.Send);
            Assert.Equal(0, accepted.Receive(new byte[1]));
            accepted.Dispose();
            other.Dispose();
        }

        try
        {
            Assert.True(SpinWait.SpinUntil(() => Count()[SocketState.CloseWait] - before[SocketState.CloseWait] >= each, TimeSpan.FromSeconds(10)));
            Assert.True(SpinWait.SpinUntil(() => Count()[SocketState.TimeWait] - before[SocketState.TimeWait] >= each, TimeSpan.FromSeconds(10)));
            Assert.True(Count().Total >= (2 * each) + 1);
        }
        finally
        {
            held.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public void A_full_udp_socket_shows_its_queue_and_its_drops()
    {
        using var receiver = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 4096 };
        receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        for (int i = 0; i < 200; i++)
            sender.SendTo(new byte[512], receiver.LocalEndPoint!);
        bool isFound = false;

        InternetSocketDump dump = _diagnostics.Dump(InternetFamily.IPv4, TransportProtocol.Udp, SocketStates.All, SocketDetails.Memory);
        while (dump.MoveNext())
        {
            InternetSocket socket = dump.Current;
            if (socket.LocalPort != PortOf(receiver))
                continue;
            isFound = true;
            Assert.Equal(SocketState.Close, socket.State);
            Assert.True(socket.TryGetMemory(out SocketMemory memory));
            Assert.Equal(socket.ReceiveQueue, memory.ReceiveAllocated);
            Assert.InRange(memory.Drops!.Value, 150u, 199u);
        }

        Assert.True(isFound);
    }

    [Fact]
    public void A_unix_listener_shows_name_waiting_connections_and_backlog()
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"\0sonde-test-{Environment.ProcessId}");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(name));
        listener.Listen(7);
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(name));
        bool isFound = false;

        UnixSocketDump dump = _diagnostics.DumpUnix();
        while (dump.MoveNext())
        {
            UnixSocket socket = dump.Current;
            if (!socket.Name.SequenceEqual(Encoding.ASCII.GetBytes(name)))
                continue;
            isFound = true;
            Assert.Equal(SocketState.Listen, socket.State);
            Assert.Equal(InodeOf(listener), socket.Inode);
            Assert.True(socket.TryGetQueues(out uint waiting, out uint backlog));
            Assert.Equal((1u, 7u), (waiting, backlog));
        }

        Assert.Equal(Errno.Success, dump.Outcome);
        Assert.True(isFound);
    }

    [Fact]
    public void A_dump_left_half_way_does_not_disturb_the_next()
    {
        using Socket listener = Listen("127.0.0.1", backlog: 512);
        var connections = new List<Socket>();
        try
        {
            // More than one receive buffer holds.
            for (int i = 0; i < 500; i++)
            {
                connections.Add(Connect(listener));
                connections.Add(listener.Accept());
            }

            for (int round = 0; round < 3; round++)
            {
                InternetSocketDump left = _diagnostics.Dump(InternetFamily.IPv4, TransportProtocol.Tcp);
                Assert.True(left.MoveNext());
            }

            int port = PortOf(listener);
            int seen = 0;
            InternetSocketDump dump = _diagnostics.Dump(InternetFamily.IPv4, TransportProtocol.Tcp, SocketStates.Established);
            while (dump.MoveNext())
                seen += dump.Current.LocalPort == port ? 1 : 0;
            Assert.Equal(Errno.Success, dump.Outcome);
            Assert.Equal(500, seen);
        }
        finally
        {
            connections.ForEach(c => c.Dispose());
        }
    }

    [Fact]
    public void Counting_allocates_nothing_for_each_socket()
    {
        using Socket listener = Listen("127.0.0.1", backlog: 512);
        var connections = new List<Socket>();
        try
        {
            for (int i = 0; i < 200; i++)
                connections.Add(Connect(listener));

            Assert.True(Count()[SocketState.Established] >= 200);
            Assert.Equal(0, Allocation.SteadyStateBytes(() => Count()));
        }
        finally
        {
            connections.ForEach(c => c.Dispose());
        }
    }

    [Fact]
    public void A_protocol_that_the_kernel_lacks_gives_its_error()
    {
        InternetSocketDump dump = _diagnostics.Dump(InternetFamily.IPv4, (TransportProtocol)253);

        Assert.False(dump.MoveNext());
        Assert.Equal(Errno.NoSuchEntry, dump.Outcome);
        Assert.Equal(Errno.Success, _diagnostics.CountByState(InternetFamily.IPv4, TransportProtocol.Tcp, ref _ignored));
    }

    public void Dispose() => _diagnostics.Dispose();

    private SocketStateCounts _ignored;

    private SocketStateCounts Count()
    {
        SocketStateCounts counts = default;
        Errno errno = _diagnostics.CountByState(InternetFamily.IPv4, TransportProtocol.Tcp, ref counts);
        if (!errno.IsSuccess)
            Assert.Fail(errno.ToString());
        return counts;
    }

    private static SocketDiagnostics Open()
    {
        Assert.Equal(Errno.Success, SocketDiagnostics.TryOpen(out SocketDiagnostics? diagnostics));
        return diagnostics!;
    }

    private static Socket Listen(string address, int backlog)
    {
        var local = new IPEndPoint(IPAddress.Parse(address), 0);
        var listener = new Socket(local.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(local);
        listener.Listen(backlog);
        return listener;
    }

    private static Socket Connect(Socket listener)
    {
        var client = new Socket(listener.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        return client;
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static InternetFamily FamilyOf(Socket socket) =>
        socket.AddressFamily == AddressFamily.InterNetworkV6 ? InternetFamily.IPv6 : InternetFamily.IPv4;

    private static uint InodeOf(Socket socket)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{socket.Handle}");
        string link = File.ResolveLinkTarget(path, returnFinalTarget: false)!.Name;
        return uint.Parse(link.AsSpan("socket:[".Length).TrimEnd(']'), CultureInfo.InvariantCulture);
    }
}
