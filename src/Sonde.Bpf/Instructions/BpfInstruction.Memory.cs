namespace Sonde.Bpf.Instructions;

/// <summary>Loads, stores and atomic operations.</summary>
public readonly partial record struct BpfInstruction
{
    /// <summary>dst = memory at base + offset, zero-extended.</summary>
    public static BpfInstruction Load(MemorySize size, BpfRegister destination, BpfRegister address, short offset) =>
        new((byte)((byte)BpfInstructionClass.Load | (byte)size | ModeMemory), destination, (byte)address, offset, 0);

    /// <summary>dst = memory at base + offset, sign-extended to 64 bits; up to 4 bytes. ISA v4 (Linux 6.6).</summary>
    public static BpfInstruction LoadSigned(MemorySize size, BpfRegister destination, BpfRegister address, short offset) =>
        size == MemorySize.DoubleWord
            ? throw new ArgumentOutOfRangeException(nameof(size), size, "Eight bytes have no sign to extend.")
            : new((byte)((byte)BpfInstructionClass.Load | (byte)size | ModeSigned), destination, (byte)address, offset, 0);

    /// <summary>Memory at base + offset = the low bytes of src.</summary>
    public static BpfInstruction Store(MemorySize size, BpfRegister address, short offset, BpfRegister source) =>
        new((byte)((byte)BpfInstructionClass.Store | (byte)size | ModeMemory), address, (byte)source, offset, 0);

    /// <summary>Memory at base + offset = value, sign-extended where eight bytes are stored.</summary>
    public static BpfInstruction Store(MemorySize size, BpfRegister address, short offset, int value) =>
        new((byte)((byte)BpfInstructionClass.StoreImmediate | (byte)size | ModeMemory), address, 0, offset, value);

    /// <summary>
    /// An atomic operation on memory at base + offset. For <see cref="AtomicOperator.LoadAcquire"/> the memory is at <paramref name="source"/>
    /// and <paramref name="address"/> receives the value, as the instruction set has it.
    /// </summary>
    public static BpfInstruction Atomic(AtomicOperator operation, MemorySize size, BpfRegister address, short offset, BpfRegister source) =>
        size is MemorySize.Byte or MemorySize.HalfWord && operation is not (AtomicOperator.LoadAcquire or AtomicOperator.StoreRelease)
            ? throw new ArgumentOutOfRangeException(nameof(size), size, "Atomic operations take 4 or 8 bytes.")
            : new((byte)((byte)BpfInstructionClass.Store | (byte)size | ModeAtomic), address, (byte)source, offset, (int)operation);

    /// <summary>r0 = packet data at <paramref name="position"/>, in host order; socket programs only. Leaves the program where the packet is shorter.</summary>
    public static BpfInstruction LoadPacket(MemorySize size, int position) =>
        new((byte)((byte)BpfInstructionClass.LoadImmediate | (byte)size | ModeAbsolute), BpfRegister.R0, 0, 0, position);

    /// <summary>r0 = packet data at src + <paramref name="position"/>, in host order; socket programs only.</summary>
    public static BpfInstruction LoadPacket(MemorySize size, BpfRegister source, int position) =>
        new((byte)((byte)BpfInstructionClass.LoadImmediate | (byte)size | ModeIndirect), BpfRegister.R0, (byte)source, 0, position);

    /// <summary>The two halves of dst = value.</summary>
    public static (BpfInstruction First, BpfInstruction Second) LoadWide(BpfRegister destination, long value) =>
        LoadWide(destination, PseudoSource.Number, (int)value, (int)(value >> 32));

    /// <summary>The two halves of dst = the map of <paramref name="descriptor"/>.</summary>
    public static (BpfInstruction First, BpfInstruction Second) LoadMap(BpfRegister destination, int descriptor) =>
        LoadWide(destination, PseudoSource.MapDescriptor, descriptor, 0);

    /// <summary>The two halves of dst = address of byte <paramref name="offset"/> of the value of a one-element array map. Linux 5.2.</summary>
    public static (BpfInstruction First, BpfInstruction Second) LoadMapValue(BpfRegister destination, int descriptor, int offset) =>
        LoadWide(destination, PseudoSource.MapValue, descriptor, offset);

    /// <summary>The two halves of dst = address of the kernel variable with type id <paramref name="btfId"/>, of a module where its BTF's descriptor is given.</summary>
    public static (BpfInstruction First, BpfInstruction Second) LoadKernelVariable(BpfRegister destination, int btfId, int moduleDescriptor = 0) =>
        LoadWide(destination, PseudoSource.KernelVariable, btfId, moduleDescriptor);

    /// <summary>The two halves of dst = address of the function <paramref name="distance"/> instructions after this one's next. Linux 5.13.</summary>
    public static (BpfInstruction First, BpfInstruction Second) LoadFunction(BpfRegister destination, int distance) =>
        LoadWide(destination, PseudoSource.Function, distance, 0);

    /// <summary>The two halves of a wide load, by fields.</summary>
    public static (BpfInstruction First, BpfInstruction Second) LoadWide(BpfRegister destination, PseudoSource source, int low, int high) =>
        (new((byte)BpfInstructionClass.LoadImmediate | (byte)MemorySize.DoubleWord | ModeImmediate, destination, (byte)source, 0, low), new(0, BpfRegister.R0, 0, 0, high));
}
