using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>Generic netlink, where each family of messages has a number that the kernel gives it at boot. Source: genetlink.h.</summary>
internal static class GenericNetlink
{
    private const int RequestBytes = 64;

    /// <summary>The message type of <paramref name="family"/>.</summary>
    /// <param name="socket">A socket of NETLINK_GENERIC.</param>
    /// <param name="family">The family's name with its terminating zero, at most 16 bytes.</param>
    /// <param name="type">The message type.</param>
    /// <returns>Success; <see cref="Errno.NoSuchEntry"/> where the kernel was built without the family.</returns>
    public static Errno TryResolve(NetlinkSocket socket, ReadOnlySpan<byte> family, out ushort type)
    {
        type = 0;
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], NetlinkUapi.GENL_ID_CTRL, 0);
        request.Append(new GenlMsgHdr { cmd = NetlinkUapi.CTRL_CMD_GETFAMILY, version = 1 });
        request.AppendAttribute(NetlinkUapi.CTRL_ATTR_FAMILY_NAME, family);
        Errno errno = socket.Ask(request.Bytes, out NetlinkMessage reply);
        if (!errno.IsSuccess)
            return errno;
        return NetlinkAttribute.TryFind(AttributesOf(reply.Payload), NetlinkUapi.CTRL_ATTR_FAMILY_ID, out NetlinkAttribute id) && id.TryRead(out type)
            ? Errno.Success
            : Errno.ProtocolError;
    }

    /// <summary>What follows the generic header in <paramref name="payload"/>; empty where there is none.</summary>
    public static unsafe ReadOnlySpan<byte> AttributesOf(ReadOnlySpan<byte> payload) =>
        payload.Length < sizeof(GenlMsgHdr) ? default : payload[sizeof(GenlMsgHdr)..];
}
