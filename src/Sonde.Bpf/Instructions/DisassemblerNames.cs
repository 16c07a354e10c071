namespace Sonde.Bpf.Instructions;

/// <summary>Names for numbers in instructions, where the caller knows them; each function returns null for what it does not know.</summary>
public sealed class DisassemblerNames
{
    /// <summary>The function that a call instruction calls, such as "bpf_ktime_get_ns" or "+12#function".</summary>
    public Func<BpfInstruction, string?>? Call { get; init; }

    /// <summary>What a wide load loads, such as "map[id:7]"; given its two halves.</summary>
    public Func<BpfInstruction, BpfInstruction, string?>? Immediate { get; init; }
}
