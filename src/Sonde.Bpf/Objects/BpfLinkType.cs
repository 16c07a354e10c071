namespace Sonde.Bpf.Objects;

/// <summary>Kinds of link. Source: enum bpf_link_type in include/uapi/linux/bpf.h.</summary>
public enum BpfLinkType
{
    /// <summary>BPF_LINK_TYPE_UNSPEC.</summary>
    Unspecified = 0,

    /// <summary>BPF_LINK_TYPE_RAW_TRACEPOINT.</summary>
    RawTracepoint = 1,

    /// <summary>BPF_LINK_TYPE_TRACING.</summary>
    Tracing = 2,

    /// <summary>BPF_LINK_TYPE_CGROUP.</summary>
    Cgroup = 3,

    /// <summary>BPF_LINK_TYPE_ITER.</summary>
    Iterator = 4,

    /// <summary>BPF_LINK_TYPE_NETNS.</summary>
    NetworkNamespace = 5,

    /// <summary>BPF_LINK_TYPE_XDP.</summary>
    Xdp = 6,

    /// <summary>BPF_LINK_TYPE_PERF_EVENT.</summary>
    PerfEvent = 7,

    /// <summary>BPF_LINK_TYPE_KPROBE_MULTI.</summary>
    KernelProbeMulti = 8,

    /// <summary>BPF_LINK_TYPE_STRUCT_OPS.</summary>
    StructOperations = 9,

    /// <summary>BPF_LINK_TYPE_NETFILTER.</summary>
    Netfilter = 10,

    /// <summary>BPF_LINK_TYPE_TCX.</summary>
    Tcx = 11,

    /// <summary>BPF_LINK_TYPE_UPROBE_MULTI.</summary>
    UserProbeMulti = 12,

    /// <summary>BPF_LINK_TYPE_NETKIT.</summary>
    Netkit = 13,

    /// <summary>BPF_LINK_TYPE_SOCKMAP.</summary>
    SocketMap = 14,
}
