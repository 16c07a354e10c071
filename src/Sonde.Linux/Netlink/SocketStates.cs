namespace Sonde.Linux.Netlink;

/// <summary>
/// A set of <see cref="SocketState"/>s: what a dump asks for. The kernel skips the others, which is what makes a narrow question cheap.
/// </summary>
[Flags]
public enum SocketStates
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><see cref="SocketState.Established"/>.</summary>
    Established = 1 << SocketState.Established,

    /// <summary><see cref="SocketState.SynSent"/>.</summary>
    SynSent = 1 << SocketState.SynSent,

    /// <summary><see cref="SocketState.SynReceived"/>, as a whole socket.</summary>
    SynReceived = 1 << SocketState.SynReceived,

    /// <summary><see cref="SocketState.FinWait1"/>.</summary>
    FinWait1 = 1 << SocketState.FinWait1,

    /// <summary><see cref="SocketState.FinWait2"/>.</summary>
    FinWait2 = 1 << SocketState.FinWait2,

    /// <summary><see cref="SocketState.TimeWait"/>.</summary>
    TimeWait = 1 << SocketState.TimeWait,

    /// <summary><see cref="SocketState.Close"/>.</summary>
    Close = 1 << SocketState.Close,

    /// <summary><see cref="SocketState.CloseWait"/>.</summary>
    CloseWait = 1 << SocketState.CloseWait,

    /// <summary><see cref="SocketState.LastAck"/>.</summary>
    LastAck = 1 << SocketState.LastAck,

    /// <summary><see cref="SocketState.Listen"/>.</summary>
    Listen = 1 << SocketState.Listen,

    /// <summary><see cref="SocketState.Closing"/>.</summary>
    Closing = 1 << SocketState.Closing,

    /// <summary><see cref="SocketState.NewSynReceived"/>, an entry of the SYN queue.</summary>
    NewSynReceived = 1 << SocketState.NewSynReceived,

    /// <summary>The SYN queues, in both forms that the kernel keeps.</summary>
    SynQueue = SynReceived | NewSynReceived,

    /// <summary>
    /// Every state with traffic or a connection: all but <see cref="Close"/>, <see cref="Listen"/>, <see cref="TimeWait"/> and
    /// <see cref="SynQueue"/>.
    /// </summary>
    Connected = Established | SynSent | FinWait1 | FinWait2 | CloseWait | LastAck | Closing,

    /// <summary>Every state that every kernel knows.</summary>
    All = Connected | SynQueue | TimeWait | Close | Listen,
}
