using Sonde.Linux.Abi;
using Sonde.Linux.Netlink;

namespace Sonde.Linux.Tests.Netlink;

public sealed unsafe class NetlinkSocketTests : IDisposable
{
    private readonly NetlinkSocket _socket = Open(NetlinkUapi.NETLINK_ROUTE);

    [Fact]
    public void A_dump_ends_with_success_and_each_question_gets_its_own_answer()
    {
        for (int round = 0; round < 3; round++)
        {
            NetlinkDump dump = AskForLinks();
            int links = 0;
            while (dump.MoveNext())
                links += dump.Current.Type == RtnetlinkUapi.RTM_NEWLINK ? 1 : 0;
            Assert.Equal(Errno.Success, dump.Outcome);
            Assert.Equal(Directory.GetDirectories("/sys/class/net").Length, links);
            Assert.False(dump.MoveNext());
        }
    }

    [Fact]
    public void What_another_process_sends_is_ignored()
    {
        if (!ProcessCapabilities.Self().Has(Capability.CAP_NET_ADMIN))
            Assert.Skip("only CAP_NET_ADMIN may send to another netlink socket");
        _ = AskForLinks();
        Assert.Equal(Errno.Success, _socket.Receive(TimeSpan.Zero, out _));
        while (_socket.Receive(TimeSpan.Zero, out _).IsSuccess)
        {
        }

        using NetlinkSocket forger = Open(NetlinkUapi.NETLINK_ROUTE);
        byte[] forged = NetlinkMessageTests.Message(RtnetlinkUapi.RTM_NEWLINK, new byte[32]);
        SockAddrNl victim = NetlinkPort.AddressOf(_socket);
        fixed (byte* bytes = forged)
            Assert.Equal(forged.Length, LibC.sendto(forger.Descriptor, bytes, forged.Length, 0, &victim, (uint)sizeof(SockAddrNl)));
        Assert.Equal(Errno.Success, _socket.Descriptor.WaitReadable(TimeSpan.FromSeconds(10)));

        Assert.Equal(Errno.TimedOut, _socket.Receive(TimeSpan.Zero, out _));
    }

    [Fact]
    public void The_kernels_refusal_is_the_outcome()
    {
        var request = new NetlinkRequest(stackalloc byte[64], 0x7FF0, 0);

        Assert.Equal(Errno.NotSupported, _socket.Ask(request.Bytes, out _));
    }

    [Fact]
    public void A_family_that_the_kernel_lacks_is_no_such_entry()
    {
        using NetlinkSocket generic = Open(NetlinkUapi.NETLINK_GENERIC);

        Assert.Equal(Errno.NoSuchEntry, GenericNetlink.TryResolve(generic, "no-such-family\0"u8, out _));
        Assert.Equal(Errno.Success, GenericNetlink.TryResolve(generic, "nlctrl\0"u8, out ushort control));
        Assert.Equal(NetlinkUapi.GENL_ID_CTRL, control);
    }

    [Fact]
    public void A_protocol_that_the_kernel_lacks_cannot_be_opened() =>
        Assert.Equal("EPROTONOSUPPORT", NetlinkSocket.TryOpen(31, out _).Name);

    public void Dispose() => _socket.Dispose();

    private NetlinkDump AskForLinks()
    {
        var request = new NetlinkRequest(stackalloc byte[64], RtnetlinkUapi.RTM_GETLINK, NetlinkUapi.NLM_F_DUMP);
        request.Append(default(IfInfoMsg));
        return _socket.Dump(request.Bytes);
    }

    private static NetlinkSocket Open(int protocol)
    {
        Assert.Equal(Errno.Success, NetlinkSocket.TryOpen(protocol, out NetlinkSocket? socket));
        return socket!;
    }
}
