namespace Sonde.Bpf.Instructions;

/// <summary>The low three bits of an opcode. Source: RFC 9669 section 3.</summary>
public enum BpfInstructionClass : byte
{
    /// <summary>BPF_LD: 64-bit immediate loads and the old packet loads.</summary>
    LoadImmediate = 0,

    /// <summary>BPF_LDX: loads from memory.</summary>
    Load = 1,

    /// <summary>BPF_ST: stores of an immediate.</summary>
    StoreImmediate = 2,

    /// <summary>BPF_STX: stores of a register, and atomic operations.</summary>
    Store = 3,

    /// <summary>BPF_ALU: arithmetic on the low 32 bits; the upper half becomes zero.</summary>
    Arithmetic32 = 4,

    /// <summary>BPF_JMP: 64-bit comparisons, calls, exit.</summary>
    Jump = 5,

    /// <summary>BPF_JMP32: comparisons of the low 32 bits, and the long jump.</summary>
    Jump32 = 6,

    /// <summary>BPF_ALU64: 64-bit arithmetic.</summary>
    Arithmetic = 7,
}
