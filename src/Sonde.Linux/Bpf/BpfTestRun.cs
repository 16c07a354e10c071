namespace Sonde.Linux.Bpf;

/// <summary>What BPF_PROG_TEST_RUN is asked for, and its answer. Source: bpf(2), net/bpf/test_run.c.</summary>
public ref struct BpfTestRun
{
    /// <summary>The packet, where the program type takes one.</summary>
    public ReadOnlySpan<byte> Data { get; init; }

    /// <summary>Receives the packet as the program left it.</summary>
    public Span<byte> DataOut { get; init; }

    /// <summary>The context; for raw tracepoints up to twelve arguments of 8 bytes.</summary>
    public ReadOnlySpan<byte> Context { get; init; }

    /// <summary>Receives the context as the program left it.</summary>
    public Span<byte> ContextOut { get; init; }

    /// <summary>How often the program runs; must be 0 for raw tracepoints.</summary>
    public uint Repeat { get; init; }

    /// <summary>BPF_F_TEST_RUN_ON_CPU (1) and so on.</summary>
    public uint Flags { get; init; }

    /// <summary>The CPU, where the flags say so.</summary>
    public uint Cpu { get; init; }

    /// <summary>What the program returned.</summary>
    public uint ReturnValue { get; internal set; }

    /// <summary>Mean nanoseconds of one run.</summary>
    public uint DurationNanoseconds { get; internal set; }

    /// <summary>Bytes of the packet after the run.</summary>
    public uint DataOutSize { get; internal set; }
}
