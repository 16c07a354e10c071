using System.Runtime.InteropServices;
using Sonde.Bpf.Instructions;
using Sonde.Testing;
using static Sonde.Bpf.Instructions.BpfRegister;

namespace Sonde.Bpf.Tests.Instructions;

public sealed class BpfInstructionTests
{
    // In the order of testdata/bpf/encoding/instructions.s.
    private static readonly BpfInstruction[][] Expected =
    [
        [BpfInstruction.Move(R1, R2)], [BpfInstruction.Move(R3, 5)], [BpfInstruction.Move(R3, -5)], [BpfInstruction.Move32(R4, R5)], [BpfInstruction.Move32(R4, 7)],
        [BpfInstruction.Arithmetic(BpfOperator.Add, R1, R2)], [BpfInstruction.Arithmetic(BpfOperator.Add, R1, 10)],
        [BpfInstruction.Arithmetic(BpfOperator.Subtract, R1, R2)], [BpfInstruction.Arithmetic(BpfOperator.Multiply, R1, R2)],
        [BpfInstruction.Arithmetic(BpfOperator.Divide, R1, R2)], [BpfInstruction.Arithmetic(BpfOperator.Divide, R1, 3)],
        [BpfInstruction.Arithmetic(BpfOperator.Or, R1, R2)], [BpfInstruction.Arithmetic(BpfOperator.And, R1, 255)],
        [BpfInstruction.Arithmetic(BpfOperator.ShiftLeft, R1, 3)], [BpfInstruction.Arithmetic(BpfOperator.ShiftRight, R1, R2)],
        [BpfInstruction.Arithmetic(BpfOperator.ArithmeticShiftRight, R1, 4)], [BpfInstruction.Arithmetic(BpfOperator.Xor, R1, R2)], [BpfInstruction.Negate(R1)],
        [BpfInstruction.Arithmetic32(BpfOperator.Add, R1, R2)], [BpfInstruction.Arithmetic32(BpfOperator.Add, R1, 10)],
        [BpfInstruction.Arithmetic32(BpfOperator.Divide, R1, 3)], [BpfInstruction.Arithmetic32(BpfOperator.ArithmeticShiftRight, R1, 4)], [BpfInstruction.Negate32(R1)],
        [BpfInstruction.LittleEndian(R1, 16)], [BpfInstruction.LittleEndian(R1, 64)],
        [BpfInstruction.BigEndian(R1, 16)], [BpfInstruction.BigEndian(R1, 32)], [BpfInstruction.BigEndian(R1, 64)],
        [BpfInstruction.Load(MemorySize.Byte, R0, R1, 3)], [BpfInstruction.Load(MemorySize.HalfWord, R0, R1, 4)],
        [BpfInstruction.Load(MemorySize.Word, R0, R1, -4)], [BpfInstruction.Load(MemorySize.DoubleWord, R0, FramePointer, -8)],
        [BpfInstruction.Store(MemorySize.Byte, FramePointer, -1, R1)], [BpfInstruction.Store(MemorySize.HalfWord, FramePointer, -2, R1)],
        [BpfInstruction.Store(MemorySize.Word, FramePointer, -4, R1)], [BpfInstruction.Store(MemorySize.DoubleWord, FramePointer, -8, R9)],
        [BpfInstruction.Atomic(AtomicOperator.Add, MemorySize.DoubleWord, R1, 8, R2)], [BpfInstruction.Atomic(AtomicOperator.Add, MemorySize.Word, R1, 8, R2)],
        [BpfInstruction.LoadPacket(MemorySize.Byte, 14)], [BpfInstruction.LoadPacket(MemorySize.HalfWord, 12)], [BpfInstruction.LoadPacket(MemorySize.Word, R3, 0)],
        Both(BpfInstruction.LoadWide(R1, 0x1234_5678_9abc_def0)), Both(BpfInstruction.LoadWide(R1, -1)),
        [BpfInstruction.Jump(5)], [BpfInstruction.Jump(-2)],
        [BpfInstruction.JumpIf(BpfComparison.Equal, R1, R2, 3)], [BpfInstruction.JumpIf(BpfComparison.Equal, R1, 7, 3)],
        [BpfInstruction.JumpIf(BpfComparison.Greater, R1, R2, 3)], [BpfInstruction.JumpIf(BpfComparison.GreaterOrEqual, R1, 7, 3)],
        [BpfInstruction.JumpIf(BpfComparison.NotEqual, R1, R2, 3)],
        [BpfInstruction.JumpIf(BpfComparison.SignedGreater, R1, -1, 3)], [BpfInstruction.JumpIf(BpfComparison.SignedGreaterOrEqual, R1, R2, 3)],
        [BpfInstruction.JumpIf(BpfComparison.Less, R1, 9, 3)], [BpfInstruction.JumpIf(BpfComparison.LessOrEqual, R1, R2, 3)],
        [BpfInstruction.JumpIf(BpfComparison.SignedLess, R1, R2, 3)], [BpfInstruction.JumpIf(BpfComparison.SignedLessOrEqual, R1, -9, -3)],
        [BpfInstruction.JumpIf32(BpfComparison.Equal, R1, R2, 3)], [BpfInstruction.JumpIf32(BpfComparison.SignedLess, R1, -9, 3)],
        [BpfInstruction.JumpIf32(BpfComparison.NotEqual, R1, 0, 3)],
        [BpfInstruction.Call(BpfHelper.TracePrintk)], [BpfInstruction.Call(BpfHelper.Loop)], [BpfInstruction.Exit()],
    ];

    [Fact]
    public void Instructions_are_encoded_as_llvm_encodes_them()
    {
        string[] lines = File.ReadAllLines(TestData.PathOf("bpf/encoding/encodings.txt"));
        Assert.Equal(lines.Length, Expected.Length);
        Assert.Equal(lines, lines.Zip(Expected, (line, expected) => $"{Hexadecimal(expected)}\t{line.Split('\t')[1]}"));
    }

    [Fact]
    public void Instruction_is_eight_bytes() => Assert.Equal(8, Marshal.SizeOf<BpfInstruction>());

    [Fact]
    public void Fields_are_read_back_as_written()
    {
        BpfInstruction instruction = new(0x7b, R9, 10, -32768, int.MinValue);
        Assert.Equal((0x7b, R9, FramePointer, -32768, int.MinValue), (instruction.Opcode, instruction.Destination, instruction.Source, instruction.Offset, instruction.Immediate));
        Assert.Equal(instruction.WithOffset(1), new BpfInstruction(0x7b, R9, 10, 1, int.MinValue));
        Assert.Equal(instruction.WithImmediate(1), new BpfInstruction(0x7b, R9, 10, -32768, 1));
    }

    [Fact]
    public void Widths_that_do_not_exist_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BpfInstruction.SwapBytes(R1, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => BpfInstruction.MoveSignExtended(R1, R2, 64));
        Assert.Throws<ArgumentOutOfRangeException>(() => BpfInstruction.MoveSignExtended32(R1, R2, 32));
        Assert.Throws<ArgumentOutOfRangeException>(() => BpfInstruction.LoadSigned(MemorySize.DoubleWord, R1, R2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BpfInstruction.Atomic(AtomicOperator.Add, MemorySize.Byte, R1, 0, R2));
    }

    private static BpfInstruction[] Both((BpfInstruction First, BpfInstruction Second) wide) => [wide.First, wide.Second];

    private static string Hexadecimal(BpfInstruction[] instructions) => Convert.ToHexStringLower(MemoryMarshal.AsBytes<BpfInstruction>(instructions));
}
