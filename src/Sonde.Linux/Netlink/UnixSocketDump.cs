using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// The sockets that answer one question, read as they are asked for, without allocation. After <see cref="MoveNext"/> returned false,
/// <see cref="Outcome"/> tells whether that was the end. A dump may be left half-way; starting another one on the same
/// <see cref="SocketDiagnostics"/> ends it. Sockets made or closed meanwhile may be missing.
/// </summary>
public ref struct UnixSocketDump
{
    private NetlinkDump _dump;
    private UnixSocket _current;

    internal UnixSocketDump(NetlinkDump dump) => _dump = dump;

    /// <summary>The socket at hand, valid until the next <see cref="MoveNext"/>.</summary>
    public readonly UnixSocket Current => _current;

    /// <summary>Success, or why the dump ended early: ENOENT where the kernel lacks unix_diag.</summary>
    public readonly Errno Outcome => _dump.Outcome;

    /// <summary>Goes on to the next socket.</summary>
    public bool MoveNext()
    {
        while (_dump.MoveNext())
        {
            if (_dump.Current.Type != SockDiagUapi.SOCK_DIAG_BY_FAMILY)
                continue;
            if (UnixSocket.TryRead(_dump.Current.Payload, out _current))
                return true;
            _dump.End(Errno.ProtocolError);
        }

        return false;
    }
}
