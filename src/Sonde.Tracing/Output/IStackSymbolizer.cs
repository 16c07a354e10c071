using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>Turns stack ids and addresses into frames with names. Asked while output is written; it keeps what it found.</summary>
public interface IStackSymbolizer
{
    /// <summary>The frames of a kernel stack, innermost first; empty when it could not be walked or is gone.</summary>
    /// <param name="stackId">Its id in the stack map.</param>
    /// <param name="type">Mode and limit.</param>
    IReadOnlyList<SymbolizedFrame> KernelStack(long stackId, KernelStackType type);

    /// <summary>The frames of a user stack, innermost first; empty when it could not be walked or is gone.</summary>
    /// <param name="stackId">Its id in the stack map.</param>
    /// <param name="processId">The process.</param>
    /// <param name="type">Mode and limit.</param>
    IReadOnlyList<SymbolizedFrame> UserStack(long stackId, uint processId, UserStackType type);

    /// <summary>A kernel address.</summary>
    /// <param name="address">The address.</param>
    SymbolizedFrame KernelAddress(ulong address);

    /// <summary>An address in a process.</summary>
    /// <param name="address">The address.</param>
    /// <param name="processId">The process.</param>
    SymbolizedFrame UserAddress(ulong address, uint processId);
}
