namespace Sonde.Bpf.Instructions;

/// <summary>What a call instruction calls; the value is its source register field. Source: RFC 9669 section 4.3.1.</summary>
public enum CallTarget : byte
{
    /// <summary>A helper, by number.</summary>
    Helper = 0,

    /// <summary>BPF_PSEUDO_CALL: a function of this program, by distance.</summary>
    Local = 1,

    /// <summary>BPF_PSEUDO_KFUNC_CALL: a kernel function, by the id of its type in the kernel's BTF.</summary>
    KernelFunction = 2,
}
