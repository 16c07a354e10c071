namespace Sonde.Bpf.Instructions;

/// <summary>Arithmetic, moves and byte order.</summary>
public readonly partial record struct BpfInstruction
{
    /// <summary>dst = src.</summary>
    public static BpfInstruction Move(BpfRegister destination, BpfRegister source) =>
        new((byte)BpfInstructionClass.Arithmetic | CodeMove | RegisterSource, destination, (byte)source, 0, 0);

    /// <summary>dst = value, sign-extended to 64 bits.</summary>
    public static BpfInstruction Move(BpfRegister destination, int value) =>
        new((byte)BpfInstructionClass.Arithmetic | CodeMove, destination, 0, 0, value);

    /// <summary>dst = the low 32 bits of src; the upper half becomes zero.</summary>
    public static BpfInstruction Move32(BpfRegister destination, BpfRegister source) =>
        new((byte)BpfInstructionClass.Arithmetic32 | CodeMove | RegisterSource, destination, (byte)source, 0, 0);

    /// <summary>dst = value; the upper half becomes zero.</summary>
    public static BpfInstruction Move32(BpfRegister destination, int value) =>
        new((byte)BpfInstructionClass.Arithmetic32 | CodeMove, destination, 0, 0, value);

    /// <summary>dst = the low <paramref name="bits"/> (8, 16 or 32) of src, sign-extended to 64 bits. ISA v4 (Linux 6.6).</summary>
    public static BpfInstruction MoveSignExtended(BpfRegister destination, BpfRegister source, int bits) =>
        new((byte)BpfInstructionClass.Arithmetic | CodeMove | RegisterSource, destination, (byte)source, Width(bits, 8, 16, 32), 0);

    /// <summary>dst = the low <paramref name="bits"/> (8 or 16) of src, sign-extended to 32 bits; the upper half becomes zero. ISA v4 (Linux 6.6).</summary>
    public static BpfInstruction MoveSignExtended32(BpfRegister destination, BpfRegister source, int bits) =>
        new((byte)BpfInstructionClass.Arithmetic32 | CodeMove | RegisterSource, destination, (byte)source, Width(bits, 8, 16, 16), 0);

    /// <summary>dst = dst operation src, 64 bits.</summary>
    public static BpfInstruction Arithmetic(BpfOperator operation, BpfRegister destination, BpfRegister source) =>
        Arithmetic(BpfInstructionClass.Arithmetic, RegisterSource, operation, destination, (byte)source, 0);

    /// <summary>dst = dst operation value, the value sign-extended to 64 bits. The kernel refuses division by a constant zero and shifts of 64 or more.</summary>
    public static BpfInstruction Arithmetic(BpfOperator operation, BpfRegister destination, int value) =>
        Arithmetic(BpfInstructionClass.Arithmetic, 0, operation, destination, 0, value);

    /// <summary>dst = dst operation src on the low 32 bits; the upper half becomes zero.</summary>
    public static BpfInstruction Arithmetic32(BpfOperator operation, BpfRegister destination, BpfRegister source) =>
        Arithmetic(BpfInstructionClass.Arithmetic32, RegisterSource, operation, destination, (byte)source, 0);

    /// <summary>dst = dst operation value on the low 32 bits; the upper half becomes zero.</summary>
    public static BpfInstruction Arithmetic32(BpfOperator operation, BpfRegister destination, int value) =>
        Arithmetic(BpfInstructionClass.Arithmetic32, 0, operation, destination, 0, value);

    /// <summary>dst = -dst.</summary>
    public static BpfInstruction Negate(BpfRegister destination) => new((byte)BpfInstructionClass.Arithmetic | CodeNegate, destination, 0, 0, 0);

    /// <summary>dst = -dst on the low 32 bits; the upper half becomes zero.</summary>
    public static BpfInstruction Negate32(BpfRegister destination) => new((byte)BpfInstructionClass.Arithmetic32 | CodeNegate, destination, 0, 0, 0);

    /// <summary>Turns the low <paramref name="bits"/> (16, 32 or 64) of dst from or to little-endian order; the rest becomes zero.</summary>
    public static BpfInstruction LittleEndian(BpfRegister destination, int bits) =>
        new((byte)BpfInstructionClass.Arithmetic32 | CodeEndian, destination, 0, 0, Width(bits, 16, 32, 64));

    /// <summary>Turns the low <paramref name="bits"/> (16, 32 or 64) of dst from or to big-endian order; the rest becomes zero.</summary>
    public static BpfInstruction BigEndian(BpfRegister destination, int bits) =>
        new((byte)BpfInstructionClass.Arithmetic32 | CodeEndian | RegisterSource, destination, 0, 0, Width(bits, 16, 32, 64));

    /// <summary>Reverses the bytes of the low <paramref name="bits"/> (16, 32 or 64) of dst; the rest becomes zero. ISA v4 (Linux 6.6).</summary>
    public static BpfInstruction SwapBytes(BpfRegister destination, int bits) =>
        new((byte)BpfInstructionClass.Arithmetic | CodeEndian, destination, 0, 0, Width(bits, 16, 32, 64));

    private static BpfInstruction Arithmetic(
        BpfInstructionClass kind, byte sourceKind, BpfOperator operation, BpfRegister destination, byte source, int value) =>
        new((byte)((byte)kind | sourceKind | ((ushort)operation & 0xf0)), destination, source, (short)((ushort)operation >> 8), value);

    private static short Width(int bits, int first, int second, int third) =>
        bits == first || bits == second || bits == third
            ? (short)bits
            : throw new ArgumentOutOfRangeException(nameof(bits), bits, $"The width is {first}, {second} or {third} bits.");
}
