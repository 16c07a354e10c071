using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// A netlink(7) socket that asks the kernel and reads its answers: never longer than its time-out, only from the kernel itself,
/// and never an answer to an earlier question. Not safe for concurrent use.
/// </summary>
internal sealed unsafe class NetlinkSocket : IDisposable
{
    /// <summary>The kernel fills at most 32 KiB at a time; single messages are smaller still.</summary>
    private const int BufferBytes = 64 * 1024;

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);
    private readonly int _protocol;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes, pinned: true);
    private FileDescriptor _descriptor;
    private uint _sequence;
    private bool _hasUnreadAnswer;

    private NetlinkSocket(int protocol, FileDescriptor descriptor)
    {
        _protocol = protocol;
        _descriptor = descriptor;
    }

    /// <summary>The descriptor, for options.</summary>
    public FileDescriptor Descriptor => _descriptor;

    /// <summary>Opens a socket of <paramref name="protocol"/>, NETLINK_*.</summary>
    public static Errno TryOpen(int protocol, out NetlinkSocket? socket)
    {
        Errno errno = TryOpenDescriptor(protocol, out FileDescriptor? descriptor);
        socket = descriptor is null ? null : new NetlinkSocket(protocol, descriptor);
        return errno;
    }

    /// <summary>Asks for a dump, whose messages are then enumerated.</summary>
    public NetlinkDump Dump(scoped Span<byte> request)
    {
        Errno errno = Send(request);
        return new NetlinkDump(this, _sequence, errno);
    }

    /// <summary>Asks for one message and waits for it; the kernel's refusal is returned.</summary>
    /// <param name="request">The request, without NLM_F_DUMP and NLM_F_ACK.</param>
    /// <param name="reply">The message, valid until the next call.</param>
    public Errno Ask(scoped Span<byte> request, out NetlinkMessage reply)
    {
        reply = default;
        Errno errno = Send(request);
        if (!errno.IsSuccess)
            return errno;
        var answer = new NetlinkDump(this, _sequence, Errno.Success);
        if (!answer.MoveNext())
            return answer.Outcome.IsSuccess ? Errno.ProtocolError : answer.Outcome;
        reply = answer.Current;
        _hasUnreadAnswer = false;
        return Errno.Success;
    }

    /// <summary>Sends a request that the kernel acknowledges (NLM_F_ACK), and returns its verdict.</summary>
    public Errno Command(scoped Span<byte> request)
    {
        Errno errno = Send(request);
        if (!errno.IsSuccess)
            return errno;
        var answer = new NetlinkDump(this, _sequence, Errno.Success);
        while (answer.MoveNext())
        {
        }

        return answer.Outcome;
    }

    /// <summary>Sends a request that the kernel carries out before this returns, and that nobody waits to see confirmed.</summary>
    public Errno Post(scoped Span<byte> request)
    {
        Errno errno = Send(request);
        _hasUnreadAnswer = false;
        return errno;
    }

    /// <summary>Receives one datagram from the kernel.</summary>
    /// <param name="timeout">How long to wait; zero for not at all.</param>
    /// <param name="datagram">The datagram, valid until the next call.</param>
    /// <returns>Success; <see cref="Errno.TimedOut"/>; <see cref="Errno.NoBufferSpace"/> after a loss; <see cref="Errno.MessageTooLong"/>.</returns>
    public Errno Receive(TimeSpan timeout, out ReadOnlySpan<byte> datagram)
    {
        datagram = default;
        TimeSpan start = Clock.Monotonic;
        while (true)
        {
            Errno errno = ReceiveNow(out int length, out bool isFromKernel);
            if (errno.IsSuccess && isFromKernel)
            {
                datagram = _buffer.AsSpan(0, Math.Min(length, _buffer.Length));
                return length > _buffer.Length ? Errno.MessageTooLong : Errno.Success;
            }

            if (errno == Errno.TryAgain)
            {
                TimeSpan left = timeout - (Clock.Monotonic - start);
                errno = left > TimeSpan.Zero ? _descriptor.WaitReadable(left) : Errno.TimedOut;
            }

            if (!errno.IsSuccess && errno != Errno.Interrupted)
                return errno;
        }
    }

    /// <inheritdoc cref="Receive(TimeSpan, out ReadOnlySpan{byte})"/>
    internal Errno ReceiveAnswer(out ReadOnlySpan<byte> datagram) => Receive(AnswerTimeout, out datagram);

    /// <summary>The answer to the last question has been read to its end.</summary>
    internal void EndAnswer() => _hasUnreadAnswer = false;

    /// <inheritdoc/>
    public void Dispose() => _descriptor.Dispose();

    private static Errno TryOpenDescriptor(int protocol, out FileDescriptor? descriptor)
    {
        int number = LibC.socket(LibC.AF_NETLINK, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, protocol);
        descriptor = number < 0 ? null : FileDescriptor.Adopt(number);
        return number < 0 ? Errno.Last() : Errno.Success;
    }

    private Errno Send(scoped Span<byte> request)
    {
        if (_hasUnreadAnswer)
        {
            // A dump that was left half-way blocks the next one (EBUSY); a new socket is cheaper than reading the rest.
            Errno reopened = TryOpenDescriptor(_protocol, out FileDescriptor? fresh);
            if (fresh is null)
                return reopened;
            _descriptor.Dispose();
            _descriptor = fresh;
        }

        MemoryMarshal.AsRef<NlMsgHdr>(request).nlmsg_seq = ++_sequence;
        SockAddrNl kernel = new() { nl_family = LibC.AF_NETLINK };
        fixed (byte* bytes = request)
        {
            while (LibC.sendto(_descriptor, bytes, request.Length, 0, &kernel, (uint)sizeof(SockAddrNl)) < 0)
            {
                Errno errno = Errno.Last();
                if (errno != Errno.Interrupted)
                    return errno;
            }
        }

        _hasUnreadAnswer = true;
        return Errno.Success;
    }

    private Errno ReceiveNow(out int length, out bool isFromKernel)
    {
        SockAddrNl sender = default;
        uint senderLength = (uint)sizeof(SockAddrNl);
        nint received;
        fixed (byte* buffer = _buffer)
            received = LibC.recvfrom(_descriptor, buffer, _buffer.Length, LibC.MSG_DONTWAIT | LibC.MSG_TRUNC, &sender, &senderLength);
        Errno errno = received < 0 ? Errno.Last() : Errno.Success;
        length = received < 0 ? 0 : (int)received;

        // Any process may send to a netlink socket; only port 0 is the kernel.
        isFromKernel = sender.nl_pid == 0;
        return errno;
    }
}
