using System.Text.RegularExpressions;
using Sonde.Bpf.Features;
using Sonde.Bpf.Instructions;
using Sonde.Bpf.Programs;
using static Sonde.Bpf.Instructions.BpfRegister;

namespace Sonde.Bpf.Tests.Instructions;

/// <summary>The verifier prints each instruction that it walks through: an independent reader of the encoding, and the model of the text.</summary>
public sealed class KernelDisassemblyTests
{
    public static TheoryData<string> Groups => ["arithmetic", "memory", "jumps", "isa4"];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Kernel_reads_the_instructions_as_they_are_printed(string group)
    {
        LiveKernel.Require();
        Assert.SkipWhen(group == "isa4" && !KernelFeatures.HasIsaV4, "the kernel has no ISA v4");
        CheckAgainstKernel(Program(group));
    }

    [Fact]
    public void Kernel_reads_conditional_jumps_as_they_are_printed()
    {
        LiveKernel.Require();
        foreach (BpfComparison comparison in Enum.GetValues<BpfComparison>())
        {
            // The calls make numbers of which the verifier knows nothing, so that it walks both ways; more jumps would make too many ways.
            CheckAgainstKernel(
            [
                BpfInstruction.Call(BpfHelper.GetPrandomU32), BpfInstruction.Move(R7, R0), BpfInstruction.Call(BpfHelper.GetPrandomU32), BpfInstruction.Move(R8, R0),
                BpfInstruction.JumpIf(comparison, R7, R8, 0), BpfInstruction.JumpIf(comparison, R7, -5, 0),
                BpfInstruction.JumpIf32(comparison, R7, R8, 0), BpfInstruction.JumpIf32(comparison, R7, 5, 0),
                BpfInstruction.Move(R0, 0), BpfInstruction.Exit(),
            ]);
        }
    }

    private static void CheckAgainstKernel(BpfInstruction[] program)
    {
        using BpfProgram loaded = BpfProgram.Load(LiveKernel.Definition(BpfProgramType.SocketFilter, program) with { LogLevel = 2 });
        IEnumerable<string> walked = loaded.VerifierLog.Split('\n').Select(Instruction).Where(line => line.Length > 0).Distinct();
        Assert.Equal(Disassembler.Lines(program).Select(line => line.Trim()), walked.OrderBy(line => int.Parse(line.Split(':')[0])));
    }

    private static string Instruction(string line) => Regex.Match(line, @"^\d+: \([0-9a-f]{2}\) [^;]*", RegexOptions.None, TimeSpan.FromSeconds(10)) is { Success: true } match ? match.Value.Trim() : "";

    private static BpfInstruction[] Program(string group)
    {
        BpfInstruction[] start = [BpfInstruction.Move(R6, R1), .. Enumerable.Range(0, 4).Select(i => BpfInstruction.Move((BpfRegister)i, i + 1)),
            BpfInstruction.Store(MemorySize.DoubleWord, FramePointer, -8, 7)];
        return [.. start, .. Body(group), BpfInstruction.Move(R0, 0), BpfInstruction.Exit()];
    }

    private static BpfInstruction[] Body(string group) => group switch
    {
        "arithmetic" =>
        [
            .. Operators.Where(operation => (ushort)operation < 0x100).SelectMany(operation => new[]
            {
                BpfInstruction.Arithmetic(operation, R2, R3), BpfInstruction.Arithmetic(operation, R2, 5),
                BpfInstruction.Arithmetic32(operation, R2, R3), BpfInstruction.Arithmetic32(operation, R2, 5),
            }),
            BpfInstruction.Negate(R1), BpfInstruction.Negate32(R1), BpfInstruction.Move32(R1, R2), BpfInstruction.Move32(R1, -9),
            BpfInstruction.BigEndian(R1, 16), BpfInstruction.BigEndian(R1, 64), BpfInstruction.LittleEndian(R1, 32),
        ],
        "memory" =>
        [
            .. Sizes.SelectMany(size => new[]
            {
                BpfInstruction.Store(size, FramePointer, -16, R2), BpfInstruction.Store(size, FramePointer, -16, -3), BpfInstruction.Load(size, R3, FramePointer, -8),
            }),
            .. new[] { MemorySize.Word, MemorySize.DoubleWord }.SelectMany(size => Atomics.Select(
                operation => BpfInstruction.Atomic(operation, size, FramePointer, -8, R2))),
            BpfInstruction.LoadWide(R4, 0x1234_5678_9abc_def0).First, BpfInstruction.LoadWide(R4, 0x1234_5678_9abc_def0).Second,
            BpfInstruction.Move(R1, R6), BpfInstruction.LoadPacket(MemorySize.Byte, 0), BpfInstruction.LoadPacket(MemorySize.HalfWord, R0, 2),
        ],
        "jumps" => [BpfInstruction.Jump(0)],
        _ =>
        [
            BpfInstruction.Arithmetic(BpfOperator.SignedDivide, R2, R3), BpfInstruction.Arithmetic(BpfOperator.SignedModulo, R2, 5),
            BpfInstruction.Arithmetic32(BpfOperator.SignedDivide, R2, 3), BpfInstruction.Arithmetic32(BpfOperator.SignedModulo, R2, R3),
            BpfInstruction.MoveSignExtended(R2, R3, 8), BpfInstruction.MoveSignExtended(R2, R3, 16), BpfInstruction.MoveSignExtended(R2, R3, 32),
            BpfInstruction.MoveSignExtended32(R2, R3, 8), BpfInstruction.MoveSignExtended32(R2, R3, 16),
            BpfInstruction.LoadSigned(MemorySize.Byte, R2, FramePointer, -8), BpfInstruction.LoadSigned(MemorySize.HalfWord, R2, FramePointer, -8),
            BpfInstruction.LoadSigned(MemorySize.Word, R2, FramePointer, -8),
            BpfInstruction.SwapBytes(R2, 16), BpfInstruction.SwapBytes(R2, 32), BpfInstruction.SwapBytes(R2, 64), BpfInstruction.JumpLong(0),
        ],
    };

    private static BpfOperator[] Operators => Enum.GetValues<BpfOperator>();

    private static MemorySize[] Sizes => [MemorySize.DoubleWord, MemorySize.Word, MemorySize.HalfWord, MemorySize.Byte];

    private static AtomicOperator[] Atomics =>
        [.. Enum.GetValues<AtomicOperator>().Where(operation => operation is not (AtomicOperator.LoadAcquire or AtomicOperator.StoreRelease))];
}
