using System.Runtime.InteropServices;
using Sonde.Proc;
using Sonde.Symbols.Kernel;
using Sonde.Symbols.Processes;
using Sonde.Tracing.Output;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Runtime;

/// <summary>Names the frames of stacks that a running script collected, each address once.</summary>
public sealed class StackSymbolizer : IStackSymbolizer, IDisposable
{
    private readonly KernelSymbols _kernel = new(LinuxRoot.Live);
    private readonly UserSymbols _user = new(LinuxRoot.Live);
    private readonly Dictionary<ulong, SymbolizedFrame> _known = [];

    /// <summary>The maps of the script; set before the first stack is asked for.</summary>
    public MapSet? Maps { get; set; }

    /// <inheritdoc/>
    public IReadOnlyList<SymbolizedFrame> KernelStack(long stackId, KernelStackType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Frames(stackId, type.Limit, KernelAddress);
    }

    /// <inheritdoc/>
    public IReadOnlyList<SymbolizedFrame> UserStack(long stackId, uint processId, UserStackType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Frames(stackId, type.Limit, address => UserAddress(address, processId));
    }

    /// <inheritdoc/>
    public SymbolizedFrame KernelAddress(ulong address)
    {
        if (_known.TryGetValue(address, out SymbolizedFrame known))
            return known;
        SymbolizedFrame frame = _kernel.TryFind(address, out KernelSymbol symbol)
            ? new SymbolizedFrame(address, symbol.Name, address - symbol.Address, symbol.Module.Length > 0 ? symbol.Module : null)
            : new SymbolizedFrame(address);
        return _known[address] = frame;
    }

    /// <inheritdoc/>
    public SymbolizedFrame UserAddress(ulong address, uint processId)
    {
        UserSymbol symbol = _user.Resolve((int)processId, address);
        return new SymbolizedFrame(address, symbol.Name, symbol.Offset, symbol.Module.Length > 0 ? symbol.Module : null);
    }

    /// <inheritdoc/>
    public void Dispose() => _user.Dispose();

    private IReadOnlyList<SymbolizedFrame> Frames(long stackId, int limit, Func<ulong, SymbolizedFrame> name)
    {
        if (stackId < 0 || Maps?.FindStacks(limit) is not { } map)
            return [];
        byte[] value = new byte[map.ValueBytes];
        if (!map.Lookup(MemoryMarshal.AsBytes([(int)stackId]), value))
            return [];
        List<SymbolizedFrame> frames = [];
        foreach (ulong address in MemoryMarshal.Cast<byte, ulong>(value))
        {
            if (address == 0)
                break;
            frames.Add(name(address));
        }

        return frames;
    }
}
