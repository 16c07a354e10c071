using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Links;

/// <summary>Attaches programs to network interfaces.</summary>
public static class NetworkLinks
{
    /// <summary>Attaches a <see cref="BpfProgramType.Xdp"/> program, which sees packets before the network stack. Linux 5.9.</summary>
    /// <param name="program">The program.</param>
    /// <param name="interfaceIndex">The interface's number.</param>
    /// <param name="mode">Which of the driver's ways.</param>
    /// <exception cref="BpfException">The interface has a program already, or the kernel refuses.</exception>
    public static BpfLink AttachXdp(BpfProgram program, int interfaceIndex, XdpMode mode = XdpMode.Any)
    {
        Errno errno = BpfSystemCall.CreateInterfaceLink(
            program.Descriptor, (uint)interfaceIndex, (uint)BpfAttachType.Xdp, (uint)mode, out FileDescriptor? link);
        return BpfLink.From(errno, link, program, $"XDP of interface {interfaceIndex}");
    }

    /// <summary>Attaches a <see cref="BpfProgramType.SchedulerClassifier"/> program to what an interface receives or sends (tcx). Linux 6.6.</summary>
    /// <param name="program">The program.</param>
    /// <param name="interfaceIndex">The interface's number.</param>
    /// <param name="isEgress">True for what it sends.</param>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static BpfLink AttachTcx(BpfProgram program, int interfaceIndex, bool isEgress = false)
    {
        BpfAttachType kind = isEgress ? BpfAttachType.TcxEgress : BpfAttachType.TcxIngress;
        Errno errno = BpfSystemCall.CreateInterfaceLink(program.Descriptor, (uint)interfaceIndex, (uint)kind, 0, out FileDescriptor? link);
        return BpfLink.From(errno, link, program, $"{(isEgress ? "egress" : "ingress")} of interface {interfaceIndex}");
    }
}
