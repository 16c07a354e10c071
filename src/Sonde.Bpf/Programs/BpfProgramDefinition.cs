using Sonde.Bpf.Instructions;
using Sonde.Linux;

namespace Sonde.Bpf.Programs;

/// <summary>What a program shall be.</summary>
public sealed record BpfProgramDefinition
{
    /// <summary>The kind.</summary>
    public required BpfProgramType Type { get; init; }

    /// <summary>The instructions, maps put in (<see cref="AssembledProgram.Link"/>).</summary>
    public required ReadOnlyMemory<BpfInstruction> Instructions { get; init; }

    /// <summary>Where it will be attached, for the kinds that want to know at load; 0 else.</summary>
    public BpfAttachType ExpectedAttachType { get; init; }

    /// <summary>Type id of the function, tracepoint or iterator that it is for, in the BTF of the kernel or of <see cref="AttachTarget"/>.</summary>
    public int AttachBtfId { get; init; }

    /// <summary>The BTF object of a module, or the program, that <see cref="AttachBtfId"/> belongs to; null for the kernel itself.</summary>
    public FileDescriptor? AttachTarget { get; init; }

    /// <summary>The name that tools show; the kernel keeps 15 letters, digits, underscores and dots.</summary>
    public string Name { get; init; } = "";

    /// <summary>The license; only a GPL-compatible one opens most tracing helpers.</summary>
    public string License { get; init; } = "GPL";

    /// <summary>Properties.</summary>
    public BpfProgramFlags Flags { get; init; }

    /// <summary>The BTF object of function and line information.</summary>
    public FileDescriptor? Btf { get; init; }

    /// <summary>Records of struct bpf_func_info, 8 bytes each: first instruction and type id of each function.</summary>
    public ReadOnlyMemory<byte> FunctionInfo { get; init; }

    /// <summary>Records of struct bpf_line_info, 16 bytes each; with them the verifier quotes the source.</summary>
    public ReadOnlyMemory<byte> LineInfo { get; init; }

    /// <summary>Descriptors of module BTF objects for calls of their functions; the first is unused.</summary>
    public ReadOnlyMemory<int> Descriptors { get; init; }

    /// <summary>0: a log only of a rejection. 1, 2 or 4: the verifier's log is kept of a success too.</summary>
    public int LogLevel { get; init; }
}
