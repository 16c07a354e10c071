namespace Sonde.Tracing.Emit;

/// <summary>An argument of a call: a register, or what is computed straight into the argument's own register.</summary>
internal readonly record struct MachineArgument
{
    public MachineArgument(int register) => Register = register;

    public MachineArgument(MachineInstruction computation) => (Register, Computation) = (MachineInstruction.None, computation);

    public int Register { get; }

    /// <summary>An instruction that reads no register; null for a register.</summary>
    public MachineInstruction? Computation { get; }
}
