using System.Text;
using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Objects;

/// <summary>What the kernel tells of a link. Source: BPF_OBJ_GET_INFO_BY_FD, struct bpf_link_info.</summary>
/// <param name="Id">The system's number.</param>
/// <param name="Type">The kind.</param>
/// <param name="ProgramId">Number of the program that is attached.</param>
/// <param name="Target">Where, such as "tracepoint sched_switch"; empty where the kernel does not tell.</param>
public sealed record LinkDescription(uint Id, BpfLinkType Type, uint ProgramId, string Target)
{
    private const int PathBytes = 4096;

    // enum bpf_perf_event_type.
    private const uint UserProbe = 1;
    private const uint UserReturnProbe = 2;
    private const uint KernelProbe = 3;
    private const uint KernelReturnProbe = 4;
    private const uint Tracepoint = 5;
    private const uint Event = 6;

    /// <summary>Asks the kernel about the link of <paramref name="descriptor"/>.</summary>
    /// <exception cref="BpfException">It is no link, or the kernel refuses.</exception>
    public static LinkDescription Read(FileDescriptor descriptor)
    {
        DescriptorKind.Require(descriptor, DescriptorKind.Link, "read a link's properties");
        BpfLinkInfo information = default;
        Check(BpfSystemCall.GetInformation(descriptor, ref information));
        BpfLinkType type = (BpfLinkType)information.Type;
        return new LinkDescription(information.Id, type, information.ProgramId, Describe(descriptor, type, information));
    }

    private static string Describe(FileDescriptor descriptor, BpfLinkType type, BpfLinkInfo information) => type switch
    {
        BpfLinkType.RawTracepoint => $"raw tracepoint {Text(descriptor, 0, 8)}",
        BpfLinkType.Tracing => $"attach type {information.Word(0)}, type {information.Word(8)} of BTF object {information.Word(4)}",
        BpfLinkType.Cgroup => $"cgroup {information.DoubleWord(0)}, attach type {information.Word(8)}",
        BpfLinkType.Iterator => $"iterator {Text(descriptor, 0, 8)}",
        BpfLinkType.Xdp => $"interface {information.Word(0)}",
        BpfLinkType.Tcx or BpfLinkType.Netkit => $"interface {information.Word(0)}, attach type {information.Word(4)}",
        BpfLinkType.KernelProbeMulti => $"{information.Word(8)} kernel functions",
        BpfLinkType.UserProbeMulti => $"{information.Word(36)} places of {Text(descriptor, 0, 32)}",
        BpfLinkType.PerfEvent => DescribeEvent(descriptor, information),
        BpfLinkType.NetworkNamespace => $"network namespace {information.Word(0)}",
        _ => "",
    };

    private static string DescribeEvent(FileDescriptor descriptor, BpfLinkInfo information) => information.Word(0) switch
    {
        UserProbe or UserReturnProbe => $"{(information.Word(0) == UserProbe ? "uprobe" : "uretprobe")} {Text(descriptor, 8, 16)}+0x{information.Word(20):x}",
        KernelProbe or KernelReturnProbe =>
            $"{(information.Word(0) == KernelProbe ? "kprobe" : "kretprobe")} {Text(descriptor, 8, 16)}{(information.Word(20) > 0 ? $"+{information.Word(20)}" : "")}",
        Tracepoint => $"tracepoint {Text(descriptor, 8, 16)}",
        Event => $"performance event {information.DoubleWord(8)} of type {information.Word(16)}",
        _ => "performance event",
    };

    private static unsafe string Text(FileDescriptor descriptor, int addressOffset, int lengthOffset)
    {
        byte[] text = new byte[PathBytes];
        fixed (byte* pointer = text)
        {
            BpfLinkInfo information = default;
            information.SetText(addressOffset, lengthOffset, pointer, text.Length);
            Errno errno = BpfSystemCall.GetInformation(descriptor, ref information);
            return errno.IsSuccess ? Encoding.UTF8.GetString(text.AsSpan(0, Math.Max(text.AsSpan().IndexOf((byte)0), 0))) : "";
        }
    }

    private static void Check(Errno errno)
    {
        if (!errno.IsSuccess)
            throw new BpfException("read a link's properties", errno);
    }
}
