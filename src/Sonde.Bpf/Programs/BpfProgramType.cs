namespace Sonde.Bpf.Programs;

/// <summary>What a program is for; it decides its context and its helpers. Source: enum bpf_prog_type in include/uapi/linux/bpf.h.</summary>
public enum BpfProgramType
{
    /// <summary>BPF_PROG_TYPE_UNSPEC.</summary>
    Unspecified = 0,

    /// <summary>BPF_PROG_TYPE_SOCKET_FILTER.</summary>
    SocketFilter = 1,

    /// <summary>BPF_PROG_TYPE_KPROBE.</summary>
    KernelProbe = 2,

    /// <summary>BPF_PROG_TYPE_SCHED_CLS.</summary>
    SchedulerClassifier = 3,

    /// <summary>BPF_PROG_TYPE_SCHED_ACT.</summary>
    SchedulerAction = 4,

    /// <summary>BPF_PROG_TYPE_TRACEPOINT.</summary>
    Tracepoint = 5,

    /// <summary>BPF_PROG_TYPE_XDP.</summary>
    Xdp = 6,

    /// <summary>BPF_PROG_TYPE_PERF_EVENT.</summary>
    PerfEvent = 7,

    /// <summary>BPF_PROG_TYPE_CGROUP_SKB.</summary>
    CgroupPacket = 8,

    /// <summary>BPF_PROG_TYPE_CGROUP_SOCK.</summary>
    CgroupSocket = 9,

    /// <summary>BPF_PROG_TYPE_LWT_IN.</summary>
    LightweightTunnelIn = 10,

    /// <summary>BPF_PROG_TYPE_LWT_OUT.</summary>
    LightweightTunnelOut = 11,

    /// <summary>BPF_PROG_TYPE_LWT_XMIT.</summary>
    LightweightTunnelTransmit = 12,

    /// <summary>BPF_PROG_TYPE_SOCK_OPS.</summary>
    SocketOperations = 13,

    /// <summary>BPF_PROG_TYPE_SK_SKB.</summary>
    SocketPacket = 14,

    /// <summary>BPF_PROG_TYPE_CGROUP_DEVICE.</summary>
    CgroupDevice = 15,

    /// <summary>BPF_PROG_TYPE_SK_MSG.</summary>
    SocketMessage = 16,

    /// <summary>BPF_PROG_TYPE_RAW_TRACEPOINT.</summary>
    RawTracepoint = 17,

    /// <summary>BPF_PROG_TYPE_CGROUP_SOCK_ADDR.</summary>
    CgroupSocketAddress = 18,

    /// <summary>BPF_PROG_TYPE_LWT_SEG6LOCAL.</summary>
    LightweightTunnelSeg6local = 19,

    /// <summary>BPF_PROG_TYPE_LIRC_MODE2.</summary>
    InfraredControlMode2 = 20,

    /// <summary>BPF_PROG_TYPE_SK_REUSEPORT.</summary>
    SocketReusePort = 21,

    /// <summary>BPF_PROG_TYPE_FLOW_DISSECTOR.</summary>
    FlowDissector = 22,

    /// <summary>BPF_PROG_TYPE_CGROUP_SYSCTL.</summary>
    CgroupSysctl = 23,

    /// <summary>BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE.</summary>
    RawTracepointWritable = 24,

    /// <summary>BPF_PROG_TYPE_CGROUP_SOCKOPT.</summary>
    CgroupSocketOption = 25,

    /// <summary>BPF_PROG_TYPE_TRACING.</summary>
    Tracing = 26,

    /// <summary>BPF_PROG_TYPE_STRUCT_OPS.</summary>
    StructOperations = 27,

    /// <summary>BPF_PROG_TYPE_EXT.</summary>
    Extension = 28,

    /// <summary>BPF_PROG_TYPE_LSM.</summary>
    Lsm = 29,

    /// <summary>BPF_PROG_TYPE_SK_LOOKUP.</summary>
    SocketLookup = 30,

    /// <summary>BPF_PROG_TYPE_SYSCALL.</summary>
    SystemCall = 31,

    /// <summary>BPF_PROG_TYPE_NETFILTER.</summary>
    Netfilter = 32,
}
