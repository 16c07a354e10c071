using System.Runtime.InteropServices;

namespace Sonde.Bpf.Instructions;

/// <summary>
/// One eight-byte instruction as the kernel takes it (struct bpf_insn). A wide load takes two. The static methods make every instruction of ISA v4;
/// those that an older kernel lacks say so. Source: RFC 9669, include/uapi/linux/bpf.h.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
public readonly partial record struct BpfInstruction
{
    private const byte RegisterSource = 0x08;
    private const byte ModeImmediate = 0x00;
    private const byte ModeAbsolute = 0x20;
    private const byte ModeIndirect = 0x40;
    private const byte ModeMemory = 0x60;
    private const byte ModeSigned = 0x80;
    private const byte ModeAtomic = 0xc0;
    private const byte CodeMove = 0xb0;
    private const byte CodeNegate = 0x80;
    private const byte CodeEndian = 0xd0;
    private const byte CodeCall = 0x80;
    private const byte CodeExit = 0x90;
    private const byte CodeMayGoto = 0xe0;

    private readonly byte _opcode;
    private readonly byte _registers;
    private readonly short _offset;
    private readonly int _immediate;

    /// <summary>Makes an instruction of its fields.</summary>
    /// <param name="opcode">Class and code.</param>
    /// <param name="destination">The low four bits of the second byte.</param>
    /// <param name="source">The high four bits of the second byte; a register, or what the immediate means.</param>
    /// <param name="offset">Jump distance in instructions, or bytes from the base register.</param>
    /// <param name="immediate">The constant.</param>
    public BpfInstruction(byte opcode, BpfRegister destination, byte source, short offset, int immediate)
    {
        _opcode = opcode;
        _registers = (byte)(((byte)destination & 0xf) | (source << 4));
        _offset = offset;
        _immediate = immediate;
    }

    /// <summary>The first byte: class in the low three bits, the rest depends on it.</summary>
    public byte Opcode => _opcode;

    /// <summary>The class.</summary>
    public BpfInstructionClass Class => (BpfInstructionClass)(_opcode & 7);

    /// <summary>The destination register; a hostile program may hold numbers up to 15.</summary>
    public BpfRegister Destination => (BpfRegister)(_registers & 0xf);

    /// <summary>The source register; a hostile program may hold numbers up to 15.</summary>
    public BpfRegister Source => (BpfRegister)(_registers >> 4);

    /// <summary>The signed offset: bytes from the base register, or instructions to jump, counted from the next.</summary>
    public short Offset => _offset;

    /// <summary>The signed constant.</summary>
    public int Immediate => _immediate;

    /// <summary>True where the second operand is a register and not the constant, of arithmetic and jumps.</summary>
    public bool UsesSourceRegister => (_opcode & RegisterSource) != 0;

    /// <summary>True for the first half of a 64-bit immediate load; the next instruction holds the upper 32 bits.</summary>
    public bool IsWide => _opcode == ((byte)BpfInstructionClass.LoadImmediate | (byte)MemorySize.DoubleWord | ModeImmediate);

    /// <summary>True for a call of <paramref name="target"/>.</summary>
    public bool IsCall(CallTarget target) => _opcode == ((byte)BpfInstructionClass.Jump | CodeCall) && (byte)Source == (byte)target;

    /// <summary>This instruction with another offset, as a jump is completed when its target is known.</summary>
    public BpfInstruction WithOffset(short value) => new(_opcode, Destination, (byte)Source, value, _immediate);

    /// <summary>This instruction with another immediate, as a map's descriptor is put in.</summary>
    public BpfInstruction WithImmediate(int value) => new(_opcode, Destination, (byte)Source, _offset, value);

    /// <summary>The instruction as bpftool prints it, without the context that names of maps and functions need.</summary>
    public override string ToString() => Disassembler.Format(this, default);
}
