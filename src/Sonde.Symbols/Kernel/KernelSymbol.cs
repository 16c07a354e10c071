namespace Sonde.Symbols.Kernel;

/// <summary>A name of a place in the kernel.</summary>
/// <param name="Name">The name.</param>
/// <param name="Module">The module that it belongs to; empty for the kernel itself, "bpf" for a BPF program.</param>
/// <param name="Address">Where it begins.</param>
/// <param name="Kind">The letter that nm(1) uses: t or T for code, d, D, b, B, r and R for data, w and W for weak ones.</param>
public readonly record struct KernelSymbol(string Name, string Module, ulong Address, char Kind)
{
    /// <summary>True for code.</summary>
    public bool IsCode => KernelSymbolTable.IsCode((byte)Kind);
}
