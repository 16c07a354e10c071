namespace Sonde.Tracing.Emit;

/// <summary>What a <see cref="MachineInstruction"/> does.</summary>
internal enum MachineOperation : byte
{
    /// <summary>The start of a function: parameter n is in the register <see cref="MachineInstruction.Arguments"/>[n].</summary>
    Entry,
    Constant,
    Copy,
    Arithmetic,
    Negate,
    SignExtend,
    ZeroExtend,
    SwapBytes,
    Load,
    Store,
    AtomicAdd,
    FrameAddress,
    Map,
    MapValue,
    Function,
    CallHelper,
    CallKernelFunction,
    CallFunction,

    /// <summary>Reads the spilled value <see cref="MachineInstruction.Spill"/>.</summary>
    Reload,

    /// <summary>Writes the spilled value <see cref="MachineInstruction.Spill"/>.</summary>
    Spill,
    Jump,
    Branch,
    Return,
}
