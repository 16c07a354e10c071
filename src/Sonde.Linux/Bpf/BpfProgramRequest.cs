namespace Sonde.Linux.Bpf;

/// <summary>What BPF_PROG_LOAD is asked for. Source: bpf(2), include/uapi/linux/bpf.h.</summary>
public ref struct BpfProgramRequest
{
    /// <summary>Creates a request without a name.</summary>
    public BpfProgramRequest()
    {
    }

    /// <summary>BPF_PROG_TYPE_*.</summary>
    public uint Type { get; init; }

    /// <summary>The instructions, eight bytes each.</summary>
    public ReadOnlySpan<byte> Instructions { get; init; }

    /// <summary>The license; "GPL" opens the helpers that the kernel keeps for such programs.</summary>
    public string License { get; init; } = "";

    /// <summary>0 none, 1 rejections, 2 every instruction, 4 statistics.</summary>
    public uint LogLevel { get; init; }

    /// <summary>BPF_F_*.</summary>
    public uint Flags { get; init; }

    /// <summary>The name that tools show; the kernel keeps 15 letters, digits, underscores and dots.</summary>
    public string Name { get; init; } = "";

    /// <summary>BPF_TRACE_*, BPF_CGROUP_* and so on, where the type wants it.</summary>
    public uint ExpectedAttachType { get; init; }

    /// <summary>The BTF object that function and line information refer to.</summary>
    public FileDescriptor? Btf { get; init; }

    /// <summary>Records of struct bpf_func_info.</summary>
    public ReadOnlySpan<byte> FunctionInfo { get; init; }

    /// <summary>Bytes of one record of <see cref="FunctionInfo"/>; 8.</summary>
    public int FunctionInfoSize { get; init; } = 8;

    /// <summary>Records of struct bpf_line_info.</summary>
    public ReadOnlySpan<byte> LineInfo { get; init; }

    /// <summary>Bytes of one record of <see cref="LineInfo"/>; 16.</summary>
    public int LineInfoSize { get; init; } = 16;

    /// <summary>Type id of the function or tracepoint that the program is for.</summary>
    public uint AttachBtfId { get; init; }

    /// <summary>The BTF object of a module, or the program, that <see cref="AttachBtfId"/> belongs to; null for the kernel itself.</summary>
    public FileDescriptor? AttachTarget { get; init; }

    /// <summary>Descriptors of module BTF objects for calls of their functions; the first is unused.</summary>
    public ReadOnlySpan<int> Descriptors { get; init; }
}
