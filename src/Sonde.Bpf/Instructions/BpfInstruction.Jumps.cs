namespace Sonde.Bpf.Instructions;

/// <summary>Jumps, calls and the end. Distances are in instructions, counted from the next one; a wide load counts as two.</summary>
public readonly partial record struct BpfInstruction
{
    /// <summary>Goes on <paramref name="distance"/> instructions further.</summary>
    public static BpfInstruction Jump(short distance) => new((byte)BpfInstructionClass.Jump, BpfRegister.R0, 0, distance, 0);

    /// <summary>As <see cref="Jump"/>, with 32 bits of distance. ISA v4 (Linux 6.6).</summary>
    public static BpfInstruction JumpLong(int distance) => new((byte)BpfInstructionClass.Jump32, BpfRegister.R0, 0, 0, distance);

    /// <summary>Jumps where dst compares so with src, 64 bits.</summary>
    public static BpfInstruction JumpIf(BpfComparison comparison, BpfRegister destination, BpfRegister source, short distance) =>
        new((byte)((byte)BpfInstructionClass.Jump | (byte)comparison | RegisterSource), destination, (byte)source, distance, 0);

    /// <summary>Jumps where dst compares so with the sign-extended value, 64 bits.</summary>
    public static BpfInstruction JumpIf(BpfComparison comparison, BpfRegister destination, int value, short distance) =>
        new((byte)((byte)BpfInstructionClass.Jump | (byte)comparison), destination, 0, distance, value);

    /// <summary>Jumps where the low 32 bits of dst compare so with those of src. ISA v3 (Linux 5.1).</summary>
    public static BpfInstruction JumpIf32(BpfComparison comparison, BpfRegister destination, BpfRegister source, short distance) =>
        new((byte)((byte)BpfInstructionClass.Jump32 | (byte)comparison | RegisterSource), destination, (byte)source, distance, 0);

    /// <summary>Jumps where the low 32 bits of dst compare so with the value. ISA v3 (Linux 5.1).</summary>
    public static BpfInstruction JumpIf32(BpfComparison comparison, BpfRegister destination, int value, short distance) =>
        new((byte)((byte)BpfInstructionClass.Jump32 | (byte)comparison), destination, 0, distance, value);

    /// <summary>Jumps once the kernel's loop budget (8 million rounds) is used up; lets the verifier accept a loop without a provable bound. Linux 6.9.</summary>
    public static BpfInstruction MayGoto(short distance) => new((byte)BpfInstructionClass.Jump | CodeMayGoto, BpfRegister.R0, 0, distance, 0);

    /// <summary>r0 = helper(r1 to r5).</summary>
    public static BpfInstruction Call(BpfHelper helper) =>
        new((byte)BpfInstructionClass.Jump | CodeCall, BpfRegister.R0, (byte)CallTarget.Helper, 0, (int)helper);

    /// <summary>r0 = the program's own function <paramref name="distance"/> instructions further, with r1 to r5.</summary>
    public static BpfInstruction CallLocal(int distance) =>
        new((byte)BpfInstructionClass.Jump | CodeCall, BpfRegister.R0, (byte)CallTarget.Local, 0, distance);

    /// <summary>
    /// r0 = a kernel function, by the id of its BTF_KIND_FUNC. Linux 5.13.
    /// </summary>
    /// <param name="btfId">The function's type id in the kernel's BTF, or in a module's.</param>
    /// <param name="moduleIndex">0 for the kernel itself, else the module BTF's index in the descriptors given at load.</param>
    public static BpfInstruction CallKernelFunction(int btfId, short moduleIndex = 0) =>
        new((byte)BpfInstructionClass.Jump | CodeCall, BpfRegister.R0, (byte)CallTarget.KernelFunction, moduleIndex, btfId);

    /// <summary>Returns r0.</summary>
    public static BpfInstruction Exit() => new((byte)BpfInstructionClass.Jump | CodeExit, BpfRegister.R0, 0, 0, 0);
}
