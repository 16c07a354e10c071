namespace Sonde.Binary.Elf;

/// <summary>The architectures that Sonde treats by name: e_machine. Others are kept as their number.</summary>
public enum ElfMachine
{
    /// <summary>Not said.</summary>
    None = 0,

    /// <summary>32-bit x86.</summary>
    X86 = 3,

    /// <summary>32-bit Arm.</summary>
    Arm = 40,

    /// <summary>64-bit x86.</summary>
    X64 = 62,

    /// <summary>64-bit Arm.</summary>
    Arm64 = 183,

    /// <summary>RISC-V.</summary>
    RiscV = 243,
}
