using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>Knows no names: addresses stay numbers and stacks are empty.</summary>
public sealed class AddressOnlySymbolizer : IStackSymbolizer
{
    /// <inheritdoc/>
    public IReadOnlyList<SymbolizedFrame> KernelStack(long stackId, KernelStackType type) => [];

    /// <inheritdoc/>
    public IReadOnlyList<SymbolizedFrame> UserStack(long stackId, uint processId, UserStackType type) => [];

    /// <inheritdoc/>
    public SymbolizedFrame KernelAddress(ulong address) => new(address);

    /// <inheritdoc/>
    public SymbolizedFrame UserAddress(ulong address, uint processId) => new(address);
}
