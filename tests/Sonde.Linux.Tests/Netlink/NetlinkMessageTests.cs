using System.Runtime.InteropServices;
using Sonde.Linux.Abi;
using Sonde.Linux.Netlink;

namespace Sonde.Linux.Tests.Netlink;

public sealed class NetlinkMessageTests
{
    private const ushort Kind = 77;

    [Fact]
    public void A_datagram_gives_its_messages_one_by_one()
    {
        byte[] datagram = [.. Message(Kind, [1, 2, 3]), .. Message(Kind + 1, []), .. Message(Kind + 2, [4, 5, 6, 7])];
        ReadOnlySpan<byte> rest = datagram;

        Assert.True(NetlinkMessage.TryTake(ref rest, out NetlinkMessage first));
        Assert.Equal((Kind, 3), (first.Type, first.Payload.Length));
        Assert.True(NetlinkMessage.TryTake(ref rest, out NetlinkMessage second));
        Assert.Equal((Kind + 1, 0), (second.Type, second.Payload.Length));
        Assert.True(NetlinkMessage.TryTake(ref rest, out NetlinkMessage third));
        Assert.Equal([4, 5, 6, 7], third.Payload.ToArray());
        Assert.True(rest.IsEmpty);
        Assert.False(NetlinkMessage.TryTake(ref rest, out _));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(15u)]
    [InlineData(21u)]
    [InlineData(0x7fffffffu)]
    [InlineData(0xffffffffu)]
    public void A_length_that_cannot_be_ends_the_datagram(uint length)
    {
        byte[] datagram = Message(Kind, [1, 2, 3, 4]);
        MemoryMarshal.Write(datagram, length);
        ReadOnlySpan<byte> rest = datagram;

        Assert.False(NetlinkMessage.TryTake(ref rest, out _));
        Assert.Equal(datagram.Length, rest.Length);
    }

    [Fact]
    public void An_error_message_tells_the_kernels_error()
    {
        ReadOnlySpan<byte> refused = Message(NetlinkUapi.NLMSG_ERROR, BitConverter.GetBytes(-2));
        ReadOnlySpan<byte> acknowledged = Message(NetlinkUapi.NLMSG_ERROR, BitConverter.GetBytes(0));
        ReadOnlySpan<byte> absurd = Message(NetlinkUapi.NLMSG_ERROR, BitConverter.GetBytes(int.MinValue));
        ReadOnlySpan<byte> bare = Message(NetlinkUapi.NLMSG_DONE, []);

        Assert.Equal(Errno.NoSuchEntry, Take(refused).Error);
        Assert.Equal(Errno.Success, Take(acknowledged).Error);
        Assert.Equal(Errno.Success, Take(absurd).Error);
        Assert.Equal(Errno.Success, Take(bare).Error);

        static NetlinkMessage Take(ReadOnlySpan<byte> datagram) => NetlinkMessage.TryTake(ref datagram, out NetlinkMessage m) ? m : default;
    }

    [Fact]
    public void Attributes_are_found_by_type_whatever_their_flags()
    {
        Span<byte> buffer = stackalloc byte[256];
        var request = new NetlinkRequest(buffer, Kind, 0);
        request.AppendAttribute(5, "abc\0xyz"u8);
        request.AppendAttribute(0x8000 | 6, [9]);
        request.AppendAttribute(7, BitConverter.GetBytes(0x1122334455667788));
        ReadOnlySpan<byte> rest = request.Bytes;
        Assert.True(NetlinkMessage.TryTake(ref rest, out NetlinkMessage message));

        Assert.True(NetlinkAttribute.TryFind(message.Payload, 5, out NetlinkAttribute text));
        Assert.Equal("abc", System.Text.Encoding.ASCII.GetString(text.Text));
        Assert.True(NetlinkAttribute.TryFind(message.Payload, 6, out NetlinkAttribute nested));
        Assert.Equal([9], nested.Value.ToArray());
        Assert.False(nested.TryRead(out uint _));
        Assert.True(NetlinkAttribute.TryFind(message.Payload, 7, out NetlinkAttribute number));
        Assert.True(number.TryRead(out long value));
        Assert.Equal(0x1122334455667788, value);
        Assert.Equal(8, number.ReadPrefix(out RtnlLinkStats64 record));
        Assert.Equal((0x1122334455667788UL, 0UL), (record.rx_packets, record.tx_packets));
        Assert.False(NetlinkAttribute.TryFind(message.Payload, 8, out _));
    }

    [Fact]
    public void Random_bytes_are_read_to_some_end_without_an_exception()
    {
        var random = new Random(20260101);
        var bytes = new byte[512];
        for (int round = 0; round < 20_000; round++)
        {
            random.NextBytes(bytes);

            // Plausible lengths let the readers get further than pure noise does.
            if (round % 2 == 0)
            {
                for (int offset = 0; offset < bytes.Length; offset += 4)
                    bytes[offset + 1] = bytes[offset + 2] = bytes[offset + 3] = 0;
            }

            ReadOnlySpan<byte> rest = bytes.AsSpan(0, random.Next(bytes.Length));
            while (NetlinkMessage.TryTake(ref rest, out NetlinkMessage message))
            {
                _ = message.Error;
                ReadOnlySpan<byte> attributes = message.Payload;
                while (NetlinkAttribute.TryTake(ref attributes, out NetlinkAttribute attribute))
                    _ = attribute.ReadPrefix(out TaskStats _) + attribute.Text.Length;
            }
        }
    }

    internal static byte[] Message(ushort type, ReadOnlySpan<byte> payload)
    {
        var message = new byte[16 + ((payload.Length + 3) & ~3)];
        MemoryMarshal.Write(message, new NlMsgHdr { nlmsg_len = (uint)(16 + payload.Length), nlmsg_type = type });
        payload.CopyTo(message.AsSpan(16));
        return message;
    }
}
