using System.Runtime.InteropServices;
using Sonde.Binary.Btf;
using Sonde.Bpf.Instructions;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Linux.Bpf;
using static Sonde.Bpf.Instructions.BpfRegister;

namespace Sonde.Bpf.Tests.Programs;

public sealed class BpfProgramTests
{
    [Fact]
    public void Test_run_computes()
    {
        LiveKernel.Require();
        Assembler assembler = new();
        assembler.Emit(BpfInstruction.Load(MemorySize.DoubleWord, R0, R1, 0));
        assembler.Emit(BpfInstruction.Load(MemorySize.DoubleWord, R2, R1, 8));
        assembler.Emit(BpfInstruction.Arithmetic(BpfOperator.Multiply, R0, R2));
        assembler.Emit(BpfInstruction.Exit());
        using BpfProgram program = BpfProgram.Load(LiveKernel.Definition(BpfProgramType.RawTracepoint, assembler));
        Assert.Equal(42u, program.TestRun(MemoryMarshal.AsBytes<long>([6, 7])));
    }

    [Fact]
    public void Packet_program_sees_and_changes_the_packet()
    {
        LiveKernel.Require();
        using BpfProgram program = BpfProgram.Load(LiveKernel.Definition(BpfProgramType.SocketFilter, BpfInstruction.Move(R6, R1), BpfInstruction.LoadPacket(MemorySize.HalfWord, 0), BpfInstruction.Exit()));
        byte[] packet = new byte[64];
        packet[14] = 0x12;
        packet[15] = 0x34;
        BpfTestRun run = new() { Data = packet, DataOut = new byte[64], Repeat = 1 };
        program.TestRun(ref run);
        Assert.Equal((0x1234u, 64u), (run.ReturnValue, run.DataOutSize));
    }

    [Fact]
    public void Callbacks_and_local_calls_run()
    {
        LiveKernel.Require();
        using BpfMap counter = LiveKernel.Counter();
        Assembler assembler = new();
        BpfLabel callback = assembler.NewLabel();
        assembler.LoadConstant(R1, 10);
        assembler.LoadFunction(R2, callback);
        assembler.LoadConstant(R3, 0);
        assembler.LoadConstant(R4, 0);
        assembler.Call(BpfHelper.Loop);
        assembler.Emit(BpfInstruction.Exit());
        assembler.Mark(callback);
        assembler.LoadMapValue(R2, 0, 0);
        assembler.Emit(BpfInstruction.Atomic(AtomicOperator.Add, MemorySize.DoubleWord, R2, 0, R1));
        assembler.LoadConstant(R0, 0);
        assembler.Emit(BpfInstruction.Exit());
        using FileDescriptor btf = Types(out int function, out _);
        BpfProgramDefinition definition = LiveKernel.Definition(BpfProgramType.RawTracepoint, assembler, counter) with
        {
            Btf = btf,
            FunctionInfo = MemoryMarshal.AsBytes<int>([0, function, assembler.Assemble().PlaceOf(callback), function]).ToArray(),
        };
        using BpfProgram program = BpfProgram.Load(definition);
        Assert.Equal(10u, program.TestRun());
        Assert.Equal(45, LiveKernel.Read(counter));
    }

    [Fact]
    public void Rejection_quotes_the_source_line_and_says_why()
    {
        LiveKernel.Require();
        using FileDescriptor btf = Types(out int function, out uint text);
        BpfProgramDefinition definition = LiveKernel.Definition(
            BpfProgramType.RawTracepoint, BpfInstruction.Move(R1, 5), BpfInstruction.Load(MemorySize.DoubleWord, R0, R1, 0), BpfInstruction.Exit()) with
        {
            Btf = btf,
            FunctionInfo = MemoryMarshal.AsBytes<int>([0, function]).ToArray(),
            LineInfo = MemoryMarshal.AsBytes<uint>([0, text, text, (3 << 10) | 1]).ToArray(),
        };
        VerifierException exception = Assert.Throws<VerifierException>(() => BpfProgram.Load(definition));
        Assert.Equal((1, "r0 = *(u64 *)(r1 +0)", "$x = *$pointer;"), (exception.Report.Instruction, exception.Report.InstructionText, exception.Report.SourceLine));
        Assert.Contains("a number is used as a pointer", exception.Message, StringComparison.Ordinal);
        Assert.Contains("R1 invalid mem access", exception.Message, StringComparison.Ordinal);
        Assert.Contains("processed", exception.Log, StringComparison.Ordinal);
    }

    public static TheoryData<string> Faults => [.. FaultyPrograms.All.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Common_faults_are_told_in_plain_words(string fault)
    {
        LiveKernel.Require();
        (BpfInstruction[] instructions, string words) = FaultyPrograms.All[fault];
        VerifierException exception = Assert.Throws<VerifierException>(() => BpfProgram.Load(LiveKernel.Definition(BpfProgramType.SocketFilter, instructions)));
        Assert.True(exception.Message.Contains(words, StringComparison.Ordinal), exception.Message + "\n" + exception.Log);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void License_that_is_not_free_loses_helpers()
    {
        LiveKernel.Require();
        BpfProgramDefinition definition = LiveKernel.Definition(
            BpfProgramType.RawTracepoint, BpfInstruction.Move(R1, R1), BpfInstruction.Call(BpfHelper.GetCurrentTask), BpfInstruction.Move(R0, 0), BpfInstruction.Exit());
        BpfProgram.Load(definition).Dispose();
        VerifierException exception = Assert.Throws<VerifierException>(() => BpfProgram.Load(definition with { License = "Proprietary" }));
        Assert.Contains("GPL-compatible", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Closed_map_in_a_program_is_an_error_not_a_crash()
    {
        LiveKernel.Require();
        Assembler assembler = new();
        assembler.Emit(BpfInstruction.LoadMap(R1, 9999));
        assembler.LoadConstant(R0, 0);
        assembler.Emit(BpfInstruction.Exit());
        BpfException exception = Assert.ThrowsAny<BpfException>(() => BpfProgram.Load(LiveKernel.Definition(BpfProgramType.SocketFilter, assembler)));
        Assert.Equal("EBADF", exception.Errno.Name);
    }

    [Fact]
    public void Unknown_kind_and_empty_program_are_errors()
    {
        LiveKernel.Require();
        Assert.Throws<BpfException>(() => BpfProgram.Load(LiveKernel.Definition((BpfProgramType)999, BpfInstruction.Move(R0, 0), BpfInstruction.Exit())));
        Assert.Throws<BpfException>(() => BpfProgram.Load(LiveKernel.Definition(BpfProgramType.SocketFilter)));
    }

    [Fact]
    public void Description_and_instructions_are_read_back()
    {
        LiveKernel.Require();
        using BpfMap counter = LiveKernel.Counter();
        using BpfProgram program = BpfProgram.Load(LiveKernel.Counting(BpfProgramType.RawTracepoint, counter));
        ProgramDescription description = program.Describe();
        Assert.Equal(("test_program", BpfProgramType.RawTracepoint, true), (description.Name, description.Type, description.IsGplCompatible));
        Assert.Equal([counter.ReadId()], description.MapIds);
        Assert.Equal(16, description.Tag.Length);
        BpfInstruction[] instructions = ProgramDescription.ReadInstructions(program.Descriptor);
        Assert.Equal(description.InstructionBytes, instructions.Length * 8);
        Assert.Contains($"map[id:{counter.ReadId()}][0]+0", Disassembler.Lines(instructions).First(), StringComparison.Ordinal);
        using BpfProgram? same = BpfProgram.Open(description.Id);
        Assert.Equal(program.Name, same!.Name);
    }

    [Fact]
    public void Statistics_count_runs_while_they_are_on()
    {
        LiveKernel.Require();
        using BpfMap counter = LiveKernel.Counter();
        using BpfProgram program = BpfProgram.Load(LiveKernel.Counting(BpfProgramType.RawTracepoint, counter));
        using (BpfStatistics.Enable())
        {
            for (int i = 0; i < 5; i++)
                program.TestRun();
            Assert.Equal(5, LiveKernel.Read(counter));
        }

        // Runs by test_run are not among those that the kernel times; what counts is that the figures are read.
        Assert.True(program.ReadStatistics().RunCount >= 0);
    }

    [Fact]
    public void Closed_program_refuses_to_run()
    {
        LiveKernel.Require();
        BpfProgram program = BpfProgram.Load(LiveKernel.Definition(BpfProgramType.RawTracepoint, BpfInstruction.Move(R0, 0), BpfInstruction.Exit()));
        program.Dispose();
        Assert.Throws<ObjectDisposedException>(() => program.TestRun());
    }

    // One function type, long(void *), and a line of a script.
    private static FileDescriptor Types(out int function, out uint text)
    {
        BtfBuilder builder = new();
        int number = builder.AddInteger("long", 8, BtfIntegerEncoding.Signed);
        int unsigned = builder.AddInteger("unsigned int", 4, BtfIntegerEncoding.None);
        int pointer = builder.AddPointer(0);
        int prototype = builder.AddFunctionPrototype(number, new BtfParameterDefinition("index", unsigned), new BtfParameterDefinition("ctx", pointer));
        function = builder.AddFunction("step", prototype, BtfLinkage.Static);
        text = builder.AddString("$x = *$pointer;");
        return BtfObject.Load(builder.ToArray());
    }
}
