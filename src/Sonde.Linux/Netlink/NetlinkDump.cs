using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// The messages that answer one request, read as they are asked for. After <see cref="MoveNext"/> returned false, <see cref="Outcome"/> tells
/// whether that was the end or a failure. A dump may be left half-way.
/// </summary>
internal ref struct NetlinkDump
{
    private readonly NetlinkSocket _socket;
    private readonly uint _sequence;
    private ReadOnlySpan<byte> _datagram;
    private bool _isEnded;

    internal NetlinkDump(NetlinkSocket socket, uint sequence, Errno sent)
    {
        _socket = socket;
        _sequence = sequence;
        Outcome = sent;
        _isEnded = !sent.IsSuccess;
    }

    /// <summary>The message at hand, valid until the next <see cref="MoveNext"/>.</summary>
    public NetlinkMessage Current { get; private set; }

    /// <summary>Success, or why the dump ended early.</summary>
    public Errno Outcome { get; private set; }

    /// <summary>NLM_F_DUMP_INTR: what was dumped changed meanwhile, so that an entry may be missing or doubled.</summary>
    public bool WasInterrupted { get; private set; }

    /// <summary>Goes on to the next message.</summary>
    public bool MoveNext()
    {
        while (!_isEnded)
        {
            if (NetlinkMessage.TryTake(ref _datagram, out NetlinkMessage message))
            {
                if (message.Sequence == _sequence && Accept(message))
                    return true;
            }
            else if (!_datagram.IsEmpty)
            {
                End(Errno.ProtocolError);
            }
            else
            {
                Errno errno = _socket.ReceiveAnswer(out _datagram);
                if (!errno.IsSuccess)
                    End(errno);
            }
        }

        return false;
    }

    private bool Accept(NetlinkMessage message)
    {
        WasInterrupted |= (message.Flags & NetlinkUapi.NLM_F_DUMP_INTR) != 0;
        switch (message.Type)
        {
            case NetlinkUapi.NLMSG_NOOP:
                return false;
            case NetlinkUapi.NLMSG_DONE:
            case NetlinkUapi.NLMSG_ERROR:
                End(message.Error);
                _socket.EndAnswer();
                return false;
            case NetlinkUapi.NLMSG_OVERRUN:
                End(Errno.NoBufferSpace);
                return false;
            default:
                Current = message;
                return true;
        }
    }

    /// <summary>Ends with <paramref name="outcome"/>, for a reader who cannot make sense of a message.</summary>
    internal void End(Errno outcome)
    {
        Outcome = outcome;
        _isEnded = true;
    }
}
