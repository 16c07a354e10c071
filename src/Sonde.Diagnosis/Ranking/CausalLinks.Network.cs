using static Sonde.Diagnosis.Ranking.CausalConditions;
using Ids = Sonde.Diagnosis.Findings.FindingIds;

namespace Sonde.Diagnosis.Ranking;

public static partial class CausalLinks
{
    private static CausalLink[] Network =>
    [
        new(Ids.Net.ListenOverflow, Ids.Cpu.Saturated, "the server waits for a CPU instead of accepting", SameProcess),
        new(Ids.Net.ListenOverflow, Ids.Cpu.CgroupThrottled, "the server is stopped by its CPU quota instead of accepting", SameProcess),
        new(Ids.Net.ListenOverflow, Ids.Cpu.SingleThreadBound, "the accepting thread has no time left", SameProcess),
        new(Ids.Net.ListenOverflow, Ids.Cpu.HotCpuImbalance, "the accepting thread waits for its CPU", SameProcess),
        new(Ids.Net.ListenOverflow, Ids.Task.FdLimit, "accept() fails without a free descriptor", SameProcess),
        new(Ids.Net.ListenOverflow, Ids.Task.Blocked, "the server is blocked instead of accepting", SameProcess),
        new(Ids.Net.ListenOverflow, Ids.Memory.SwapThrash, "the server waits for its pages instead of accepting", SameProcess),
        new(Ids.Net.ListenOverflow, Ids.Net.ConnectionStorm, "connections arrive faster than one process accepts"),
        new(Ids.Net.SynBacklog, Ids.Net.ListenOverflow, "a full accept queue keeps handshakes half-open"),
        new(Ids.Net.SynBacklog, Ids.Net.ConnectionStorm, "handshakes arrive faster than they finish"),

        new(Ids.Net.UdpBufferErrors, Ids.Cpu.Saturated, "the receiver waits for a CPU instead of reading", IsReceivingSameProcess),
        new(Ids.Net.UdpBufferErrors, Ids.Cpu.CgroupThrottled, "the receiver is stopped by its CPU quota instead of reading", IsReceivingSameProcess),
        new(Ids.Net.UdpBufferErrors, Ids.Cpu.SingleThreadBound, "the reading thread has no time left", IsReceivingSameProcess),
        new(Ids.Net.UdpBufferErrors, Ids.Task.Blocked, "the receiver is blocked instead of reading", IsReceivingSameProcess),
        new(Ids.Net.UdpBufferErrors, Ids.Net.TransmitDrops, "the interface's queue refuses what programs send", IsSending),
        new(Ids.Net.ZeroWindow, Ids.Cpu.Saturated, "the receiver waits for a CPU instead of reading", SameProcess),
        new(Ids.Net.ZeroWindow, Ids.Cpu.SingleThreadBound, "the reading thread has no time left", SameProcess),
        new(Ids.Net.ZeroWindow, Ids.Task.Blocked, "the receiver is blocked instead of reading", SameProcess),
        new(Ids.Net.ZeroWindow, Ids.Net.TcpMemoryPressure, "TCP shrinks its receive windows"),

        new(Ids.Net.SoftnetSqueeze, Ids.Cpu.SoftirqLoad, "packet processing has no CPU time left"),
        new(Ids.Net.SoftnetSqueeze, Ids.Cpu.IrqImbalance, "one CPU takes the packets of all"),
        new(Ids.Net.SoftnetSqueeze, Ids.Cpu.RealtimeStarvation, "ksoftirqd waits behind real-time tasks"),
        new(Ids.Net.SoftnetDrops, Ids.Net.SoftnetSqueeze, "packets left over fill the backlog"),
        new(Ids.Net.SoftnetDrops, Ids.Cpu.SoftirqLoad, "packet processing has no CPU time left"),
        new(Ids.Net.SoftnetDrops, Ids.Cpu.IrqImbalance, "one CPU takes the packets of all"),
        new(Ids.Net.SoftnetDrops, Ids.Cpu.RealtimeStarvation, "ksoftirqd waits behind real-time tasks"),
        new(Ids.Net.ReceiveDrops, Ids.Net.SoftnetDrops, "the interface counts what the backlog refused"),
        new(Ids.Net.ReceiveDrops, Ids.Net.SoftnetSqueeze, "the ring fills while packets wait"),
        new(Ids.Net.ReceiveDrops, Ids.Cpu.SoftirqLoad, "the ring fills while packets wait"),
        new(Ids.Net.ReceiveDrops, Ids.Cpu.IrqImbalance, "one CPU takes the packets of all"),
        new(Ids.Net.ReceiveDrops, Ids.Net.InterfaceErrors, "damaged frames are dropped", SameInterface),
        new(Ids.Net.TransmitDrops, Ids.Net.InterfaceSaturated, "more is sent than the line carries", SameInterface),
        new(Ids.Net.PacketDrops, Ids.Net.ReceiveDrops, "these are the dropped packets"),
        new(Ids.Net.PacketDrops, Ids.Net.TransmitDrops, "these are the dropped packets"),
        new(Ids.Net.PacketDrops, Ids.Net.SoftnetDrops, "these are the dropped packets"),
        new(Ids.Net.PacketDrops, Ids.Net.UdpBufferErrors, "these are the dropped packets"),
        new(Ids.Net.PacketDrops, Ids.Net.ListenOverflow, "these are the dropped packets"),
        new(Ids.Net.PacketDrops, Ids.Net.ConntrackFull, "a full table drops what is new"),

        new(Ids.Net.Retransmits, Ids.Net.InterfaceErrors, "damaged frames are lost"),
        new(Ids.Net.Retransmits, Ids.Net.InterfaceSaturated, "what exceeds the line is lost or late"),
        new(Ids.Net.Retransmits, Ids.Net.ReceiveDrops, "dropped segments are sent again"),
        new(Ids.Net.Retransmits, Ids.Net.TransmitDrops, "dropped segments are sent again"),
        new(Ids.Net.Retransmits, Ids.Net.SoftnetDrops, "dropped segments are sent again"),
        new(Ids.Net.Retransmits, Ids.Net.PacketDrops, "dropped segments are sent again"),
        new(Ids.Net.Retransmits, Ids.Net.ListenOverflow, "dropped handshakes are sent again"),
        new(Ids.Net.Retransmits, Ids.Net.SynBacklog, "dropped handshakes are sent again"),
        new(Ids.Net.Retransmits, Ids.Net.ConntrackFull, "dropped handshakes are sent again"),
        new(Ids.Net.RttInflation, Ids.Net.InterfaceSaturated, "packets queue in front of the line"),
        new(Ids.Net.DnsSlow, Ids.Net.ConntrackFull, "dropped queries are asked again"),
        new(Ids.Net.DnsSlow, Ids.Net.PacketDrops, "dropped queries are asked again"),

        new(Ids.Net.TimeWaitBuildup, Ids.Net.ConnectionStorm, "every closed connection waits a minute", SameProcess),
        new(Ids.Net.PortExhaustion, Ids.Net.TimeWaitBuildup, "closed connections keep their ports"),
        new(Ids.Net.PortExhaustion, Ids.Net.CloseWaitLeak, "sockets that are not closed keep their ports", SameProcess),
        new(Ids.Net.PortExhaustion, Ids.Net.ConnectionStorm, "every connection takes a port", SameProcess),
        new(Ids.Net.ConntrackFull, Ids.Net.ConnectionStorm, "every connection takes an entry"),
        new(Ids.Net.TcpMemoryPressure, Ids.Net.CloseWaitLeak, "sockets that are not closed keep their buffers"),
    ];
}
