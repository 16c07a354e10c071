namespace Sonde.Bpf.Instructions;

/// <summary>The eleven registers, 64 bits each. Calls clobber R0 to R5 and keep R6 to R9. Source: Documentation/bpf/standardization/abi.rst.</summary>
public enum BpfRegister : byte
{
    /// <summary>What a call or the program returns.</summary>
    R0,

    /// <summary>First argument; the context when a program starts.</summary>
    R1,

    /// <summary>Second argument.</summary>
    R2,

    /// <summary>Third argument.</summary>
    R3,

    /// <summary>Fourth argument.</summary>
    R4,

    /// <summary>Fifth argument.</summary>
    R5,

    /// <summary>Kept across calls.</summary>
    R6,

    /// <summary>Kept across calls.</summary>
    R7,

    /// <summary>Kept across calls.</summary>
    R8,

    /// <summary>Kept across calls.</summary>
    R9,

    /// <summary>The frame pointer, read only; the stack is the 512 bytes below it.</summary>
    FramePointer,
}
